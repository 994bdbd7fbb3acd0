using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>The list of <c>screen -ls</c>.</summary>
internal static class Screen
{
    /// <summary>The sessions, in the order of the list; empty when there is none.</summary>
    public static ImmutableArray<Session> Read(ReadOnlySpan<byte> text) => Rows.Of(text, Session);

    /// <summary>The session of one line, <c>PID.NAME (DATE) (STATE)</c>; null for all other lines. The date is in the server's locale
    /// and time zone and so not read. States are never translated: <c>screen</c> has no message catalogue.</summary>
    public static Session? Session(ReadOnlySpan<byte> line)
    {
        line = Fields.Trim(line);
        var end = line.IndexOf((byte)'\t');
        end = end < 0 ? line.IndexOf(" ("u8) : end;
        var name = Fields.Trim(end < 0 ? line : line[..end]);
        var dot = name.IndexOf((byte)'.');
        if (dot <= 0 || dot == name.Length - 1 || ProcessId.Of(name[..dot]) is not { } manager)
        {
            return null;
        }

        // (Attached), (Multi, attached), (Detached), (Multi, detached), (Dead ???), (Removed), (Unreachable), (Private)
        var state = line[(line.LastIndexOf((byte)'(') + 1)..];
        var attached = state.StartsWith("Attached"u8) || state.StartsWith("Multi, attached"u8);
        return new Session(SessionKind.Screen, Texts.Of(name), attached, null, null, state.StartsWith("Dead"u8), [])
        {
            ManagerPid = manager,
        };
    }
}
