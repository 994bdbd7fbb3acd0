using System.Diagnostics;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>The script that the server's <c>sh</c> runs to attach; every word from outside is quoted here.</summary>
internal static class AttachScript
{
    /// <summary>Exit code when the server gave no terminal.</summary>
    public const int NoTerminal = 97;

    /// <summary>Exit code when the program is not installed there.</summary>
    public const int NoProgram = 96;

    /// <summary>Exit code when the session no longer exists.</summary>
    public const int NoSession = 95;

    // TERM falls back to xterm-256color without a terminfo entry; tmux and screen refuse to nest inside TMUX and STY.
    private const string Head = $$"""
        [ -t 0 ] || exit 97
        unset TMUX TMUX_PANE STY
        infocmp "$TERM" >/dev/null 2>&1 || { TERM=xterm-256color; export TERM; }

        """;

    // For a user command with a pause at its end: Ctrl-C ends the command but not this shell.
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

    // -u: ssh passes no locale, and without one tmux draws "_" for non-ASCII characters.
    // Window and pane are selected by the ids that tmux assigns, which no user can choose.
    private static string Tmux(AttachGoal.Tmux tmux)
    {
        var session = ShellQuote.Quote(tmux.SessionId ?? "=" + tmux.SessionName);
        var program = Tmux(tmux.Socket);
        var pane = tmux.PaneId is { } id
            ? $"p={ShellQuote.Quote(id)}\n{program} select-window -t \"$p\" 2>/dev/null && {program} select-pane -t \"$p\"\n"
            : "";
        var check = $"{Needs("tmux")}{program} has-session -t {session} 2>/dev/null || exit 95\n";
        return $"{check}{pane}exec {program} -u attach-session -t {session}";
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
        var devices = shell.Devices is { } numbers ? ShellQuote.ExportOfDevices(numbers) + "\n" : "";
        return directory + devices + "exec \"${SHELL:-sh}\" -l";
    }

    private static string Own(AttachGoal.Own own)
    {
        var line = ShellQuote.Quote(own.Command.Expand(name => ShellQuote.Quote(own.Values[name])));
        return own.Command.Pause ? $"exec sh -c {ShellQuote.Quote(Pausing)} sh {line}" : $"exec sh -c {line}";
    }

    private static string Needs(string program) => $"command -v {program} >/dev/null || exit 96\n";
}
