namespace GpuTop.Model;

/// <summary>A process that holds GPU memory and does not compute, as seen from list to list.</summary>
/// <param name="Since">Since when, as far as was seen.</param>
/// <param name="IsLowerBound">Whether it was quiet already when gputop began to look: it may be so for longer.</param>
/// <param name="SeenAt">When it was seen quiet last.</param>
public sealed record IdlePeriod(DateTimeOffset Since, bool IsLowerBound, DateTimeOffset SeenAt)
{
    /// <summary>How it stands after one more list; null when it computes, and when its use of the engines is not known.</summary>
    /// <param name="process">The process in the newest list.</param>
    /// <param name="before">The same process in the list before; null when it was not there.</param>
    /// <param name="listBefore">When the list before arrived; null when this is the first.</param>
    /// <param name="at">When the newest list arrived.</param>
    public static IdlePeriod? Of(GpuProcess process, GpuProcess? before, DateTimeOffset? listBefore, DateTimeOffset at)
    {
        var isGap = listBefore is not { } then || at - then > AvailabilityRules.Gap;
        var last = isGap ? null : before?.IdlePeriod;
        if (process.WorkPercent is not { } percent)
        {
            // A driver now and then leaves one sample out.
            return last is not null && at - last.SeenAt <= AvailabilityRules.Gap ? last : null;
        }

        if (percent > AvailabilityRules.QuietPercent || process.GpuMemoryMiB == 0)
        {
            return null;
        }

        // It began under our eyes when it is new in the list, or computed in the list before.
        var began = !isGap && (before is null || before.WorkPercent > AvailabilityRules.QuietPercent);
        return last is null ? new IdlePeriod(at, !began, at) : last with { SeenAt = at };
    }
}
