using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpuTop.Model;

/// <summary>Where a process lives: the tmux pane or screen session among whose descendants it is.</summary>
/// <param name="Session">The session.</param>
/// <param name="Pane">The pane; null for screen.</param>
public sealed record ProcessLocation(TerminalSession Session, Pane? Pane)
{
    // By the list of sessions, which is replaced every 10 s: with as many processes as sessions each process would look at each of them.
    private static readonly ConditionalWeakTable<TerminalSession[], Dictionary<int, (int Place, ProcessLocation Location)>> Known = [];

    /// <summary>The location of a process; null when it runs in no session of mine, and when it is hidden.</summary>
    public static ProcessLocation? Of(Server server, GpuProcess process)
    {
        // The number of a hidden process may be another process' here.
        if (server.Sessions.IsDefaultOrEmpty || process.HiddenReason is not null)
        {
            return null;
        }

        var locations = Known.GetValue(ImmutableCollectionsMarshal.AsArray(server.Sessions)!, LocationsOf);
        (int Place, ProcessLocation Location)? first = null;
        Consider(process.Pid);
        Consider(process.ParentPid ?? 0);
        foreach (var ancestor in process.Ancestors)
        {
            Consider(ancestor);
        }

        return first?.Location;

        void Consider(int pid)
        {
            if (locations.TryGetValue(pid, out var found) && !(first?.Place <= found.Place))
            {
                first = found;
            }
        }
    }

    /// <summary><c>tmux:work:1.0</c> (session, window, pane), <c>tmux:work:1.0 (-L lab)</c> or <c>screen:4711.train</c>.</summary>
    public override string ToString() =>
        Pane is null ? $"screen:{Session.Name}"
        : $"tmux:{Session.Name}:{Pane.Window}.{Pane.Index}{(Session.SocketOption is { } option ? $" ({option})" : "")}";

    // Of two that name one PID the first in the list.
    private static Dictionary<int, (int Place, ProcessLocation Location)> LocationsOf(TerminalSession[] sessions)
    {
        var locations = new Dictionary<int, (int Place, ProcessLocation Location)>();
        foreach (var session in sessions)
        {
            if (session.ManagerPid is { } manager)
            {
                locations.TryAdd(manager, (locations.Count, new ProcessLocation(session, null)));
            }

            foreach (var pane in session.Panes)
            {
                locations.TryAdd(pane.Pid, (locations.Count, new ProcessLocation(session, pane)));
            }
        }

        return locations;
    }
}
