using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>Parses the sections of the probe into readings of the model.</summary>
public static class SectionParser
{
    /// <summary>The reading of a section; null for the answer of a short command and for an unknown tag. Does not throw: fields that
    /// cannot be read are absent from the reading.</summary>
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

    // The server returns the text of the order: the client's clock when it was sent, in ticks of UTC.
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
