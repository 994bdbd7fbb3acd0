using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys that scroll a dialog.</summary>
internal static class ScrollKeys
{
    /// <summary>Lines that a key scrolls down, negative for up; null when it does not scroll.</summary>
    public static int? LinesOf(KeyPress key, int page) => key switch
    {
        { Key: Key.Down } => 1,
        { Key: Key.Up } => -1,
        { Key: Key.PageDown } => page,
        { Key: Key.PageUp } => -page,
        { Key: Key.Character, Rune.Value: 'j' } => 1,
        { Key: Key.Character, Rune.Value: 'k' } => -1,
        _ => null,
    };
}
