using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>Whether the data of a server is complete for a command.</summary>
internal static class ServerCompleteness
{
    private static readonly ProbeSection[] Wanted =
    [
        ProbeSection.Identity, ProbeSection.Gpus, ProbeSection.Processes, ProbeSection.Host,
        ProbeSection.Mounts, ProbeSection.Sessions, ProbeSection.Ports,
    ];

    /// <summary>Whether the SM utilization of processes, which arrives with their second list, is known or overdue: a driver without
    /// <c>nvidia-smi pmon</c> never reports it.</summary>
    public static bool HasUse(Server server, DateTimeOffset now) =>
        server.HasUse || server.Processes.IsEmpty || IsConnectedLongerThan(server, now, UseWithin);

    private static TimeSpan UseWithin { get; } = TimeSpan.FromSeconds(6);

    /// <summary>Time limit of a connected server for all sections: some drivers take seconds for a sample.</summary>
    public static TimeSpan Within { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether a server has been connected for longer than a time limit.</summary>
    public static bool IsConnectedLongerThan(Server server, DateTimeOffset now, TimeSpan within) =>
        server.Connection.Phase == ConnectionPhase.Live && now - server.Connection.Since > within;

    /// <summary>Whether all sections of a server have arrived or failed.</summary>
    public static bool IsComplete(Server server) => server.Connection.Phase switch
    {
        ConnectionPhase.Lost or ConnectionPhase.Failed or ConnectionPhase.NeedsUser => true,
        ConnectionPhase.Live => Wanted.All(section => Has(server, section))
            && (Has(server, ProbeSection.MigInstances) || !server.Gpus.Any(gpu => gpu.Sample.MigEnabled == true))
            && (server.CpuPercent is not null || server.Load?.TotalTicks is null),
        _ => false,
    };

    /// <summary>Whether the GPUs, their processes and the CPU utilization of a server are known.</summary>
    public static bool KnowsGpus(Server server) =>
        Has(server, ProbeSection.Gpus) && Has(server, ProbeSection.Processes)
        && (server.CpuPercent is not null || (Has(server, ProbeSection.Host) && server.Load?.TotalTicks is null));

    /// <summary>Whether the state of no GPU of a server is known: it is not connected, or its driver does not answer.</summary>
    /// <param name="server">The server.</param>
    /// <param name="now">The time.</param>
    /// <param name="interval">Sampling interval of GPUs.</param>
    public static bool HasNoGpuState(Server server, DateTimeOffset now, TimeSpan interval) =>
        Failed(server) || !server.SectionTimes.ContainsKey(ProbeSection.Gpus) || server.AreGpusStale(now, interval)
        || (!server.Gpus.IsEmpty && !server.Gpus.Any(IsKnown));

    private static bool IsKnown(Gpu gpu) =>
        gpu.Availability.State != GpuState.Unknown || gpu.Availability.IsPending
        || gpu.Instances.Any(instance => instance.Availability.State != GpuState.Unknown || instance.Availability.IsPending);

    /// <summary>Whether a server is not connected or its GPUs could not be read.</summary>
    public static bool Failed(Server server) =>
        server.Connection.Phase != ConnectionPhase.Live
        || (server.GpuProblem is not null && (server.Gpus.IsEmpty || server.GpusFailedAt is not null));

    private static bool Has(Server server, ProbeSection section) =>
        server.SectionTimes.ContainsKey(section)
        || server.Hanging.Contains(section)
        || (section == ProbeSection.Gpus && server.GpusFailedAt is not null)
        || (section == ProbeSection.Processes && server.ProcessesRefusedAt is not null)
        || (section == ProbeSection.Processes && (server.GpuProblem is not null || server.Hanging.Contains(ProbeSection.Gpus)));
}
