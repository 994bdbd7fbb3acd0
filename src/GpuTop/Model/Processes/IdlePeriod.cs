namespace GpuTop.Model;

/// <summary>Period in which a process holds GPU memory without computing, tracked from list to list.</summary>
/// <param name="Since">Observed start.</param>
/// <param name="IsLowerBound">Whether it began before the first list, so that it may be longer.</param>
/// <param name="SeenAt">Arrival of the latest list in which it was idle.</param>
public sealed record IdlePeriod(DateTimeOffset Since, bool IsLowerBound, DateTimeOffset SeenAt)
{
    /// <summary>Returns the period after one more list; null when the process computes or its utilization is unknown.</summary>
    /// <param name="process">The process in the newest list.</param>
    /// <param name="before">The same process in the previous list; null when it was not listed.</param>
    /// <param name="listBefore">Arrival of the previous list; null when this is the first.</param>
    /// <param name="at">Arrival of the newest list.</param>
    public static IdlePeriod? Of(GpuProcess process, GpuProcess? before, DateTimeOffset? listBefore, DateTimeOffset at)
    {
        var isGap = listBefore is not { } then || at - then > AvailabilityLimits.Gap;
        var last = isGap ? null : before?.IdlePeriod;
        if (process.WorkPercent is not { } percent)
        {
            // Drivers occasionally omit the utilization of one sample.
            return last is not null && at - last.SeenAt <= AvailabilityLimits.Gap ? last : null;
        }

        if (percent > AvailabilityLimits.QuietPercent || process.GpuMemoryMiB == 0)
        {
            return null;
        }

        // The start was observed when the process is new in the list, or computed in the previous one.
        var began = !isGap && (before is null || before.WorkPercent > AvailabilityLimits.QuietPercent);
        return last is null ? new IdlePeriod(at, !began, at) : last with { SeenAt = at };
    }
}
