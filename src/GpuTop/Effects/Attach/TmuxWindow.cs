using GpuTop.Ssh;

namespace GpuTop.Effects;

/// <summary>The command that opens a window in the tmux that gputop runs in.</summary>
internal static class TmuxWindow
{
    // tmux closes a window with its command: wait for Enter after a failure.
    private const string Staying = """
        "$@"; rc=$?; [ "$rc" = 0 ] || { printf '\n[exit code %s: Enter closes] ' "$rc"; read -r _; }
        """;

    /// <summary>Opens a named window that runs a command.</summary>
    /// <remarks>tmux(1), FORMATS: names are expanded, and <c>#(...)</c> in them is run. Several arguments are run without a
    /// shell.</remarks>
    public static ProcessCommand Around(ProcessCommand command, string name) => new(
        "tmux",
        [
            "new-window", "-n", name.Replace("#", "##", StringComparison.Ordinal),
            "/bin/sh", "-c", Staying, "sh", command.File, .. command.Arguments,
        ]);
}
