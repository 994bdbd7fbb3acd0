using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>One tmux or screen session of mine on a server.</summary>
/// <param name="Kind">Which program keeps it.</param>
/// <param name="Name">Its name; for screen <c>PID.name</c>.</param>
/// <param name="Attached">Whether a terminal shows it now.</param>
/// <param name="Windows">Number of windows; null for screen, which does not tell.</param>
/// <param name="Created">When it was made; null when not told.</param>
/// <param name="Dead">Whether nobody can attach to it (screen's <c>Dead ???</c>, <c>Remote or dead</c>, …).</param>
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
    /// <summary>tmux's own name for it, <c>$3</c>; null when not told, and for screen.</summary>
    public string? Id { get; init; }

    /// <summary>Where its server listens: path of tmux's socket, or the folder of screen's sockets (<c>SCREENDIR</c>); null for the
    /// usual place.</summary>
    public string? Socket { get; init; }

    /// <summary>Why nobody can attach to it from its server, in screen's words, <c>remote or dead</c>; null when somebody can.</summary>
    public string? Unusable { get; init; }

    /// <summary>The option by which its own program finds it, <c>-L NAME</c> or <c>-S PATH</c>; null for tmux's default, and for screen.</summary>
    public string? SocketOption =>
        Kind == SessionKind.Screen || Socket is null ? null
        : NameOf(Socket) is not { } name ? $"-S {Socket}"
        : name == "default" ? null : $"-L {name}";

    /// <summary>For screen the PID of its manager, whose descendants run in it; null for tmux.</summary>
    public int? ManagerPid { get; init; }

    // /tmp/tmux-1000/NAME; -L looks nowhere else as long as TMUX_TMPDIR is not set (tmux(1)).
    private static string? NameOf(string socket) => socket.Split('/') is ["", "tmp", var folder, var name]
        && folder.StartsWith("tmux-", StringComparison.Ordinal) ? name : null;
}

/// <summary>Which program keeps a session.</summary>
public enum SessionKind
{
    /// <summary>tmux.</summary>
    Tmux,

    /// <summary>GNU screen.</summary>
    Screen,
}

/// <summary>One tmux pane.</summary>
/// <param name="Window">Number of its window.</param>
/// <param name="WindowName">Name of its window; null when not told.</param>
/// <param name="Index">Number in its window.</param>
/// <param name="Id">tmux's own name for it, <c>%3</c>.</param>
/// <param name="Pid">First process in it.</param>
/// <param name="Command">What runs in front.</param>
/// <param name="Path">Its working directory; null when dead.</param>
/// <param name="Dead">Whether its process has ended.</param>
public sealed record Pane(int Window, string? WindowName, int Index, string Id, int Pid, string? Command, string? Path, bool Dead);
