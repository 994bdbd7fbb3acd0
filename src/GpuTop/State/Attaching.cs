using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Going to tmux, screen or a shell with the terminal, and coming back.</summary>
internal static class Attaching
{
    public static string? WhyNot(AppState state) =>
        Refusal.OfTerminal(state)
        ?? (Selection.Of(state)!.Session is { Dead: true } dead ? $"{dead.Name} is dead: its program is gone" : null)
        ?? (state.View == ViewKind.Sessions && Selection.Of(state)!.Session is null ? "no session is selected" : null);

    public static Step Press(AppState state)
    {
        var selection = Selection.Of(state)!;
        if (selection.Session is { } session)
        {
            return Go(state, selection.Server, To(session, null));
        }

        var found = Found(selection);
        return found.Length switch
        {
            0 => OfferAll(state, selection),
            1 => Go(state, selection.Server, found[0].Goal),
            _ => Choosing.Open(state, $"attach on {selection.Server.Name}", found.Select(place => Choice(selection.Server, place.Goal, place.Detail))),
        };
    }

    public static Step New(AppState state) => Go(state, Selection.Of(state)!.Server, new Visit.NewSession());

    public static Step Shell(AppState state)
    {
        var selection = Selection.Of(state)!;
        return Go(state, selection.Server, new Visit.Shell(selection.Processes.Select(process => process.WorkingDirectory).FirstOrDefault(path => path is not null)));
    }

    public static Step Go(AppState state, Server server, Visit goal) =>
        new(state, [new Effect.Go(server.Name, goal, state.Options.AttachInWindow)]);

    /// <summary>The terminal is ours again.</summary>
    public static AppState Return(AppState state, Message.Returned returned)
    {
        var text = returned.Problem ?? $"back from {returned.Goal.Name}";
        return state
            .Tell($"{returned.Server}: {text}", returned.Problem is not null)
            .Log(EventKind.Action, text, new Place(returned.Server), returned.Problem is null ? Tone.Neutral : Tone.Bad);
    }

    /// <summary>It stands in a window of its own.</summary>
    public static AppState Opened(AppState state, Message.Opened opened)
    {
        var text = $"{opened.Goal.Name} is in a new tmux window";
        return state.Tell($"{opened.Server}: {text}").Log(EventKind.Action, text, new Place(opened.Server));
    }

    // The places where the selected processes live, each once.
    private static ImmutableArray<(Visit Goal, string Detail)> Found(Selection selection)
    {
        var found = ImmutableArray.CreateBuilder<(Visit Goal, string Detail)>();
        foreach (var process in selection.Processes)
        {
            if (JobLocation.Of(selection.Server, process) is { Session.Dead: false } place
                && To(place.Session, place.Pane) is var goal
                && !found.Any(other => other.Goal == goal))
            {
                found.Add((goal, $"{place}  {process.Command}"));
            }
        }

        return found.DrainToImmutable();
    }

    private static AppState OfferAll(AppState state, Selection selection)
    {
        var server = selection.Server;
        var why = selection.Processes switch
        {
            [] => $"attach on {server.Name}",
            [var one] when server.IsMine(one) == false => $"{Owner.HeldBy(one)}'s process is not in a session of yours; on {server.Name} you have",
            _ => $"not in a session of yours; on {server.Name} you have",
        };
        var sessions = server.Sessions.Where(session => !session.Dead).Select(session => Choice(server, To(session, null), DetailOf(session)));
        return Choosing.Open(state, why, sessions.Append(Choice(server, new Visit.NewSession(), "tmux, else screen")));
    }

    private static Choice Choice(Server server, Visit goal, string detail) => new(goal.Name, state => Go(state, server, goal)) { Detail = detail };

    private static string DetailOf(Session session) =>
        (session.Windows is { } windows ? $"{windows} window{(windows == 1 ? "" : "s")}  " : "") + (session.Attached ? "attached" : "");

    private static Visit To(Session session, Pane? pane) => session.Kind == SessionKind.Screen
        ? new Visit.Screen(session.Name, session.Attached)
        : new Visit.Tmux(session.Id, session.Name, pane?.Id);
}
