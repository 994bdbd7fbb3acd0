using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses the list of <c>screen -ls</c>.</summary>
internal static class ScreenSessions
{
    /// <summary>The session of one line, <c>PID.NAME (DATE) (STATE)</c>; null for other lines. The date is not read: its locale and
    /// time zone are unknown. States are not translated: <c>screen</c> has no message catalogue.</summary>
    public static TerminalSession? Session(string line)
    {
        line = line.Trim();
        var name = line.Split(["\t", " ("], 2, StringSplitOptions.TrimEntries)[0];
        var dot = name.IndexOf('.');
        if (dot <= 0 || dot == name.Length - 1 || NumberParser.Pid(name.AsSpan(0, dot)) is not { } manager)
        {
            return null;
        }

        // (Attached), (Multi, attached), (Detached), (Multi, detached);
        // or (Dead ???), (Remote or dead), (Removed), (Unreachable), (Private)
        var open = line.LastIndexOf('(');
        var state = (open < 0 ? "" : line[(open + 1)..].TrimEnd(' ', ')', '?')).ToLowerInvariant();
        var unusable = state is "dead" or "remote or dead" or "removed" or "unreachable" or "private" ? state : null;
        var attached = state is "attached" or "multi, attached";
        return new TerminalSession(SessionKind.Screen, name, attached, null, null, unusable is not null, [])
        {
            ManagerPid = manager,
            Unusable = unusable,
        };
    }
}
