using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>tmux or screen session of the connected user.</summary>
/// <param name="Kind">Program that manages it.</param>
/// <param name="Name">Name; for screen <c>PID.name</c>.</param>
/// <param name="Attached">Whether a terminal is attached.</param>
/// <param name="Windows">Number of windows; null for screen, which does not report it.</param>
/// <param name="Created">Time of creation; null when not reported.</param>
/// <param name="Dead">Whether attaching is impossible (screen's <c>Dead ???</c>, <c>Remote or dead</c>, …).</param>
/// <param name="Panes">Its panes; empty for screen.</param>
public sealed record TerminalSession(
    SessionKind Kind,
    string Name,
    bool Attached,
    int? Windows,
    DateTimeOffset? Created,
    bool Dead,
    ImmutableArray<Pane> Panes)
{
    /// <summary>tmux session id, <c>$3</c>; null when not reported, and for screen.</summary>
    public string? Id { get; init; }

    /// <summary>Path of tmux's socket, or folder of screen's sockets (<c>SCREENDIR</c>); null for the default location.</summary>
    public string? Socket { get; init; }

    /// <summary>Reason why attaching is impossible, as reported by screen, <c>remote or dead</c>; null when it is possible.</summary>
    public string? Unusable { get; init; }

    /// <summary>tmux option that selects its socket, <c>-L NAME</c> or <c>-S PATH</c>; null for tmux's default, and for screen.</summary>
    public string? SocketOption =>
        Kind == SessionKind.Screen || Socket is null ? null
        : NameOf(Socket) is not { } name ? $"-S {Socket}"
        : name == "default" ? null : $"-L {name}";

    /// <summary>PID of screen's session manager, an ancestor of its processes; null for tmux.</summary>
    public int? ManagerPid { get; init; }

    // /tmp/tmux-1000/NAME; -L searches only there as long as TMUX_TMPDIR is not set (tmux(1)).
    private static string? NameOf(string socket) => socket.Split('/') is ["", "tmp", var folder, var name]
        && folder.StartsWith("tmux-", StringComparison.Ordinal) ? name : null;
}

/// <summary>Program that manages a session.</summary>
public enum SessionKind
{
    /// <summary>tmux.</summary>
    Tmux,

    /// <summary>GNU screen.</summary>
    Screen,
}

/// <summary>One tmux pane.</summary>
/// <param name="Window">Number of its window.</param>
/// <param name="WindowName">Name of its window; null when not reported.</param>
/// <param name="Index">Number in its window.</param>
/// <param name="Id">tmux pane id, <c>%3</c>.</param>
/// <param name="Pid">PID of its first process.</param>
/// <param name="Command">Foreground command.</param>
/// <param name="Path">Working directory; null when dead.</param>
/// <param name="Dead">Whether its process has ended.</param>
public sealed record Pane(int Window, string? WindowName, int Index, string Id, int Pid, string? Command, string? Path, bool Dead);
