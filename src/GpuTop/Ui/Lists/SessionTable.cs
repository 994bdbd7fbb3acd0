using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>My tmux and screen sessions on all servers.</summary>
internal static class SessionTable
{
    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        area = ListStatus.Draw(frame, area, state, string.Join("   ", Unknown(state)));
        return new Table<SessionRow>(SessionList.View,
        [
            new("SERVER", 10, (at, row) => at.Left(row.Server.Name, Theme.Text)),
            new("SESSION", 18, DrawName),
            new("KIND", 6, (at, row) => at.Left(row.Session.Kind == SessionKind.Tmux ? "tmux" : "screen", Theme.Secondary), Rank: 2),
            new("GPUS", 8, (at, row) => at.Left(row.Gpus, Theme.Text)),
            new("STATE", 8, (at, row) => at.Left(StateOf(row.Session), row.Session.Dead ? Theme.Warning : Theme.Text), Rank: 1),
            new("AGE", 6, (at, row) => DrawAge(at, state, row), IsRight: true, Rank: 3),
            new("WINDOWS", 0, DrawWindows),
        ]).Draw(frame, area, state, SessionList.View.Of(state));
    }

    // Servers whose list of sessions is incomplete.
    private static IEnumerable<string> Unknown(AppState state) =>
        from server in state.Shown.Servers
        where server.PhaseAt(state.ShownAt) == ConnectionPhase.Live
        let hangs = server.Hanging.Contains(ProbeSection.Sessions) ? "tmux or screen does not answer" : server.SessionProblem
        where hangs is not null
        select $"not known on {server.Name}: {hangs}";

    private static void DrawName(TableCell at, SessionRow row)
    {
        at = at.After(at.Left(row.Session.Name, row.Session.Dead ? Theme.Rail : Theme.Strong) + 1);
        if (row.Session.SocketOption is { } option && at.Area.Width > 3)
        {
            at.Left(option, Theme.Secondary);
        }
    }

    private static string StateOf(TerminalSession session) =>
        session.Dead ? session.Unusable is null or "dead" ? "dead" : "dead?" : session.Attached ? "attached" : "detached";

    private static void DrawAge(TableCell at, AppState state, SessionRow row)
    {
        if (row.Session.Created is { } created && created <= state.ShownAt)
        {
            at.Right(Format.Duration(state.ShownAt - created), Theme.Secondary);
        }
        else
        {
            at.Right("–", Theme.Rail);
        }
    }

    // The count of windows, and the foreground commands of each.
    private static void DrawWindows(TableCell at, SessionRow row)
    {
        if (row.Session.Windows is not { } windows)
        {
            at.Left("–", Theme.Rail);
            return;
        }

        var names = row.Session.Panes.GroupBy(pane => pane.Window).Select(panes => NameOf([.. panes]));
        at.After(at.Left($"{windows}", Theme.Text) + 1).Left(string.Join("  ", names), Theme.Secondary);
    }

    private static string NameOf(ImmutableArray<Pane> panes)
    {
        var commands = string.Join(',', panes.Select(pane => pane.Dead ? "dead" : pane.Command ?? "?").Distinct());
        return panes[0].WindowName is { Length: > 0 } name && name != commands ? $"{name}:{commands}" : commands;
    }
}
