using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>Parses the sections of the probe into readings of the model.</summary>
public static class SectionParser
{
    /// <summary>The reading of a section; null for the answer of a short command and for an unknown tag. Does not throw: fields that
    /// cannot be read are absent from the reading.</summary>
    public static Reading? Of(Section section) => section.Tag switch
    {
        "i" => HostIdentity.Read(section.Text),
        "g" => GpuQuery.Gpus(section.Text),
        "a" => Processes.Read(section.Text),
        "m" => MigSection.Read(section.Text),
        "h" => HostLoad.Read(section.Text),
        "t" => Top.Read(section.Text),
        "d" => Df.Read(section.Text),
        "s" => TerminalSessions.Read(section.Text),
        "p" => ListeningPorts.Read(section.Text),
        "c" => ContainerNames.Read(section.Text),
        "b" => Echo(section),
        Section.Limited => new Reading.Limited(section.Text.Trim()),
        Section.Hanging => KindOf(section.Text) is { } kind ? new Reading.Hanging(kind) : null,
        _ => null,
    };

    private static ProbeSection? KindOf(string tag) => tag switch
    {
        "g" => ProbeSection.Gpus,
        "a" => ProbeSection.Processes,
        "m" => ProbeSection.MigInstances,
        "h" => ProbeSection.Host,
        "t" => ProbeSection.Top,
        "d" => ProbeSection.Mounts,
        "s" => ProbeSection.Sessions,
        "p" => ProbeSection.Ports,
        "c" => ProbeSection.Containers,
        _ => null,
    };

    // The server returns the text of the request: the client's clock when it was sent, in ticks of UTC.
    private static Reading.Echo? Echo(Section section) =>
        NumberParser.Long(section.Text.EachLine().FirstOrDefault()) is >= 0 and var ticks
        && section.At.UtcTicks - ticks is >= 0 and var elapsed
            ? new Reading.Echo(TimeSpan.FromTicks(elapsed))
            : null;
}
