using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Attaching the terminal to tmux, screen or a shell, and the return.</summary>
internal static class AttachActions
{
    public static string? WhyNot(AppState state) =>
        ActionGuards.OfServer(state)
        ?? (SelectionLookup.Of(state)!.Session is { Dead: true } dead ? WhyDead(dead) : null)
        ?? (state.View == ViewKind.Sessions && SelectionLookup.Of(state)!.Session is null ? "no session is selected" : null);

    public static UpdateResult Press(AppState state)
    {
        var selection = SelectionLookup.Of(state)!;
        if (selection.Session is { } session)
        {
            return Go(state, selection.Server, To(session, null));
        }

        return SessionsOf(selection).IsEmpty && !IsListCurrent(state, selection)
            ? new UpdateResult(
                state with { Dialog = new SessionWaitDialog(selection, state.Now + SessionWaitDialog.Longest) },
                [new Effect.Refresh(selection.Server.Name)])
            : To(state, selection);
    }

    /// <summary>Whether the wait for a session list has timed out, or its server is no longer connected.</summary>
    public static bool IsOver(AppState state) => state.Dialog is SessionWaitDialog wait
        && (wait.Until <= state.Now || ActionGuards.NotConnected(state, Current(state, wait.Selection).Server) is not null);

    /// <summary>Continues an attach that waited for a session list.</summary>
    /// <param name="state">The state with the new list.</param>
    /// <param name="server">Name of the server whose list arrived or failed; null on timeout.</param>
    public static UpdateResult Resume(AppState state, string? server)
    {
        if (state.Dialog is not SessionWaitDialog wait || (server is not null && server != wait.Selection.Server.Name))
        {
            return state;
        }

        var (closed, selection) = (state with { Dialog = null }, Current(state, wait.Selection));
        return ActionGuards.NotConnected(state, selection.Server) is { } reason
            ? closed.ShowNotice(reason, isProblem: true)
            : To(closed, selection);
    }

    private static Selection Current(AppState state, Selection selection) =>
        selection with { Server = state.Fleet.Find(selection.Server.Name) ?? selection.Server };

    // A session list is conclusive for a process only if it is newer than the start of the process.
    private static bool IsListCurrent(AppState state, Selection selection)
    {
        var server = selection.Server;
        if (server.Hanging.Contains(ProbeSection.Sessions) || !server.SectionTimes.TryGetValue(ProbeSection.Sessions, out var listed))
        {
            return server.Hanging.Contains(ProbeSection.Sessions);
        }

        return server.PhaseAt(state.Now) == ConnectionPhase.Live && listed >= server.Connection.Since
            && selection.Processes.All(process => process.Elapsed is not { } age
                || !server.SectionTimes.TryGetValue(ProbeSection.Processes, out var reported) || reported - age <= listed);
    }

    private static UpdateResult To(AppState state, Selection selection)
    {
        var found = SessionsOf(selection);
        return found.Length switch
        {
            0 => ShowMenu(state, selection),
            1 => Go(state, selection.Server, found[0].Goal),
            _ => ChooseDialog.Open(state, $"attach on {selection.Server.Name}",
                found.Select(place => Choice(selection.Server, place.Goal, place.Detail))),
        };
    }

    /// <summary>A new session in the tmux server of the selected one.</summary>
    public static UpdateResult New(AppState state)
    {
        var selection = SelectionLookup.Of(state)!;
        return Go(state, selection.Server, NewOn(selection.Server, selection.Session));
    }

    public static UpdateResult Shell(AppState state)
    {
        var selection = SelectionLookup.Of(state)!;
        var told = selection.Path is null ? state : state.ShowNotice($"a shell on {selection.Server.Name}");
        return Go(told, selection.Server,
            new AttachGoal.Shell(selection.Processes.Select(process => process.WorkingDirectory).FirstOrDefault(path => path is not null)));
    }

    public static UpdateResult Go(AppState state, Server server, AttachGoal goal) =>
        new(state, [new Effect.Attach(server.Name, goal, state.Options.AttachInWindow)]);

    /// <summary>An attached program ended and the terminal was returned.</summary>
    public static AppState Return(AppState state, Message.AttachEnded returned)
    {
        var text = returned.Problem ?? $"back from {returned.Goal.Name}";
        return state
            .ShowNotice($"{returned.Server}: {text}", returned.Problem is not null)
            .Log(EventKind.Action, text, new ItemKey(returned.Server), returned.Problem is null ? Tone.Neutral : Tone.Bad);
    }

    /// <summary>Reports that the goal was opened in a tmux window.</summary>
    public static AppState Opened(AppState state, Message.WindowOpened opened)
    {
        var text = $"{opened.Goal.Name} is in a new tmux window";
        return state.ShowNotice($"{opened.Server}: {text}").Log(EventKind.Action, text, new ItemKey(opened.Server));
    }

    // The distinct sessions of the selected processes.
    private static ImmutableArray<(AttachGoal Goal, string Detail)> SessionsOf(Selection selection)
    {
        var found = ImmutableArray.CreateBuilder<(AttachGoal Goal, string Detail)>();
        foreach (var process in selection.Processes)
        {
            if (ProcessLocation.Of(selection.Server, process) is { Session.Dead: false } place
                && To(place.Session, place.Pane) is var goal
                && !found.Any(other => other.Goal == goal))
            {
                found.Add((goal, $"{place}  {process.Command}"));
            }
        }

        return found.DrainToImmutable();
    }

    private static AppState ShowMenu(AppState state, Selection selection)
    {
        var server = selection.Server;
        var unknown = server.IsKnown(ProbeSection.Sessions) ? server.SessionProblem : "tmux or screen does not answer";
        var why = selection.Processes switch
        {
            _ when unknown is not null => $"{unknown}; on {server.Name} there may be more than",
            [] => $"attach on {server.Name}",
            [var one] when server.IsMine(one) == false =>
                $"{OwnerText.TextOf(one)}'s process is not in a session of yours; on {server.Name} you have",
            _ => $"not in a session of yours; on {server.Name} you have",
        };
        var sessions =
            server.Sessions.Where(session => !session.Dead).Select(session => Choice(server, To(session, null), DetailOf(session)));
        return ChooseDialog.Open(state, why, sessions.Append(Choice(server, NewOn(server, null), "tmux, else screen")));
    }

    // The socket of the selected session, else the only socket in use, else the default.
    private static AttachGoal.NewSession NewOn(Server server, TerminalSession? beside)
    {
        var sockets =
            server.Sessions.Where(session => session.Kind == SessionKind.Tmux).Select(session => session.Socket).Distinct().ToList();
        return new AttachGoal.NewSession
        {
            Socket = beside is { Kind: SessionKind.Tmux } ? beside.Socket : sockets is [var only] ? only : null,
        };
    }

    private static string WhyDead(TerminalSession session) => session.Unusable is null or "dead"
        ? $"{session.Name} is dead: its program is gone"
        : $"{session.Name} is {session.Unusable}: screen can't reach it from here";

    private static Choice Choice(Server server, AttachGoal goal, string detail) =>
        new(goal.Name, state => Go(state, server, goal)) { Detail = detail };

    private static string DetailOf(TerminalSession session) =>
        string.Join("  ", new[]
        {
            session.SocketOption,
            session.Windows is { } windows ? $"{windows} window{(windows == 1 ? "" : "s")}" : null,
            session.Attached ? "attached" : null,
        }.Where(part => part is not null));

    private static AttachGoal To(TerminalSession session, Pane? pane) => session.Kind == SessionKind.Screen
        ? new AttachGoal.Screen(session.Name, session.Attached) { Folder = session.Socket }
        : new AttachGoal.Tmux(session.Id, session.Name, pane?.Id) { Socket = session.Socket };
}
