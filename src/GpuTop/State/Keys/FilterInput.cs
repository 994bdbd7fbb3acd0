using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Editing of a view's filter: applied with every key; Enter keeps it, Esc clears it.</summary>
internal static class FilterInput
{
    public static string? WhyNot(AppState state) => state.View == ViewKind.Gpu ? "a page has nothing to filter" : null;

    public static UpdateResult Begin(AppState state) => state with { Typing = TextField.Of(state.FilterText) };

    /// <summary>Applies a key to the filter field.</summary>
    public static UpdateResult Press(AppState state, TextField field, KeyPress key) => key switch
    {
        { Key: Key.Enter } => state with { Typing = null },
        { Key: Key.Escape } => (state with { Typing = null }).WithFilter(""),
        { Key: Key.Up } => Navigation.By(state, -1),
        { Key: Key.Down } => Navigation.By(state, 1),
        { Rune.Value: 'c', Modifiers: Modifiers.Control } => QuitDialog.Ask(state with { Typing = null }),
        _ => field.Press(key) is { } typed ? (state with { Typing = typed }).WithFilter(typed.Text) : state,
    };

    /// <summary>Inserts pasted text into the filter.</summary>
    public static AppState Paste(AppState state, TextField field, string text)
    {
        var pasted = field.Insert(text);
        return (state with { Typing = pasted }).WithFilter(pasted.Text);
    }
}
