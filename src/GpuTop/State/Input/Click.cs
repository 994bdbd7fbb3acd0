namespace GpuTop.State;

/// <summary>A click.</summary>
/// <param name="Spot">What was hit.</param>
/// <param name="At">When.</param>
/// <param name="Dialog">What stood above the view then; null for nothing.</param>
public sealed record Click(ClickTarget Spot, DateTimeOffset At, Dialog? Dialog)
{
    /// <summary>Between the clicks of a double click; the usual of desktops.</summary>
    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(0.5);

    /// <summary>Whether this and a click now are a double click, in so far as time tells.</summary>
    public bool IsFirstOf(DateTimeOffset now) => now - At <= DoubleClick;

    /// <summary>Whether something else stands above the view now, or the next question in the same place.</summary>
    public bool HasOpened(Dialog? now) =>
        now is not null && (now.GetType() != Dialog?.GetType() || (now as Dialog.Asking)?.PromptId != (Dialog as Dialog.Asking)?.PromptId);
}
