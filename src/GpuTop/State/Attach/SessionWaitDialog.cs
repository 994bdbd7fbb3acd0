using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>A wait for a server's session list before attaching.</summary>
/// <param name="Selection">What was selected when the key was pressed.</param>
/// <param name="Until">When to continue without the list.</param>
public sealed record SessionWaitDialog(Selection Selection, DateTimeOffset Until) : Dialog
{
    /// <summary>The longest wait; longer than the server's own limit for a tmux that does not answer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values) =>
        key.Key == Key.Escape ? state with { Dialog = null } : state;
}
