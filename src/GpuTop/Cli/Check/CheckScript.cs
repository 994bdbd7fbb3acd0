using GpuTop.Probe;

namespace GpuTop.Cli;

/// <summary>The command of <c>gputop check</c>: one line for the server's <c>sh -c</c>, which prints lines <c>NAME=VALUE</c>.</summary>
internal static class CheckScript
{
    // Times are of /proc/uptime, in seconds with two decimals: busybox and BSD date have no %N. A folder of PATH that may not be read
    // makes dash say "Permission denied" of a missing program: it is looked for before it is run.
    private const string Body = """
        u() { read -r x y </proc/uptime; echo "$x"; };
        echo "clock=$(date +%s)"; printf 'shell=%s\n' "$SHELL";
        m() { command -v nvidia-smi >/dev/null || { echo 'nvidia-smi: not found'; return 127; };
        nvidia-smi --query-gpu=driver_version,persistence_mode --format=csv,noheader 2>&1; };
        a=$(u); s=$(m); r=$?; b=$(u);
        echo "smi=$r $a $b"; printf '%s\n' "$s" | head -n 32 | sed 's/^/gpu=/';
        [ "$r" != 0 ] || { p=$(nvidia-smi pmon -c 1 2>&1); printf 'pmon=%s\n' "$? $(printf '%s\n' "$p" | head -n 1)"; };
        h=$(nvidia-smi --help-query-gpu 2>/dev/null);
        case $h in *'"driver_version"'*) for f in FIELDS; do case $h in *"\"$f\""*) ;; *) echo "unknown=$f";; esac; done;; esac;
        ps -p $$ -o pid= >/dev/null 2>&1; echo "ps=$?"; [ -r /proc/1/stat ]; echo "proc=$?";
        df -P -k / >/dev/null 2>&1; echo "df=$?"; echo "tmux=$(tmux -V 2>/dev/null)"; echo "screen=$(screen -v 2>/dev/null | head -n 1)"
        """;

    /// <summary>The line.</summary>
    public static string Text { get; } =
        Body.Replace("FIELDS", string.Join(' ', ProbeScript.Fields), StringComparison.Ordinal).Replace('\n', ' ');
}
