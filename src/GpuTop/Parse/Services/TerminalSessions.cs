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
    public static Reading.Sessions Read(ReadOnlySpan<byte> text)
    {
        var sessions = ImmutableArray.CreateBuilder<TerminalSession>();
        var screens = ImmutableArray.CreateBuilder<TerminalSession>();
        var panes = new List<(string? Socket, string SessionId, Pane Pane)>();
        var paths = new Dictionary<(string Socket, string PaneId), string>();
        string? socket = null, folder = null, problem = null;
        var count = 0;
        while (TaggedLines.TryTake(ref text, out var kind, out var line))
        {
            if (++count > Limits.Others)
            {
                continue;
            }

            switch ((char)kind)
            {
                case 'O':
                    (socket, folder) = (StringPool.OrNull(line), null);
                    break;
                case 'Q':
                    (socket, folder) = (null, StringPool.OrNull(line));
                    break;
                case 'S' when line is [(byte)'$', ..] && SessionOf(ref line) is { } session:
                    sessions.Add(session with { Socket = socket });
                    break;
                case 'P' when PaneOf(ref line, out var id) is { } pane:
                    panes.Add((socket, id, pane));
                    break;
                case 'D':
                    paths[(socket ?? "", StringPool.Of(FieldReader.TakeField(ref line, (byte)'|')))] = StringPool.Of(line);
                    break;
                case 'C' when ScreenSessions.Session(line) is { } session:
                    screens.Add(session with { Socket = folder });
                    break;
                case 'C' when folder is not null && IsError(StringPool.Of(FieldReader.Trim(line))):
                    problem ??= $"screen: {StringPool.Of(FieldReader.Trim(line))}";
                    break;
                case 'E' when StringPool.OrNull(line) is { } words:
                    problem ??= socket is null ? words : $"tmux {socket}: {words}";
                    break;
            }
        }

        // Ids start at 0 in each tmux server.
        var panesById = panes.ToLookup(item => (item.Socket, item.SessionId), item => WithPath(item.Pane, item.Socket, paths));
        for (var i = 0; i < sessions.Count; i++)
        {
            sessions[i] = sessions[i].Id is { } id ? sessions[i] with { Panes = [.. panesById[(sessions[i].Socket, id)]] } : sessions[i];
        }

        sessions.AddRange(screens);
        return new Reading.Sessions(sessions.ToImmutable())
        {
            Problem = problem,
            LeftOut = Limits.LeftOut(count, Limits.Others, "lines about sessions"),
        };
    }

    // "1 Socket in /run/screen/S-alice." is the last line of the list.
    private static bool IsError(string line) =>
        line.Length > 0 && !UsualLines.Any(usual => line.StartsWith(usual, StringComparison.Ordinal))
        && !line.Contains(" Socket", StringComparison.Ordinal);

    // #{session_id}|#{session_created}|#{session_attached}|#{session_windows}|#{session_name}
    private static TerminalSession? SessionOf(ref ReadOnlySpan<byte> line)
    {
        var id = StringPool.Of(FieldReader.TakeField(ref line, (byte)'|'));
        var created = NumberParser.Long(FieldReader.TakeField(ref line, (byte)'|'));
        var attached = NumberParser.Pid(FieldReader.TakeField(ref line, (byte)'|')) is not null;
        var windows = NumberParser.Digits(FieldReader.TakeField(ref line, (byte)'|'));
        return line.IsEmpty
            ? null
            : new TerminalSession(SessionKind.Tmux, StringPool.Of(line), attached, windows, TimeOf(created), Dead: false, Panes: [])
            {
                Id = id,
            };
    }

    // Seconds since 1970; null when missing or beyond the range of DateTimeOffset.
    private static DateTimeOffset? TimeOf(long? seconds) =>
        seconds is > 0 and < 100_000_000_000 and { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null;

    // #{session_id}|#{window_index}|#{pane_index}|#{pane_id}|#{pane_pid}|#{pane_dead}|#{pane_current_command}|#{window_name}
    private static Pane? PaneOf(ref ReadOnlySpan<byte> line, out string sessionId)
    {
        sessionId = StringPool.Of(FieldReader.TakeField(ref line, (byte)'|'));
        var window = NumberParser.Digits(FieldReader.TakeField(ref line, (byte)'|'));
        var index = NumberParser.Digits(FieldReader.TakeField(ref line, (byte)'|'));
        var id = FieldReader.TakeField(ref line, (byte)'|');
        var pid = NumberParser.Pid(FieldReader.TakeField(ref line, (byte)'|'));
        var dead = FieldReader.TakeField(ref line, (byte)'|').SequenceEqual("1"u8);
        var command = StringPool.OrNull(FieldReader.TakeField(ref line, (byte)'|'));
        return window is { } number && index is { } place && pid is { } process && !id.IsEmpty
            ? new Pane(number, StringPool.OrNull(line), place, StringPool.Of(id), process, command, null, dead)
            : null;
    }

    private static Pane WithPath(Pane pane, string? socket, Dictionary<(string Socket, string PaneId), string> paths) =>
        paths.TryGetValue((socket ?? "", pane.Id), out var path) && path.Length > 0 ? pane with { Path = path } : pane;
}
