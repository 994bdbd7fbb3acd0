namespace GpuTop.Model;

/// <summary>When the data of a server is too old: of the whole connection, of its GPUs, of its processes.</summary>
public static class Staleness
{
    /// <summary>Time without any data after which a connected server is stale; the connection ends later, see
    /// <c>Ssh/Timing/ConnectionTimeouts</c>.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(5);

    private const int MissedRounds = 5;

    // Some drivers take seconds for one sampling round.
    private static readonly TimeSpan MinSilence = TimeSpan.FromSeconds(10);

    /// <summary>Phase at the given time: a live server without recent data is stale.</summary>
    public static ConnectionPhase PhaseAt(this Server server, DateTimeOffset now) =>
        server.Connection.Phase == ConnectionPhase.Live && now - server.LastReceivedAt > StaleAfter
            ? ConnectionPhase.Stale
            : server.Connection.Phase;

    /// <summary>Whether the GPU data is outdated: connection down or stale, or nvidia-smi hangs or fails.</summary>
    /// <param name="server">The server.</param>
    /// <param name="now">Current time.</param>
    /// <param name="interval">Sampling interval of GPUs.</param>
    public static bool AreGpusStale(this Server server, DateTimeOffset now, TimeSpan interval) =>
        server.PhaseAt(now) != ConnectionPhase.Live || server.GpusFailedAt is not null || server.GpuSilence(now, interval) is not null;

    /// <summary>Whether the process list is recent enough to decide who uses a GPU.</summary>
    public static bool AreProcessesKnown(this Server server, DateTimeOffset now, AvailabilityLimits limits) =>
        server.AgeOf(ProbeSection.Processes, now) <= limits.GapNow && server.ProcessesRefusedAt is null
        && !server.Hanging.Contains(ProbeSection.Processes);

    /// <summary>Whether the driver refused the latest process list.</summary>
    public static bool AreProcessesRefused(this Server server, DateTimeOffset now, AvailabilityLimits limits) =>
        now - server.ProcessesRefusedAt <= limits.GapNow && !server.Hanging.Contains(ProbeSection.Processes);

    /// <summary>Time without nvidia-smi output on a live server; null when it is within the limit.</summary>
    public static TimeSpan? GpuSilence(this Server server, DateTimeOffset now, TimeSpan interval)
    {
        if (server.PhaseAt(now) != ConnectionPhase.Live || (server.GpusFailedAt is not null && !server.Hanging.Contains(ProbeSection.Gpus)))
        {
            return null;
        }

        // Before the connection began it was not the driver that was silent.
        var connected = now - server.Connection.Since;
        var silence = server.AgeOf(ProbeSection.Gpus, now) is { } age && age < connected ? age : connected;
        var missed = interval * MissedRounds;
        return silence > (missed > MinSilence ? missed : MinSilence) || server.Hanging.Contains(ProbeSection.Gpus) ? silence : null;
    }
}
