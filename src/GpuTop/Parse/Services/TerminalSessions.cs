using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses tmux and screen sessions: line <c>O</c> (a tmux socket), then its <c>S</c> (a session), <c>P</c> (a pane),
/// <c>D</c> (a pane's directory); <c>Q</c> (a folder of screen's sockets), then <c>C</c> of <c>screen -ls</c>; <c>E</c> (an
/// error).</summary>
internal static class TerminalSessions
{
    private static readonly string[] UsualLines = ["There is ", "There are ", "No Sockets found", "Remove dead screens"];

    /// <summary>The tmux sessions in tmux's order, each with its panes, then the screen sessions.</summary>
    public static Reading.Sessions Read(string text)
    {
        var sessions = ImmutableArray.CreateBuilder<TerminalSession>();
        var screens = ImmutableArray.CreateBuilder<TerminalSession>();
        var panes = new List<(string? Socket, string SessionId, Pane Pane)>();
        var paths = new Dictionary<(string Socket, string PaneId), string>();
        string? socket = null, folder = null, problem = null;
        var count = 0;
        foreach (var (kind, part) in text.Tagged())
        {
            if (++count > ListLimits.Others)
            {
                continue;
            }

            var line = part.ToString();
            switch (kind)
            {
                case 'O':
                    (socket, folder) = (NotAvailableText.OrNull(line), null);
                    break;
                case 'Q':
                    (socket, folder) = (null, NotAvailableText.OrNull(line));
                    break;
                case 'S' when SessionOf(line) is { } session:
                    sessions.Add(session with { Socket = socket });
                    break;
                case 'P' when PaneOf(line) is { } pane:
                    panes.Add((socket, line.Split('|', 2)[0].Trim(), pane));
                    break;
                case 'D' when line.Split('|', 2) is [var id, var path]:
                    paths[(socket ?? "", id.Trim())] = path;
                    break;
                case 'C' when ScreenSessions.Session(line) is { } session:
                    screens.Add(session with { Socket = folder });
                    break;
                case 'C' when folder is not null && IsError(line.Trim()):
                    problem ??= $"screen: {line.Trim()}";
                    break;
                case 'E' when NotAvailableText.OrNull(line) is { } words:
                    problem ??= socket is null ? words : $"tmux {socket}: {words}";
                    break;
            }
        }

        // Ids start at 0 in each tmux server.
        var panesById = panes.ToLookup(item => (item.Socket, item.SessionId), item => WithPath(item.Pane, item.Socket, paths));
        for (var i = 0; i < sessions.Count; i++)
        {
            sessions[i] = sessions[i] with { Panes = [.. panesById[(sessions[i].Socket, sessions[i].Id!)]] };
        }

        sessions.AddRange(screens);
        return new Reading.Sessions(sessions.ToImmutable())
        {
            Problem = problem,
            LeftOut = ListLimits.LeftOut(count, ListLimits.Others, "lines about sessions"),
        };
    }

    // "1 Socket in /run/screen/S-alice." is the last line of the list.
    private static bool IsError(string line) =>
        line.Length > 0 && !UsualLines.Any(usual => line.StartsWith(usual, StringComparison.Ordinal))
        && !line.Contains(" Socket", StringComparison.Ordinal);

    // #{session_id}|#{session_created}|#{session_attached}|#{session_windows}|#{session_name}
    private static TerminalSession? SessionOf(string line) =>
        line.Split('|', 5) is [['$', ..] id, var created, var attached, var windows, { Length: > 0 } name]
            ? new TerminalSession(
                SessionKind.Tmux,
                name,
                NumberParser.Pid(attached) is not null,
                NumberParser.Digits(windows),
                TimeOf(NumberParser.Long(created)),
                Dead: false,
                Panes: [])
            {
                Id = id.Trim(),
            }
            : null;

    // Seconds since 1970; null when missing or beyond the range of DateTimeOffset.
    private static DateTimeOffset? TimeOf(long? seconds) =>
        seconds is > 0 and < 100_000_000_000 and { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null;

    // #{session_id}|#{window_index}|#{pane_index}|#{pane_id}|#{pane_pid}|#{pane_dead}|#{pane_current_command}|#{window_name}
    private static Pane? PaneOf(string line) =>
        line.Split('|', 8) is [_, var window, var index, var id, var pid, var dead, var command, var name]
        && NumberParser.Digits(window) is { } number && NumberParser.Digits(index) is { } place && NumberParser.Pid(pid) is { } process
        && NotAvailableText.OrNull(id) is { } known
            ? new Pane(
                number, NotAvailableText.OrNull(name), place, known, process, NotAvailableText.OrNull(command), null, dead.Trim() == "1")
            : null;

    private static Pane WithPath(Pane pane, string? socket, Dictionary<(string Socket, string PaneId), string> paths) =>
        paths.TryGetValue((socket ?? "", pane.Id), out var path) && path.Length > 0 ? pane with { Path = path } : pane;
}
