using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpuTop.Model;

/// <summary>tmux pane or screen session that a process descends from.</summary>
/// <param name="Session">The session.</param>
/// <param name="Pane">The pane; null for screen.</param>
public sealed record ProcessLocation(TerminalSession Session, Pane? Pane)
{
    // Cached by the session list, which is replaced every 10 s: avoids a scan of all sessions for each process.
    private static readonly ConditionalWeakTable<TerminalSession[], Dictionary<int, (int Place, ProcessLocation Location)>> Known = [];

    /// <summary>Location of a process; null when it is in no session of the connected user, and when it is hidden.</summary>
    public static ProcessLocation? Of(Server server, GpuProcess process)
    {
        // A hidden process may have a PID of another namespace.
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

    // The first entry of a PID wins.
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
