using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Mouse clicks: a click selects, a double click is handled as Enter.</summary>
internal static class MouseActions
{
    public static UpdateResult At(AppState state, Message.Clicked click, Func<AppState, KeyPress, UpdateResult> press)
    {
        var spot = click.Spot;
        var first = state.Clicked is { } last && last.IsFirstOf(state.Now) ? last : null;
        if (state.Dialog is not null)
        {
            return state; // It is above what was clicked.
        }

        var clicked = state with { Clicked = new Click(spot, state.Now) };
        return spot switch
        {
            ClickTarget.Button button => press(clicked, button.Key),
            ClickTarget.Fold fold => FleetActions.Fold(FleetActions.Select(EndTyping(clicked), new ItemKey(fold.Server))),
            ClickTarget.Count count when state.View == ViewKind.Fleet => FleetActions.Toggle(EndTyping(clicked), count.Only),
            ClickTarget.Count count => FleetActions.Show(EndTyping(clicked), count.Only),
            ClickTarget.Edge edge when first?.Spot is ClickTarget.Edge { Column: var column } && column == edge.Column =>
                ColumnResize.Restore(clicked, column),
            ClickTarget.Edge edge => clicked with { Resize = new ColumnResize(edge.Column, edge.Width, click.X) },
            ClickTarget.Head head => SortKeys.Point(EndTyping(clicked), head.Column),
            _ when first?.Spot == spot => press(Select(state, spot) with { Clicked = null }, KeyPress.Of(Key.Enter)),
            _ => Select(clicked, spot),
        };
    }

    /// <summary>Changes the width of a column whose edge is held, else selects what is below the mouse.</summary>
    public static UpdateResult Drag(AppState state, Message.Dragged dragged) =>
        state.Dialog is not null ? state
        : state.Resize is { } resize ? resize.To(state, dragged.X)
        : dragged.Spot is ClickTarget.InFleet or ClickTarget.Row ? Select(state, dragged.Spot)
        : state;

    /// <summary>Selects the clicked item and opens its menu.</summary>
    public static UpdateResult OpenMenu(AppState state, ClickTarget spot) =>
        state.Dialog is null && spot is ClickTarget.InFleet or ClickTarget.Row ? ActionMenu.Open(Select(state, spot)) : state;

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
