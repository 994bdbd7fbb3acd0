using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>The key help.</summary>
/// <param name="Top">First line shown.</param>
public sealed record HelpDialog(int Top = 0) : Dialog
{
    internal override UpdateResult Press(AppState state, KeyPress key) => state with
    {
        Dialog = ScrollKeys.LinesOf(state, key) is { } lines ? new HelpDialog(ScrollKeys.By(state, Top, lines)) : null,
    };
}
