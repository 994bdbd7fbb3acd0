using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What the keys of the process view do.</summary>
internal static class ProcessActions
{
    /// <summary>The row that the cursor is on; null when there is none.</summary>
    public static ProcessRow? Selected(AppState state) =>
        state.ListOf(ViewKind.Processes).Selected(ProcessRows.Of(state), static row => row.Key);

    /// <summary>The marked processes of a server, else the one that the cursor is on; none when only others are marked.</summary>
    public static ImmutableArray<GpuProcess> Targets(AppState state, Server server)
    {
        var tagged = state.ListOf(ViewKind.Processes).Tagged;
        var keys = tagged.IsEmpty && Selected(state)?.Key is { } key ? [key] : tagged;
        return [.. server.Processes.Where(process => keys.Contains(ProcessRow.KeyOf(server, process.Pid, process.StartTicks)))];
    }

    /// <summary>Marks the row and goes on to the next.</summary>
    public static UpdateResult Tag(AppState state)
    {
        if (Selected(state)?.Key is not { } key)
        {
            return state;
        }

        var tagged = ListActions.Change(state, list => list with
        {
            Tagged = list.Tagged.SymmetricExcept([key]),
        });
        return ListActions.By(tagged, 1);
    }

    /// <summary>The state without marks on processes that a server does not list any more.</summary>
    public static AppState ForgetEnded(AppState state, string server)
    {
        var list = state.ListOf(ViewKind.Processes);
        if (list.Tagged.IsEmpty || state.Fleet.Find(server) is not { ProcessProblem: null } heard)
        {
            return state;
        }

        var alive = heard.Processes.Select(process => ProcessRow.KeyOf(heard, process.Pid, process.StartTicks)).ToHashSet();
        var tagged = list.Tagged.Where(key => alive.Contains(key) || !key.StartsWith(server + " ", StringComparison.Ordinal)).ToImmutableHashSet();
        return state with { Lists = state.Lists.SetItem(ViewKind.Processes, list with { Tagged = tagged }) };
    }

    public static UpdateResult ToggleTree(AppState state) => Change(state, screen => screen with { Tree = !screen.Tree });

    public static UpdateResult ToggleHost(AppState state) => Change(state, screen => screen with { WithHost = !screen.WithHost });

    /// <summary>All, then mine, then those of one person who is picked.</summary>
    public static UpdateResult NextUser(AppState state)
    {
        if (!state.ProcessScreen.MineOnly)
        {
            return Change(state, screen => screen with { MineOnly = true });
        }

        var all = Change(state, screen => screen with { MineOnly = false });
        var people = ProcessRows.Of(all).Select(row => row.Owner).Distinct().Order(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        return people.IsEmpty
            ? all
            : all with
            {
                Dialog = new Dialog.Choose("processes of", [new Choice("everybody", next => next), .. people.Select(person => new Choice(person, next => ShowOf(next, person)))]),
            };
    }

    /// <summary>The process view with the processes of one person.</summary>
    public static AppState ShowOf(AppState state, string person) =>
        FilterInput.With(
            ViewActions.Show(state, ViewKind.Processes) with { ProcessScreen = state.ProcessScreen with { MineOnly = false } },
            // A blank would begin the next term.
            "user:" + person.Replace(' ', '?'));

    /// <summary>To the page of the first GPU of the process.</summary>
    public static UpdateResult Open(AppState state)
    {
        if (Selected(state) is not { Process: { } process } row)
        {
            return state;
        }

        var key = process.Shares.Select(share => share.GpuKey).FirstOrDefault(key => row.Server.FindGpu(key) is not null);
        return GpuActions.Open(state, new Place(row.Server.Name, key));
    }

    private static AppState Change(AppState state, Func<ProcessScreen, ProcessScreen> change) =>
        ListActions.Change(state, list => list with { Held = null }) with { ProcessScreen = change(state.ProcessScreen) };
}
