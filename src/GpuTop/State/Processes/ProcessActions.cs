using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Actions of the process view.</summary>
internal static class ProcessActions
{
    /// <summary>Tags the row and moves to the next.</summary>
    public static UpdateResult Tag(AppState state)
    {
        if (ProcessList.View.Selected(state)?.Key is not { } key)
        {
            return state;
        }

        var tagged = state.ChangeList(list => list with
        {
            Tagged = list.Tagged.SymmetricExcept([key]),
        });
        return ListActions.By(tagged, 1);
    }

    /// <summary>The state without tags of processes that a server no longer lists.</summary>
    public static AppState ForgetEnded(AppState state, string server)
    {
        var list = state.ListOf(ViewKind.Processes);
        if (list.Tagged.IsEmpty || state.Fleet.Find(server) is not { ProcessProblem: null } heard)
        {
            return state;
        }

        var alive = heard.Processes.Select(process => ProcessRow.KeyOf(heard, process.Pid, process.StartTicks)).ToHashSet();
        var tagged =
            list.Tagged.Where(key => alive.Contains(key) || !key.StartsWith(server + " ", StringComparison.Ordinal)).ToImmutableHashSet();
        return state with { Lists = state.Lists.SetItem(ViewKind.Processes, list with { Tagged = tagged }) };
    }

    public static UpdateResult ToggleTree(AppState state) => Change(state, screen => screen with { Tree = !screen.Tree });

    public static UpdateResult ToggleHost(AppState state) => Change(state, screen => screen with { WithHost = !screen.WithHost });

    /// <summary>Cycles the owner filter: all, the user's own, those of a chosen user.</summary>
    public static UpdateResult NextUser(AppState state)
    {
        if (!state.ProcessScreen.MineOnly)
        {
            return Change(state, screen => screen with { MineOnly = true });
        }

        var all = Change(state, screen => screen with { MineOnly = false });
        var rows = ProcessList.View.Of(all);
        var people = rows.Select(row => row.Owner).Distinct().Order(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        return people.IsEmpty
            ? all
            : all with
            {
                Dialog = new ChooseDialog("processes of",
                    [new Choice("everybody", next => next), .. people.Select(person => new Choice(person, next => ShowOf(next, person)))]),
            };
    }

    /// <summary>The process view filtered by a user.</summary>
    public static AppState ShowOf(AppState state, string person) => state.Opened(
        (state.Show(ViewKind.Processes) with { ProcessScreen = state.ProcessScreen with { MineOnly = false } })
            .WithFilter("user:" + person.Replace(' ', '?'))); // A blank would start the next term.

    /// <summary>Opens the page of the first GPU of the process.</summary>
    public static UpdateResult Open(AppState state)
    {
        if (ProcessList.View.Selected(state) is not { Process: { } process } row)
        {
            return state;
        }

        var key = process.Shares.Select(share => share.GpuKey).FirstOrDefault(key => row.Server.FindGpu(key) is not null);
        return state.OpenGpu(new ItemKey(row.Server.Name, key));
    }

    private static AppState Change(AppState state, Func<ProcessScreen, ProcessScreen> change) =>
        state.ChangeList(list => list with { Held = null }) with { ProcessScreen = change(state.ProcessScreen) };
}
