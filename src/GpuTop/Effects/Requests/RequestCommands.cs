using System.Diagnostics;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>The commands of requests. The tag of an answer is <c>r</c>, the letter of its format if it has one, and the number of the
/// request.</summary>
internal static class RequestCommands
{
    /// <summary>Format letter of <c>nvidia-smi -q -x</c>.</summary>
    public const char Xml = 'x';

    /// <summary>Format letter of passwd(5).</summary>
    public const char Accounts = 'p';

    /// <summary>Format letter of <c>jupyter server list</c>.</summary>
    public const char Jupyter = 'j';

    /// <summary>Format letter of the quota programs: three lines with the name of the program, of the user and of the source of the mount,
    /// then its output.</summary>
    public const char Quota = 'q';

    /// <summary>The line for the probe's standard input.</summary>
    public static string LineOf(Effect.Request request) => request switch
    {
        Effect.SendSignal signal => $"r {signal.Id} {KillCommand.Text(signal.Target, signal.Signal)}",
        Effect.RunCommand run => $"r {run.Id} {run.Command}",
        Effect.ReadEnvironment read => $"r {read.Id} {EnvironmentCommand(read)}",
        Effect.InspectGpu inspect => $"r {Xml}{inspect.Id} nvidia-smi -q -x -i {ShellQuote.Quote(inspect.Gpu)}",
        Effect.LookUpAccounts lookUp => $"r {Accounts}{lookUp.Id} {AccountsCommand(lookUp.Names)}",
        Effect.ReadQuotas read => $"r {Quota}{read.Id} {QuotaCommand(read.Mount)}",
        Effect.FetchJupyterTokens list => $"r {Jupyter}{list.Id} {JupyterCommand(list.Pid)}",
        _ => throw new UnreachableException($"no command for the request {request.GetType().Name}"),
    };

    // Systems without getent keep their accounts in /etc/passwd.
    private static string AccountsCommand(IEnumerable<string> names) =>
        $"if command -v getent >/dev/null; then getent passwd {ShellQuote.Join(names)}; else cat /etc/passwd; fi";

    // proc(5): variables end with NUL.
    private static string EnvironmentCommand(Effect.ReadEnvironment read) =>
        $"{ProcessIdentity.Read($"{read.Pid}")}; [ \"${{20}}\" = {read.StartTicks} ] || exit 1; "
        + $"tr '\\0' '\\n' </proc/{read.Pid}/environ";

    // The first program that prints something: of all users where they may be read, else of the own user. None walks the files.
    private static string QuotaCommand(Mount mount)
    {
        var (device, path) = (ShellQuote.Quote(mount.Device), ShellQuote.Quote(mount.Path));
        var special = mount.Type switch
        {
            "zfs" => $"q zfs userspace -Hp -o name,used,quota,objused {device} || ",
            "lustre" => $"q lfs quota -q -u \"$u\" {path} || ",
            _ => "",
        };
        return $"u=$(id -un); q() {{ o=$(\"$@\" 2>/dev/null); [ \"$o\" ] && printf '%s\\n' \"$1\" \"$u\" {device} \"$o\"; }}; "
            + $"{special}q repquota -u {path} || q quota -w";
    }

    // Lists with the server's own Python, which is rarely in PATH; old releases use "notebook" for "server".
    private static string JupyterCommand(int pid) =>
        $"p=$(readlink /proc/{pid}/exe); for c in server notebook; do "
        + "\"$p\" -m jupyter $c list 2>/dev/null || jupyter $c list 2>/dev/null; done";
}
