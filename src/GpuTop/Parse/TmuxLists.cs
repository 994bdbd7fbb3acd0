using System.Buffers.Text;
using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>A window of a list of tmux.</summary>
internal sealed record TmuxWindow(string Session, int Index, string Name, int Panes);

/// <summary>The lists that tmux prints where nobody asked for a format, of any version; what is no row of them (errors) is left
/// out.</summary>
internal static class TmuxLists
{
    /// <summary>The sessions of <c>tmux ls</c>, in its order.</summary>
    public static ImmutableArray<TerminalSession> Sessions(ReadOnlySpan<byte> text) => Rows.Of(text, Session);

    /// <summary>The windows of <c>tmux list-windows -a</c>, in its order.</summary>
    public static ImmutableArray<TmuxWindow> Windows(ReadOnlySpan<byte> text) => Rows.Of(text, Window);

    /// <summary>A session of <c>NAME: 2 windows (created DATE) [80x23] (group NAME) (attached)</c>; null for all other lines.
    /// The date is in the server's unknown time zone and so not read.</summary>
    public static TerminalSession? Session(ReadOnlySpan<byte> line)
    {
        line = FieldReader.Trim(line);
        // tmux allows no colon in a name.
        var name = FieldReader.TakeField(ref line, (byte)':');
        var windows = ProcessId.Whole(FieldReader.TakeWord(ref line));
        return name.IsEmpty || windows is null || !line.StartsWith("windows ("u8)
            ? null
            : new TerminalSession(SessionKind.Tmux, StringPool.Of(name), line.EndsWith("(attached)"u8), windows, null, Dead: false, Panes: []);
    }

    /// <summary>A time in seconds since 1970; null when there is none or no calendar has it.</summary>
    public static DateTimeOffset? At(long? seconds) =>
        seconds is > 0 and < 100_000_000_000 and { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null;

    // SESSION:INDEX: NAME* (2 panes) [80x24]; the flags stand behind the name without a blank (tmux(1), STATUS LINE).
    private static TmuxWindow? Window(ReadOnlySpan<byte> line)
    {
        var session = FieldReader.TakeField(ref line, (byte)':');
        var index = ProcessId.Whole(FieldReader.TakeField(ref line, (byte)':'));
        var mark = line.LastIndexOf(" panes)"u8);
        var name = mark < 0 ? default : line[..mark];
        var open = name.LastIndexOf(" ("u8);
        return index is { } number && open >= 0 && Utf8Parser.TryParse(name[(open + 2)..], out int panes, out _)
            ? new TmuxWindow(StringPool.Of(session), number, StringPool.Of(FieldReader.Trim(name[..open]).TrimEnd("*-#!~MZ"u8)), panes)
            : null;
    }
}
