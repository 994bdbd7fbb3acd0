namespace GpuTop.Model;

/// <summary>Whether what is known of a server's GPUs is how they are now.</summary>
public static class Staleness
{
    private const int MissedRounds = 5;

    // Some drivers take seconds for one round.
    private static readonly TimeSpan MinSilence = TimeSpan.FromSeconds(10);

    /// <summary>Whether its GPUs are of the past: connection down, silent, or its nvidia-smi hangs or fails.</summary>
    /// <param name="server">The server.</param>
    /// <param name="now">At which time.</param>
    /// <param name="interval">How often GPUs are sampled.</param>
    public static bool AreGpusOld(this Server server, DateTimeOffset now, TimeSpan interval) =>
        server.PhaseAt(now) != LinkPhase.Live || server.GpusFailedAt is not null || server.GpuSilence(now, interval) is not null;

    /// <summary>Whether the list of processes is new enough to say who is on a GPU now.</summary>
    public static bool AreProcessesKnown(this Server server, DateTimeOffset now, AvailabilityRules rules) =>
        server.AgeOf(ProbeSection.Processes, now) <= rules.GapNow && server.ProcessesRefusedAt is null
        && !server.Hanging.Contains(ProbeSection.Processes);

    /// <summary>Whether the driver has just refused to list processes.</summary>
    public static bool AreProcessesRefused(this Server server, DateTimeOffset now, AvailabilityRules rules) =>
        now - server.ProcessesRefusedAt <= rules.GapNow && !server.Hanging.Contains(ProbeSection.Processes);

    /// <summary>How long nvidia-smi has been silent on a server that is connected and talks; null when it answers.</summary>
    public static TimeSpan? GpuSilence(this Server server, DateTimeOffset now, TimeSpan interval)
    {
        if (server.PhaseAt(now) != LinkPhase.Live || (server.GpusFailedAt is not null && !server.Hanging.Contains(ProbeSection.Gpus)))
        {
            return null;
        }

        var silence = server.AgeOf(ProbeSection.Gpus, now) ?? (now - server.Link.Since);
        var missed = interval * MissedRounds;
        return silence > (missed > MinSilence ? missed : MinSilence) || server.Hanging.Contains(ProbeSection.Gpus) ? silence : null;
    }
}
