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
        var rows = SessionList.Of(state);
        area = ListStatus.Draw(frame, area, state, string.Join("   ", Unknown(state)));
        if (rows.IsEmpty)
        {
            frame.Text(area.X + 2, area.Y, EmptyText(state), Theme.Secondary, area.Width - 2);
            return (0, 0);
        }

        var list = state.ListOf(ViewKind.Sessions);
        var table = new Table<SessionRow>(
        [
            new("SERVER", 10, (cells, at, row) => cells.TextEllipsis(at.X, at.Y, at.Width, row.Server.Name, Theme.Text)),
            new("SESSION", 18, DrawName),
            new("KIND", 6, (cells, at, row) => cells.Text(at.X, at.Y, KindOf(row.Session), Theme.Secondary, at.Width), Rank: 2),
            new("GPUS", 8, (cells, at, row) => cells.TextEllipsis(at.X, at.Y, at.Width, row.Gpus, Theme.Good)),
            new("STATE", 8, DrawState, Rank: 1),
            new("AGE", 6, (cells, at, row) => DrawAge(cells, at, state, row), IsRight: true, Rank: 3),
            new("WINDOWS", 0, DrawWindows),
        ]);
        return table.Draw(frame, area, rows, list, static row => row.Key);
    }

    private static string EmptyText(AppState state) =>
        state.ListOf(ViewKind.Sessions).FilterText.Length > 0 ? "no session matches the filter"
        : !state.Shown.Servers.Any(server => server.Heard.ContainsKey(ProbeSection.Sessions)) ? "not heard of any session yet"
        : state.Shown.Servers.All(server => server.IsKnown(ProbeSection.Sessions) && server.SessionProblem is null)
            ? "no tmux or screen session of yours on any server"
        : "no tmux or screen session of yours is known";

    // Servers whose list of sessions is incomplete.
    private static IEnumerable<string> Unknown(AppState state) =>
        from server in state.Shown.Servers
        where server.PhaseAt(state.ShownAt) == LinkPhase.Live
        let hangs = server.Hanging.Contains(ProbeSection.Sessions) ? "tmux or screen does not answer" : server.SessionProblem
        where hangs is not null
        select $"not known on {server.Name}: {hangs}";

    private static void DrawName(CellBuffer frame, Rect area, SessionRow row)
    {
        var x = area.X + frame.TextEllipsis(area.X, area.Y, area.Width, row.Session.Name, row.Session.Dead ? Theme.Rail : Theme.Strong) + 1;
        if (row.Session.SocketOption is { } option && area.Right - x > 3)
        {
            frame.TextEllipsis(x, area.Y, area.Right - x, option, Theme.Secondary);
        }
    }

    private static string KindOf(TerminalSession session) => session.Kind == SessionKind.Tmux ? "tmux" : "screen";

    private static void DrawState(CellBuffer frame, Rect area, SessionRow row) =>
        frame.Text(area.X, area.Y, StateOf(row.Session), row.Session.Dead ? Theme.Warning : Theme.Text, area.Width);

    private static string StateOf(TerminalSession session) =>
        session.Dead ? session.Unusable is null or "dead" ? "dead" : "dead?" : session.Attached ? "attached" : "detached";

    private static void DrawAge(CellBuffer frame, Rect area, AppState state, SessionRow row)
    {
        if (row.Session.Created is { } created && created <= state.ShownAt)
        {
            frame.TextRight(area.X, area.Y, area.Width, Format.Duration(state.ShownAt - created), Theme.Secondary);
        }
        else
        {
            frame.TextRight(area.X, area.Y, area.Width, "–", Theme.Rail);
        }
    }

    // The count of windows, and the foreground commands of each.
    private static void DrawWindows(CellBuffer frame, Rect area, SessionRow row)
    {
        if (row.Session.Windows is not { } windows)
        {
            frame.Text(area.X, area.Y, "–", Theme.Rail, area.Width);
            return;
        }

        var names = row.Session.Panes.GroupBy(pane => pane.Window).Select(panes => NameOf([.. panes]));
        var used = frame.Text(area.X, area.Y, $"{windows}", Theme.Text, area.Width) + 1;
        if (used < area.Width)
        {
            frame.TextEllipsis(area.X + used, area.Y, area.Width - used, string.Join("  ", names), Theme.Secondary);
        }
    }

    private static string NameOf(ImmutableArray<Pane> panes)
    {
        var commands = string.Join(',', panes.Select(pane => pane.Dead ? "dead" : pane.Command ?? "?").Distinct());
        return panes[0].WindowName is { Length: > 0 } name && name != commands ? $"{name}:{commands}" : commands;
    }
}
