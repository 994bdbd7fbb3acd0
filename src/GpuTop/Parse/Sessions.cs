using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>tmux and screen sessions: lines <c>S</c> (a session), <c>P</c> (a pane), <c>D</c> (a pane's directory) of tmux, <c>C</c>
/// of <c>screen -ls</c>, <c>E</c> (no server runs; that is no error).</summary>
internal static class Sessions
{
    /// <summary>tmux sessions in tmux's order, each with its panes, then those of screen.</summary>
    public static Reading.Sessions Read(ReadOnlySpan<byte> text)
    {
        var sessions = ImmutableArray.CreateBuilder<Session>();
        var screens = ImmutableArray.CreateBuilder<Session>();
        var ids = new List<string?>();
        var panes = new List<(string SessionId, Pane Pane)>();
        var paths = new Dictionary<string, string>();
        var count = 0;
        while (KindLines.TryTake(ref text, out var kind, out var line))
        {
            if (++count > Limits.Others)
            {
                continue;
            }

            switch ((char)kind)
            {
                case 'S' when line is [(byte)'$', ..] && SessionOf(ref line, out var id) is { } session:
                    ids.Add(id);
                    sessions.Add(session);
                    break;
                case 'S' when TmuxLists.Session(line) is { } session:
                    ids.Add(null);
                    sessions.Add(session);
                    break;
                case 'P' when PaneOf(ref line, out var id) is { } pane:
                    panes.Add((id, pane));
                    break;
                case 'D':
                    paths[Texts.Of(Fields.TakeField(ref line, (byte)'|'))] = Texts.Of(line);
                    break;
                case 'C' when Screen.Session(line) is { } session:
                    screens.Add(session);
                    break;
            }
        }

        var each = panes.ToLookup(pair => pair.SessionId, pair => WithPath(pair.Pane, paths));
        for (var i = 0; i < sessions.Count; i++)
        {
            sessions[i] = ids[i] is { } id ? sessions[i] with { Panes = [.. each[id]] } : sessions[i];
        }

        sessions.AddRange(screens);
        return new Reading.Sessions(sessions.ToImmutable()) { LeftOut = Limits.LeftOut(count, Limits.Others, "lines about sessions") };
    }

    // #{session_id}|#{session_created}|#{session_attached}|#{session_windows}|#{session_name}
    private static Session? SessionOf(ref ReadOnlySpan<byte> line, out string id)
    {
        id = Texts.Of(Fields.TakeField(ref line, (byte)'|'));
        var created = Numbers.Long(Fields.TakeField(ref line, (byte)'|'));
        var attached = ProcessId.Of(Fields.TakeField(ref line, (byte)'|')) is not null;
        var windows = ProcessId.Whole(Fields.TakeField(ref line, (byte)'|'));
        return line.IsEmpty
            ? null
            : new Session(SessionKind.Tmux, Texts.Of(line), attached, windows, TmuxLists.At(created), Dead: false, Panes: []) { Id = id };
    }

    // #{session_id}|#{window_index}|#{pane_index}|#{pane_id}|#{pane_pid}|#{pane_dead}|#{pane_current_command}|#{window_name}
    private static Pane? PaneOf(ref ReadOnlySpan<byte> line, out string sessionId)
    {
        sessionId = Texts.Of(Fields.TakeField(ref line, (byte)'|'));
        var window = ProcessId.Whole(Fields.TakeField(ref line, (byte)'|'));
        var index = ProcessId.Whole(Fields.TakeField(ref line, (byte)'|'));
        var id = Fields.TakeField(ref line, (byte)'|');
        var pid = ProcessId.Of(Fields.TakeField(ref line, (byte)'|'));
        var dead = Fields.TakeField(ref line, (byte)'|').SequenceEqual("1"u8);
        var command = Texts.OrNull(Fields.TakeField(ref line, (byte)'|'));
        return window is { } number && index is { } place && pid is { } process && !id.IsEmpty
            ? new Pane(number, Texts.OrNull(line), place, Texts.Of(id), process, command, null, dead)
            : null;
    }

    private static Pane WithPath(Pane pane, Dictionary<string, string> paths) =>
        paths.TryGetValue(pane.Id, out var path) && path.Length > 0 ? pane with { Path = path } : pane;
}
