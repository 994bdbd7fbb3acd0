namespace GpuTop.Model;

/// <summary>That a server sent more than is taken.</summary>
/// <param name="Text">What was left out, one line.</param>
/// <param name="At">When.</param>
public sealed record LimitNotice(string Text, DateTimeOffset At)
{
    // The sections with the longest period in which a list can be too long come every 30 s.
    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(35);

    /// <summary>Whether it still holds at the given time.</summary>
    public bool IsCurrent(DateTimeOffset now) => now - At < ShownFor;
}
