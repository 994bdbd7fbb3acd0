using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Waiting for free GPUs on any server (key <c>w</c>): the check.</summary>
internal static class WaitCheck
{
    /// <summary>Ends the wait when the GPUs are found or can never be; called every second.</summary>
    public static UpdateResult Tick(UpdateResult step)
    {
        var state = step.State;
        if (state.PendingWait is not { } wanted)
        {
            return step;
        }

        if (PlacementSearch.Of(state.Fleet, state.Now, state.Interval, wanted.Request) is not [var best, ..])
        {
            return PlacementFeasibility.Of(state.Fleet, wanted.Request).Impossibility is { } never
                ? step with { State = state.ShowNotice($"no longer waiting: {never}", isProblem: true) with { PendingWait = null } }
                : step;
        }

        var place = new ItemKey(best.Server.Name, best.Gpus[0].Sample.Key);
        var text = best.Gpus.Length == 1 ? $"found: GPU {best.Numbers} is free" : $"found: GPUs {best.Numbers} are free";
        var found = new Notification("wait", "found", best.Server.Name, best.Numbers, null, text,
            AlertChannels.Bell | AlertChannels.Desktop | AlertChannels.Hook);
        return AlertEngine.Report(step with { State = MoveCursor(state, place) with { PendingWait = null } }, found, place, Tone.Good);
    }

    // The view does not change while a dialog is open or a filter is typed; the fleet cursor does.
    private static AppState MoveCursor(AppState state, ItemKey place) => state with
    {
        View = state.Dialog is null && state.Typing is null ? ViewKind.Fleet : state.View,
        FleetScreen = state.FleetScreen with
        {
            Cursor = place,
            Folded = state.FleetScreen.Folded.Remove(place.Server),
            Only = state.FleetScreen.Only == ShownGpus.Free ? ShownGpus.Free : ShownGpus.All,
            Found = null,
            FilterText = state.Typing is null ? "" : state.FleetScreen.FilterText,
        },
    };
}
