using System.Diagnostics;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>What the server's <c>sh</c> runs when the user goes there. Every word that came from elsewhere is quoted here.</summary>
internal static class AttachScript
{
    /// <summary>Exit code when the server gave no terminal.</summary>
    public const int NoTerminal = 97;

    /// <summary>Exit code when the program is not installed there.</summary>
    public const int NoProgram = 96;

    /// <summary>Exit code when the session is not there any more.</summary>
    public const int NoSession = 95;

    // A server that does not know the terminal's type would refuse it (ssh.md 1.2); inside tmux and screen no other may be opened.
    private const string Head = $$"""
        [ -t 0 ] || exit 97
        unset TMUX TMUX_PANE STY
        infocmp "$TERM" >/dev/null 2>&1 || { TERM=xterm-256color; export TERM; }

        """;

    // Of an own command whose output is to be read: Ctrl-C ends the command and not what waits.
    private const string Pausing = """
        trap : INT; sh -c "$1"; rc=$?; printf '\n[exit code %s: Enter goes back] ' "$rc"; read -r _; exit "$rc"
        """;

    private const string NewScreen = """
        command -v screen >/dev/null && exec screen
        exit 96
        """;

    /// <summary>The script for a goal.</summary>
    public static string Of(AttachGoal goal) => goal switch
    {
        AttachGoal.Tmux tmux => Head + Tmux(tmux),
        AttachGoal.Screen screen => Head + Needs("screen") + Screen(screen),
        AttachGoal.NewSession made => Head + $"command -v tmux >/dev/null && exec {Tmux(made.Socket)} -u new-session\n{NewScreen}",
        AttachGoal.Shell shell => Head + Shell(shell),
        AttachGoal.Own own => (own.Command.Where == CommandPlace.Here ? "" : Head) + Own(own),
        _ => throw new UnreachableException(),
    };

    // Our ssh brings no locale along, and without one tmux (no -u) draws "_" for what is not ASCII.
    // Window and pane first: tmux knows them by names of its own, which nobody can choose.
    private static string Tmux(AttachGoal.Tmux tmux)
    {
        var session = ShellQuote.Quote(tmux.SessionId ?? "=" + tmux.SessionName);
        var program = Tmux(tmux.Socket);
        var pane = tmux.PaneId is { } id ? $"p={ShellQuote.Quote(id)}\n{program} select-window -t \"$p\" 2>/dev/null && {program} select-pane -t \"$p\"\n" : "";
        return $"{Needs("tmux")}{program} has-session -t {session} 2>/dev/null || exit 95\n{pane}exec {program} -u attach-session -t {session}";
    }

    private static string Tmux(string? socket) => socket is null ? "tmux" : $"tmux -S {ShellQuote.Quote(socket)}";

    private static string Screen(AttachGoal.Screen screen)
    {
        var name = ShellQuote.Quote(screen.SessionName);
        var folder = screen.Folder is { } path ? $"SCREENDIR={ShellQuote.Quote(path)}; export SCREENDIR\n" : "";
        return $"{folder}screen -ls {name} | grep -qF {name} || exit 95\nexec screen {(screen.IsAttached ? "-x" : "-r")} {name}";
    }

    private static string Shell(AttachGoal.Shell shell)
    {
        var directory = shell.Directory is { } path ? $"cd -- {ShellQuote.Quote(path)} 2>/dev/null || cd\n" : "";
        return directory + "exec \"${SHELL:-sh}\" -l";
    }

    private static string Own(AttachGoal.Own own)
    {
        var line = ShellQuote.Quote(own.Command.Expand(name => ShellQuote.Quote(own.Values[name])));
        return own.Command.Pause ? $"exec sh -c {ShellQuote.Quote(Pausing)} sh {line}" : $"exec sh -c {line}";
    }

    private static string Needs(string program) => $"command -v {program} >/dev/null || exit 96\n";
}
