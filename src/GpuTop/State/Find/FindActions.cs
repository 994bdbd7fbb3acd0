using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What the find dialog does with its answer.</summary>
internal static class FindActions
{
    /// <summary>Shows only the places in the fleet view.</summary>
    public static UpdateResult Show(AppState state, FindAnswer answer)
    {
        if (answer.Places is not [var best, ..])
        {
            return None(state);
        }

        var shown = FleetActions.GoTo(state, new ItemKey(best.Server.Name, best.Gpus[0].Sample.Key));
        return shown with { Dialog = null, FleetScreen = shown.FleetScreen with { Found = answer.Request } };
    }

    /// <summary>Waits for such GPUs.</summary>
    public static UpdateResult Wait(AppState state, FindAnswer answer)
    {
        var request = answer.Request!;
        var notice = PlacementFeasibility.Of(state.Fleet, request).Warning ?? "w again ends it";
        return WaitCheck.Tick(state.ShowNotice($"waiting for {request}; {notice}") with
        {
            Dialog = null,
            PendingWait = new WaitRequest(request),
        });
    }

    /// <summary>Copies the command line for the best place.</summary>
    public static UpdateResult Copy(AppState state, FindAnswer answer) => answer.Places is [var best, ..]
        ? CopyActions.Copy(state with { Dialog = null }, [CopyActions.LineOf(best.Server, best.VisibleDevices)])
        : None(state);

    /// <summary>Opens a shell on the best place, limited to its GPUs.</summary>
    public static UpdateResult Shell(AppState state, FindAnswer answer) =>
        state.Options.ReadOnly ? state.ShowNotice("read-only: shell is left out", isProblem: true)
        : answer.Places is not [var best, ..] ? None(state)
        : ActionGuards.NotConnected(state, best.Server) is { } reason ? state.ShowNotice(reason, isProblem: true)
        : AttachActions.Go(state with { Dialog = null }, best.Server, new AttachGoal.Shell(null) { Devices = best.VisibleDevices });

    private static UpdateResult None(AppState state) => state.ShowNotice($"none now; {FindDialog.WaitKey} waits for them", isProblem: true);
}
