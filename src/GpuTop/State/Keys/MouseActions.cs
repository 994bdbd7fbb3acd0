using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Mouse clicks: a click selects, a double click is handled as Enter.</summary>
internal static class MouseActions
{
    public static UpdateResult At(AppState state, ClickTarget spot, Func<AppState, KeyPress, UpdateResult> press)
    {
        var first = state.Clicked is { } last && last.IsFirstOf(state.Now) ? last : null;
        if (first is not null && first.HasOpened(state.Dialog))
        {
            return state; // The second click of a double click does not apply to a dialog that the first has opened.
        }

        var clicked = state with { Clicked = new Click(spot, state.Now, state.Dialog) };
        return (spot, state.Dialog) switch
        {
            (ClickTarget.Button button, _) => press(clicked, button.Key),
            (ClickTarget.Line, { } dialog) when DialogGuard.IsTooEarly(state, dialog) => state,
            (ClickTarget.Line line, { } dialog) => dialog.Click(clicked, line.Index),
            (ClickTarget.Head head, null) => SortKeys.Point(EndTyping(clicked), head.Column),
            (_, null) when first?.Spot == spot => press(Select(state, spot) with { Clicked = null }, KeyPress.Of(Key.Enter)),
            (_, null) => Select(clicked, spot),
            _ => state,
        };
    }

    private static AppState Select(AppState state, ClickTarget spot) => (spot, state.View) switch
    {
        (ClickTarget.InFleet entry, ViewKind.Fleet) => FleetActions.Select(EndTyping(state), entry.Place),
        (ClickTarget.Row row, ViewKind.Gpu) => GpuActions.Select(EndTyping(state), row.Key),
        (ClickTarget.Row row, _) => ListActions.Select(EndTyping(state), row.Key),
        _ => state,
    };

    // A click into the view keeps the filter, as Enter does.
    private static AppState EndTyping(AppState state) => state with { Typing = null };
}
