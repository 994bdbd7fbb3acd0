using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Typing the filter of a view: it acts with every key; Enter keeps it, Esc drops it.</summary>
internal static class FilterInput
{
    public static string? WhyNot(AppState state) => state.View == ViewKind.Gpu ? "a page has nothing to filter" : null;

    public static UpdateResult Begin(AppState state) => state with { Typing = TextField.Of(TextOf(state)) };

    /// <summary>What a key does while the filter is typed.</summary>
    public static UpdateResult Press(AppState state, TextField field, KeyPress key) => key switch
    {
        { Key: Key.Enter } => state with { Typing = null },
        { Key: Key.Escape } => With(state with { Typing = null }, ""),
        { Key: Key.Up } => CursorActions.By(state, -1),
        { Key: Key.Down } => CursorActions.By(state, 1),
        { Rune.Value: 'c', Modifiers: Modifiers.Control } => QuitActions.Ask(state with { Typing = null }),
        _ => field.Press(key) is { } typed ? With(state with { Typing = typed }, typed.Text) : state,
    };

    /// <summary>Pasted text goes into the filter.</summary>
    public static AppState Paste(AppState state, TextField field, string text)
    {
        var pasted = field.Insert(text);
        return With(state with { Typing = pasted }, pasted.Text);
    }

    /// <summary>The filter of the view that is shown.</summary>
    public static string TextOf(AppState state) =>
        state.View == ViewKind.Fleet ? state.FleetScreen.FilterText : state.ListOf(state.View).FilterText;

    /// <summary>The state with another filter in the view that is shown.</summary>
    public static AppState With(AppState state, string text) => state.View == ViewKind.Fleet
        ? state with { FleetScreen = state.FleetScreen with { FilterText = text } }
        : ListActions.Change(state, list => list with { FilterText = text, Held = null });
}
