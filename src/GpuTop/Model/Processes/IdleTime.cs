namespace GpuTop.Model;

/// <summary>How long a process has held GPU memory without computing, when that is long enough to be called idle.</summary>
/// <param name="Span">The time.</param>
/// <param name="IsLowerBound">Whether it was so already when gputop began to look.</param>
public readonly record struct IdleTime(TimeSpan Span, bool IsLowerBound)
{
    /// <summary>For how long a process is idle: by its own work, or because every GPU it is on is idle; null when it computes, when that
    /// is not known, and until it has lasted for <see cref="AvailabilityRules.IdleAfter"/>.</summary>
    public static IdleTime? Of(Server server, GpuProcess process, DateTimeOffset now, AvailabilityRules rules)
    {
        if (process.IsResident)
        {
            return null;
        }

        IdleTime? own = process.IdlePeriod is { } period && now - period.Since >= rules.IdleAfter
            ? new(now - period.Since, period.IsLowerBound)
            : null;
        if (process.WorkPercent > AvailabilityRules.QuietPercent || OfGpus(server, process, now) is not { } gpus)
        {
            return own;
        }

        // A GPU may have been idle before the process came.
        if (process.Elapsed is { } age && age < gpus.Span)
        {
            gpus = new(age, false);
        }

        return own is { } mine && mine.Span >= gpus.Span ? mine : gpus.Span >= rules.IdleAfter ? gpus : own;
    }

    private static IdleTime? OfGpus(Server server, GpuProcess process, DateTimeOffset now)
    {
        IdleTime? shortest = null;
        foreach (var share in process.Shares)
        {
            if (server.FindGpu(share.GpuKey)?.Availability is not { State: GpuState.Idle } availability
                || availability.DurationAt(now) is not { } span)
            {
                return null;
            }

            shortest = shortest is { } other && other.Span <= span ? other : new(span, availability.IsLowerBound);
        }

        return shortest;
    }
}
