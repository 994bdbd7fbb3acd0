using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Following a process: the cursor stays on it in spite of filters, and its end is reported.</summary>
internal static class FollowActions
{
    private const int ShownOfCommand = 40;

    public static string? WhyNot(AppState state) => ProcessList.View.Selected(state) switch
    {
        null => "no process is selected",
        { Process: null } => "only processes on GPUs can be followed",
        _ => null,
    };

    public static UpdateResult Toggle(AppState state)
    {
        if (ProcessList.View.Selected(state) is not { Process: { } process } row)
        {
            return state;
        }

        var followed = new Followed(row.Server.Name, process.Pid, process.StartTicks, process.Command);
        var next = state.ProcessScreen.Followed == followed ? null : followed;
        return With(state, next).ChangeList(list => list with { Cursor = row.Key, Held = null });
    }

    /// <summary>The state without a followed process, as after a cursor move.</summary>
    public static AppState Stop(AppState state) => state.ProcessScreen.Followed is null ? state : With(state, null);

    /// <summary>The state after a new process list of a server: reports the end of the followed process.</summary>
    public static AppState Check(AppState state, string server)
    {
        if (state.ProcessScreen.Followed is not { } followed || followed.Server != server
            || state.Fleet.Find(server) is not { ProcessProblem: null } now || now.Processes.Any(followed.Is))
        {
            return state;
        }

        var command = Wrapping.Shortened(followed.Command ?? "", ShownOfCommand);
        return Stop(state).ShowNotice($"{server}: {followed.Pid} {command} has ended");
    }

    private static AppState With(AppState state, Followed? followed) =>
        state with { ProcessScreen = state.ProcessScreen with { Followed = followed } };
}
