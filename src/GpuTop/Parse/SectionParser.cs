using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>From the probe's sections to what they say.</summary>
public static class SectionParser
{
    /// <summary>What a section says; null when it says nothing that concerns the model (a short command's answer, an unknown tag).
    /// Never fails: what cannot be read is absent from the reading.</summary>
    public static Reading? Of(Section section)
    {
        var text = section.Text.Span;
        return section.Tag switch
        {
            "i" => HostIdentity.Read(text),
            "g" => GpuQuery.Gpus(text),
            "a" => Processes.Read(text),
            "m" => MigSection.Read(text),
            "h" => HostLoad.Read(text),
            "t" => Top.Read(text),
            "d" => Df.Read(text),
            "s" => TerminalSessions.Read(text),
            "p" => ListeningPorts.Read(text),
            "c" => ContainerNames.Read(text),
            "b" => Echo(section),
            Section.Limited => new Reading.Limited(StringPool.Of(FieldReader.Trim(text))),
            Section.Hanging => KindOf(text) is { } kind ? new Reading.Hanging(kind) : null,
            _ => null,
        };
    }

    private static ProbeSection? KindOf(ReadOnlySpan<byte> tag) => tag switch
    {
        [(byte)'g'] => ProbeSection.Gpus,
        [(byte)'a'] => ProbeSection.Processes,
        [(byte)'m'] => ProbeSection.MigInstances,
        [(byte)'h'] => ProbeSection.Host,
        [(byte)'t'] => ProbeSection.Top,
        [(byte)'d'] => ProbeSection.Mounts,
        [(byte)'s'] => ProbeSection.Sessions,
        [(byte)'p'] => ProbeSection.Ports,
        [(byte)'c'] => ProbeSection.Containers,
        _ => null,
    };

    // The server sends back what it was sent: our own clock at that moment, in ticks of UTC.
    private static Reading.Echo? Echo(Section section)
    {
        var rest = section.Text.Span;
        return FieldReader.TryTakeLine(ref rest, out var line)
            && NumberParser.Long(line) is >= 0 and var ticks
            && section.At.UtcTicks - ticks is >= 0 and var elapsed
                ? new Reading.Echo(TimeSpan.FromTicks(elapsed))
                : null;
    }
}
