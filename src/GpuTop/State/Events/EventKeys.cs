using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the event view.</summary>
internal static class EventKeys
{
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.When(WhyNot, "go there", "to the server or GPU that the event is about", Go, KeyPress.Of(Key.Enter))
            with { Hint = 1, Views = [ViewKind.Events], Group = ActionGroup.Item },
    ];

    private static string? WhyNot(AppState state) =>
        EventList.View.Selected(state) is not { } row ? "nothing happened yet"
        : row.Event.Place is not { } place ? "this event is about no server"
        : state.Fleet.Find(place.Server) is null ? $"{place.Server} is not in the fleet"
        : null;

    private static UpdateResult Go(AppState state)
    {
        if (EventList.View.Selected(state)?.Event is not { Place: { } place } happened)
        {
            return state;
        }

        var there = FleetActions.GoTo(state, place);
        return happened.Servers.Length > 1
            ? there.ShowNotice($"first of {happened.Servers.Length} servers: {string.Join(' ', happened.Servers)}")
            : there;
    }
}
