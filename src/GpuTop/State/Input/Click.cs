namespace GpuTop.State;

/// <summary>A click.</summary>
/// <param name="Spot">The target.</param>
/// <param name="At">When.</param>
public sealed record Click(ClickTarget Spot, DateTimeOffset At)
{
    /// <summary>The longest time between the clicks of a double click; the default of desktops.</summary>
    public static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(0.5);

    /// <summary>Whether a click now is close enough in time for a double click.</summary>
    public bool IsFirstOf(DateTimeOffset now) => now - At <= DoubleClick;
}
