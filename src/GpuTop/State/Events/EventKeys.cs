using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the event view.</summary>
internal static class EventKeys
{
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.When(WhyNot, "go there", "to the server or GPU that the event is about", Go, KeyPress.Of(Key.Enter))
            with { Hint = 1, Views = [ViewKind.Events] },
    ];

    private static string? WhyNot(AppState state) =>
        EventList.View.Selected(state) is not { } row ? "nothing happened yet"
        : row.Event.Place is not { } place ? "this event is about no server"
        : state.Fleet.Find(place.Server) is null ? $"{place.Server} is not in the fleet"
        : null;

    // Unfold and clear the filters: the cursor can only be on a visible row.
    private static UpdateResult Go(AppState state) => EventList.View.Selected(state)?.Event.Place is { } place
        ? state.Show(ViewKind.Fleet) with
        {
            FleetScreen = state.FleetScreen with
            {
                Cursor = place,
                Folded = place.GpuKey is null ? state.FleetScreen.Folded : state.FleetScreen.Folded.Remove(place.Server),
                FilterText = "",
                FreeOnly = false,
                MineOnly = false,
            },
        }
        : state;
}
