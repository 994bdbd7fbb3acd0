namespace GpuTop.State;

/// <summary>A click.</summary>
/// <param name="Spot">The target.</param>
/// <param name="At">When.</param>
/// <param name="Dialog">The dialog open at that time; null for none.</param>
public sealed record Click(ClickTarget Spot, DateTimeOffset At, Dialog? Dialog)
{
    /// <summary>The longest time between the clicks of a double click; the default of desktops.</summary>
    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(0.5);

    /// <summary>Whether a click now is close enough in time for a double click.</summary>
    public bool IsFirstOf(DateTimeOffset now) => now - At <= DoubleClick;

    /// <summary>Whether another dialog is open now.</summary>
    public bool HasOpened(Dialog? now) => now is not null && !now.Identity.Equals(Dialog?.Identity);
}
