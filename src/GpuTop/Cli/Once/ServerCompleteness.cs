using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>When a command that looks once has seen enough.</summary>
internal static class ServerCompleteness
{
    private static readonly ProbeSection[] Wanted =
    [
        ProbeSection.Identity, ProbeSection.Gpus, ProbeSection.Processes, ProbeSection.Host,
        ProbeSection.Mounts, ProbeSection.Sessions, ProbeSection.Ports,
    ];

    /// <summary>Whether the use of the multiprocessors, which is sampled for the second list of processes, is there or will not come: a
    /// driver without <c>pmon</c> never tells it.</summary>
    public static bool HasUse(Server server, DateTimeOffset now) =>
        server.HasUse || server.Processes.IsEmpty || IsSilent(server, now, UseWithin);

    private static TimeSpan UseWithin { get; } = TimeSpan.FromSeconds(6);

    /// <summary>How long a server that is connected may take to say all: some drivers take seconds for a sample.</summary>
    public static TimeSpan Within { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether a server is connected for so long that it will not say more.</summary>
    public static bool IsSilent(Server server, DateTimeOffset now, TimeSpan within) =>
        server.Link.Phase == LinkPhase.Live && now - server.Link.Since > within;

    /// <summary>Whether a server has said everything that is listed, or said why it can't.</summary>
    public static bool Is(Server server) => server.Link.Phase switch
    {
        LinkPhase.Lost or LinkPhase.Failed or LinkPhase.NeedsUser => true,
        LinkPhase.Live => Wanted.All(section => Has(server, section))
            && (Has(server, ProbeSection.MigInstances) || !server.Gpus.Any(gpu => gpu.Sample.MigEnabled == true))
            && (server.CpuPercent is not null || server.Load?.TotalTicks is null),
        _ => false,
    };

    /// <summary>Whether a server has said what its GPUs are and who is on them, and how busy it is.</summary>
    public static bool KnowsGpus(Server server) =>
        Has(server, ProbeSection.Gpus) && Has(server, ProbeSection.Processes)
        && (server.CpuPercent is not null || (Has(server, ProbeSection.Host) && server.Load?.TotalTicks is null));

    /// <summary>Whether a server has not said which of its GPUs are free: it is not there, or its driver does not answer.</summary>
    /// <param name="server">The server.</param>
    /// <param name="now">At which time.</param>
    /// <param name="interval">How often GPUs are sampled.</param>
    public static bool TellsNothing(Server server, DateTimeOffset now, TimeSpan interval) =>
        Failed(server) || !server.Heard.ContainsKey(ProbeSection.Gpus) || server.AreGpusOld(now, interval)
        || (!server.Gpus.IsEmpty && !server.Gpus.Any(IsTold));

    private static bool IsTold(Gpu gpu) =>
        gpu.Availability.State != GpuState.Unknown || gpu.Availability.IsPending
        || gpu.Instances.Any(instance => instance.Availability.State != GpuState.Unknown || instance.Availability.IsPending);

    /// <summary>Whether a server could not be looked at.</summary>
    public static bool Failed(Server server) =>
        server.Link.Phase != LinkPhase.Live || (server.GpuProblem is not null && (server.Gpus.IsEmpty || server.GpusFailedAt is not null));

    private static bool Has(Server server, ProbeSection section) =>
        server.Heard.ContainsKey(section)
        || server.Hanging.Contains(section)
        || (section == ProbeSection.Gpus && server.GpusFailedAt is not null)
        || (section == ProbeSection.Processes && server.ProcessesRefusedAt is not null)
        || (section == ProbeSection.Processes && (server.GpuProblem is not null || server.Hanging.Contains(ProbeSection.Gpus)));
}
