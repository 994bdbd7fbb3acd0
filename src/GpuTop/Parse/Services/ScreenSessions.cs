using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses the list of <c>screen -ls</c>.</summary>
internal static class ScreenSessions
{
    /// <summary>The session of one line, <c>PID.NAME (DATE) (STATE)</c>; null for other lines. The date is not read: its locale and
    /// time zone are unknown. States are not translated: <c>screen</c> has no message catalogue.</summary>
    public static TerminalSession? Session(ReadOnlySpan<byte> line)
    {
        line = FieldReader.Trim(line);
        var end = line.IndexOf((byte)'\t');
        end = end < 0 ? line.IndexOf(" ("u8) : end;
        var name = FieldReader.Trim(end < 0 ? line : line[..end]);
        var dot = name.IndexOf((byte)'.');
        if (dot <= 0 || dot == name.Length - 1 || NumberParser.Pid(name[..dot]) is not { } manager)
        {
            return null;
        }

        // (Attached), (Multi, attached), (Detached), (Multi, detached);
        // or (Dead ???), (Remote or dead), (Removed), (Unreachable), (Private)
        var open = line.LastIndexOf((byte)'(');
        var state = StringPool.Of(open < 0 ? default : line[(open + 1)..].TrimEnd(" )?"u8)).ToLowerInvariant();
        var unusable = state is "dead" or "remote or dead" or "removed" or "unreachable" or "private" ? state : null;
        var attached = state is "attached" or "multi, attached";
        return new TerminalSession(SessionKind.Screen, StringPool.Of(name), attached, null, null, unusable is not null, [])
        {
            ManagerPid = manager,
            Unusable = unusable,
        };
    }
}
