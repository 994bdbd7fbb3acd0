using GpuTop.EndToEnd.Matrix;
using GpuTop.EndToEnd.Ssh;

namespace GpuTop.EndToEnd;

/// <summary>What this machine lacks of <see cref="Needs"/>.</summary>
internal static class Requirements
{
    private static readonly Lazy<string?> NoNamespaces = new(NetworkLab.WhyNot);

    private static readonly (Needs Needs, Func<string?> Missing)[] Checks =
    [
        (Needs.Server, () => OperatingSystem.IsLinux() ? Lacks("sshd", "ssh", "ssh-keygen") : "needs Linux"),
        (Needs.Tmux, () => Lacks("tmux")),
        (Needs.Screen, () => Lacks("screen")),
        (Needs.Setsid, () => Lacks("setsid")),
        (Needs.Python, () => Lacks("python3")),
        (Needs.Ss, () => Lacks("ss")),
        (Needs.Pgrep, () => Lacks("pgrep")),
        (Needs.Unshare, () => Lacks("unshare")),
        (Needs.Perl, () => Lacks("perl")),
        (Needs.Agent, () => Lacks("ssh-agent", "ssh-add")),
        (Needs.Root, () => IsRoot ? null : "needs root"),
        (Needs.ServerTerminal, () => IsRoot ? null : "needs root: only its sshd gives terminals"),
        (Needs.NewUsers, () => IsRoot ? Lacks("useradd", "userdel", "chpasswd") : "needs root, to make a user with a password"),
        (Needs.Pam, () => PamService.IsPossible ? null : "needs /etc/pam.d and the modules of PAM"),
        (Needs.ControlGroups, () => ContainedProcess.Hierarchy is null ? "needs root and a writable cgroup file system" : null),
        (Needs.Network, () => NoNamespaces.Value),
        (Needs.NoDriver, () => Programs.Find("nvidia-smi") is null ? null : "needs a machine without nvidia-smi"),
    ];

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>The reason of a skip, with all that is missing; null when nothing is.</summary>
    public static string? Missing(Needs needs)
    {
        var missing = Checks.Where(check => needs.HasFlag(check.Needs)).Select(check => check.Missing()).OfType<string>().ToList();
        return missing.Count == 0 ? null : string.Join("; ", missing);
    }

    private static string? Lacks(params string[] names)
    {
        var missing = names.Where(name => Programs.Find(name) is null).ToList();
        return missing.Count == 0 ? null : "needs " + string.Join(", ", missing);
    }
}
