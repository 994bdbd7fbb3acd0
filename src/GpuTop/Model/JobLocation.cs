namespace GpuTop.Model;

/// <summary>Where a process lives: the tmux pane or screen session among whose descendants it is.</summary>
/// <param name="Session">The session.</param>
/// <param name="Pane">The pane; null for screen.</param>
public sealed record JobLocation(Session Session, Pane? Pane)
{
    /// <summary>The location of a process; null when it runs in no session of mine, and when it is hidden.</summary>
    public static JobLocation? Of(Server server, GpuProcess process)
    {
        if (process.WhyHidden is not null)
        {
            // Its number may be another process' here.
            return null;
        }

        foreach (var session in server.Sessions)
        {
            if (session.ManagerPid is { } manager && Descends(process, manager))
            {
                return new JobLocation(session, null);
            }

            foreach (var pane in session.Panes)
            {
                if (Descends(process, pane.Pid))
                {
                    return new JobLocation(session, pane);
                }
            }
        }

        return null;
    }

    /// <summary><c>tmux:work:1.0</c> (session, window, pane) or <c>screen:4711.train</c>.</summary>
    public override string ToString() =>
        Pane is null ? $"screen:{Session.Name}" : $"tmux:{Session.Name}:{Pane.Window}.{Pane.Index}";

    private static bool Descends(GpuProcess process, int ancestor) =>
        process.Pid == ancestor || process.ParentPid == ancestor || process.Ancestors.Contains(ancestor);
}
