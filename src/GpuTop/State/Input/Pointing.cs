using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>What clicks do: one selects, two do what Enter does there.</summary>
internal static class Pointing
{
    public static Step At(AppState state, Spot spot)
    {
        var first = state.Clicked is { } last && last.IsFirstOf(state.Now) ? last : null;
        if (first is not null && first.HasOpened(state.Dialog))
        {
            return state; // The second of a double click was not meant for what the first has opened.
        }

        var clicked = state with { Clicked = new Click(spot, state.Now, state.Dialog) };
        return (spot, state.Dialog) switch
        {
            (Spot.Button button, _) => Update.Press(clicked, button.Key),
            (Spot.Line, Dialog.Choose choose) when DialogGuard.IsTooEarly(state, choose) => state,
            (Spot.Line line, Dialog.Choose choose) => Choosing.Point(clicked, choose, line.Index),
            (Spot.Line line, Dialog.Pick pick) => Picking.Point(clicked, pick, line.Index),
            (Spot.Head head, null) => SortKeys.Point(EndTyping(clicked), head.Column),
            (_, null) when first?.Spot == spot => Update.Press(Select(state, spot) with { Clicked = null }, KeyPress.Of(Key.Enter)),
            (_, null) => Select(clicked, spot),
            _ => state,
        };
    }

    private static AppState Select(AppState state, Spot spot) => (spot, state.View) switch
    {
        (Spot.InFleet entry, ViewKind.Fleet) => FleetMoves.Select(EndTyping(state), entry.Place),
        (Spot.Row row, ViewKind.Gpu) => GpuMoves.Select(EndTyping(state), row.Key),
        (Spot.Row row, _) => ListMoves.Select(EndTyping(state), row.Key),
        _ => state,
    };

    // A click into the view leaves the filter as it was typed, as Enter does.
    private static AppState EndTyping(AppState state) => state with { Typing = null };
}
