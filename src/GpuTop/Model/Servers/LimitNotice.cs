namespace GpuTop.Model;

/// <summary>Notice that output of a server exceeded a limit.</summary>
/// <param name="Text">Omitted data, one line.</param>
/// <param name="At">Time of arrival.</param>
public sealed record LimitNotice(string Text, DateTimeOffset At)
{
    // Sections that can hold too long a list arrive at least every 30 s.
    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(35);

    /// <summary>Whether it is still shown at the given time.</summary>
    public bool IsCurrent(DateTimeOffset now) => now - At < ShownFor;
}
