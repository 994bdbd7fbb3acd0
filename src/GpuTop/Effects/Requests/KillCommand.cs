using System.Diagnostics;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>The command that signals a process on a server: it compares the identity, signals, and prints a word of
/// <see cref="KillReply"/>.</summary>
internal static class KillCommand
{
    /// <summary>One line for <c>sh -c</c>; it holds numbers, the boot id (hex digits and dashes) and fixed words only.</summary>
    /// <remarks>proc(5): the process name in <c>stat</c> may hold blanks and parentheses, the fields after it hold no parenthesis; of
    /// these the first is the state and the 20th the start time. The owner is the effective user id of <c>status</c>: the folder
    /// belongs to root for a process that is not dumpable.</remarks>
    public static string Text(KillTarget target, KillSignal signal) =>
        $"p={target.Pid} t={target.StartTicks} u={target.UserId} s={Word(signal)} b={target.BootId}; "
        + "[ \"$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)\" = \"$b\" ] || { echo other; exit; }; "
        + "x=$(cat /proc/$p/stat 2>/dev/null) && [ \"$x\" ] || { echo gone; exit; }; "
        + "set -f; set -- ${x##*)}; [ \"${20}\" = $t ] || { echo other; exit; }; [ \"$1\" != Z ] || { echo zombie; exit; }; "
        + "o=$(awk '/^Uid:/ {print $3}' /proc/$p/status 2>/dev/null); "
        + "[ \"$o\" = $u ] && [ \"$o\" = \"$(id -u)\" ] || { echo foreign; exit; }; "
        + "[ $s != 0 ] || { echo alive; exit; }; "
        + "kill -s $s $p 2>/dev/null && echo sent || { [ -d /proc/$p ] && echo denied || echo gone; }";

    private static string Word(KillSignal signal) => signal switch
    {
        KillSignal.None => "0",
        KillSignal.Term => "TERM",
        KillSignal.Kill => "KILL",
        _ => throw new UnreachableException(),
    };
}
