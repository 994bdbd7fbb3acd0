namespace GpuTop.Model;

/// <summary>Time for which a process has held GPU memory without computing, once it is long enough to count as idle.</summary>
/// <param name="Span">Length.</param>
/// <param name="IsLowerBound">Whether it began before the first sample, so that it may be longer.</param>
public readonly record struct IdleDuration(TimeSpan Span, bool IsLowerBound)
{
    /// <summary>Idle time of a process, from its own utilization or because all its GPUs are idle; null when it computes, when that is
    /// unknown, and before <see cref="AvailabilityLimits.IdleAfter"/>.</summary>
    public static IdleDuration? Of(Server server, GpuProcess process, DateTimeOffset now, AvailabilityLimits limits)
    {
        if (process.IsResident)
        {
            return null;
        }

        IdleDuration? own = process.IdlePeriod is { } period && now - period.Since >= limits.IdleAfter
            ? new(now - period.Since, period.IsLowerBound)
            : null;
        if (process.WorkPercent > AvailabilityLimits.QuietPercent || OfGpus(server, process, now) is not { } gpus)
        {
            return own;
        }

        // A GPU may have been idle before the process started.
        if (process.Elapsed is { } age && age < gpus.Span)
        {
            gpus = new(age, false);
        }

        return own is { } mine && mine.Span >= gpus.Span ? mine : gpus.Span >= limits.IdleAfter ? gpus : own;
    }

    private static IdleDuration? OfGpus(Server server, GpuProcess process, DateTimeOffset now)
    {
        IdleDuration? shortest = null;
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
