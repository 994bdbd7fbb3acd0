using System.Collections.Immutable;

namespace GpuTop.Parse;

/// <summary>A pane of a list that people make; null is what the list does not tell.</summary>
internal sealed record TmuxPane(string Session, int Window, int Index, string? Id, int? Pid, string? Command, string? Path, bool Dead);

/// <summary>Rows of <c>tmux list-panes -a</c> in the forms that are found: tmux's own, joined by tabs, joined by <c>_</c> (what a C locale
/// makes of tabs), joined by <c>|</c>, and <c>SESSION:WINDOW.PANE</c> with words behind it.</summary>
internal static class TmuxPanes
{
    /// <summary>The panes of rows that can be told apart, in their order.</summary>
    public static ImmutableArray<TmuxPane> Read(ReadOnlySpan<byte> text) => Rows.Of(text, Pane);

    private static TmuxPane? Pane(ReadOnlySpan<byte> line) =>
        line.Contains((byte)'\t') ? Tabbed(line)
        : line.Count((byte)'|') == 7 ? Piped(line)
        : Target(line) ?? Underscored(line);

    // session window pane id pid command path dead
    private static TmuxPane? Tabbed(ReadOnlySpan<byte> line)
    {
        const byte separator = (byte)'\t';
        var session = FieldReader.TakeField(ref line, separator);
        var window = ProcessId.Whole(FieldReader.TakeField(ref line, separator));
        var index = ProcessId.Whole(FieldReader.TakeField(ref line, separator));
        var id = StringPool.OrNull(FieldReader.TakeField(ref line, separator));
        var pid = ProcessId.Of(FieldReader.TakeField(ref line, separator));
        var command = StringPool.OrNull(FieldReader.TakeField(ref line, separator));
        var path = StringPool.OrNull(FieldReader.TakeField(ref line, separator));
        return window is { } number && index is { } place
            ? new TmuxPane(StringPool.Of(session), number, place, id, pid, command, path, line.SequenceEqual("1"u8))
            : null;
    }

    // session window window-name pane pid command dead exit-status
    private static TmuxPane? Piped(ReadOnlySpan<byte> line)
    {
        var session = FieldReader.TakeField(ref line, (byte)'|');
        var window = ProcessId.Whole(FieldReader.TakeField(ref line, (byte)'|'));
        FieldReader.TakeField(ref line, (byte)'|');
        var index = ProcessId.Whole(FieldReader.TakeField(ref line, (byte)'|'));
        var pid = ProcessId.Of(FieldReader.TakeField(ref line, (byte)'|'));
        var command = StringPool.OrNull(FieldReader.TakeField(ref line, (byte)'|'));
        var dead = FieldReader.TakeField(ref line, (byte)'|').SequenceEqual("1"u8);
        return window is { } number && index is { } place
            ? new TmuxPane(StringPool.Of(session), number, place, null, pid, command, null, dead)
            : null;
    }

    // The names may hold "_" themselves: only "_%ID_PID_" is sure, and from there outward digits, and a path that begins with "/".
    private static TmuxPane? Underscored(ReadOnlySpan<byte> line)
    {
        var mark = line.IndexOf("_%"u8);
        if (mark < 0)
        {
            return null;
        }

        var name = line[..mark];
        var index = Cut(ref name);
        var window = Cut(ref name);
        var rest = line[(mark + 1)..];
        var id = FieldReader.TakeField(ref rest, (byte)'_');
        var pid = ProcessId.Of(FieldReader.TakeField(ref rest, (byte)'_'));
        var dead = Cut(ref rest);
        var slash = rest.IndexOf("_/"u8);
        var command = slash < 0 ? rest.TrimEnd((byte)'_') : rest[..slash];
        var path = slash < 0 ? default : rest[(slash + 1)..];
        return window is { } number && index is { } place && pid is not null && dead is not null && !name.IsEmpty
            ? new TmuxPane(StringPool.Of(name), number, place, StringPool.Of(id), pid, StringPool.OrNull(command), StringPool.OrNull(path), dead == 1)
            : null;
    }

    /// <summary>Takes a number and the <c>_</c> before it off the end.</summary>
    private static int? Cut(ref ReadOnlySpan<byte> text)
    {
        var mark = text.LastIndexOf((byte)'_');
        if (mark < 0 || ProcessId.Whole(text[(mark + 1)..]) is not { } number)
        {
            return null;
        }

        text = text[..mark];
        return number;
    }

    // SESSION:WINDOW.PANE, then tmux's own words, "KEY=VALUE" or "PID COMMAND"
    private static TmuxPane? Target(ReadOnlySpan<byte> line)
    {
        var session = FieldReader.TakeField(ref line, (byte)':');
        var target = FieldReader.TakeWord(ref line).TrimEnd((byte)':');
        var window = ProcessId.Whole(FieldReader.TakeField(ref target, (byte)'.'));
        if (window is not { } number || ProcessId.Whole(target) is not { } place)
        {
            return null;
        }

        if (line is [(byte)'[', ..])
        {
            var mark = line.LastIndexOf("] %"u8);
            var words = mark < 0 ? default : line[(mark + 2)..];
            var id = StringPool.OrNull(FieldReader.TakeWord(ref words));
            return new TmuxPane(StringPool.Of(session), number, place, id, null, null, null, line.EndsWith("(dead)"u8));
        }

        var pid = ProcessId.Of(Value(line, "pid="u8));
        if (pid is null)
        {
            pid = ProcessId.Of(FieldReader.TakeWord(ref line));
            return new TmuxPane(StringPool.Of(session), number, place, null, pid, StringPool.OrNull(line), null, Dead: false);
        }

        var command = StringPool.OrNull(Value(line, "cmd="u8));
        return new TmuxPane(StringPool.Of(session), number, place, null, pid, command, StringPool.OrNull(Value(line, "path="u8)), Dead: false);
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key)
    {
        var at = line.IndexOf(key);
        line = at < 0 ? default : line[(at + key.Length)..];
        return FieldReader.TakeWord(ref line);
    }
}
