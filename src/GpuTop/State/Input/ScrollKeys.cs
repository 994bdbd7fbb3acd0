using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Scrolling of pages and dialogs.</summary>
internal static class ScrollKeys
{
    /// <summary>Lines of a screen page.</summary>
    public static int PageOf(AppState state) => Math.Max(1, state.Height - 4);

    /// <summary>The scroll position moved down by a number of lines, limited to the ends.</summary>
    public static int By(AppState state, int top, int lines)
    {
        var end = state.ScrollEnd ?? int.MaxValue;
        return (int)Math.Clamp((long)Math.Min(top, end) + lines, 0, end);
    }

    /// <summary>Lines that a key scrolls down, negative for up; null when it does not scroll.</summary>
    public static int? LinesOf(AppState state, KeyPress key) => key switch
    {
        { Key: Key.Down } => 1,
        { Key: Key.Up } => -1,
        { Key: Key.PageDown } => PageOf(state),
        { Key: Key.PageUp } => -PageOf(state),
        { Key: Key.Character, Rune.Value: 'j' } => 1,
        { Key: Key.Character, Rune.Value: 'k' } => -1,
        _ => null,
    };
}
