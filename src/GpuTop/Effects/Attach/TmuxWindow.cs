using GpuTop.Ssh;

namespace GpuTop.Effects;

/// <summary>A new window of the tmux that gputop runs in.</summary>
internal static class TmuxWindow
{
    // A failure stays to be read; a window closes with its command.
    private const string Staying = """
        "$@"; rc=$?; [ "$rc" = 0 ] || { printf '\n[exit code %s: Enter closes] ' "$rc"; read -r _; }
        """;

    /// <summary>Opens a window that runs a command and is called as given.</summary>
    /// <remarks>tmux(1), FORMATS: names are expanded, and <c>#(...)</c> in them is run. Several arguments are run as they are.</remarks>
    public static ProcessCommand Around(ProcessCommand command, string name) => new(
        "tmux",
        [
            "new-window", "-n", name.Replace("#", "##", StringComparison.Ordinal),
            "/bin/sh", "-c", Staying, "sh", command.File, .. command.Arguments,
        ]);
}
