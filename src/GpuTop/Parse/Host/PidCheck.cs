namespace GpuTop.Parse;

/// <summary>Finds PIDs of the driver that belong to another process on the server: inside a PID namespace (container, WSL) a driver
/// may list the PIDs of the host.</summary>
internal static class PidCheck
{
    /// <summary>Reason for a process without details: its PID belongs to the host's namespace.</summary>
    public const string HostPid = "PID of the host, not visible here";

    /// <summary>Reason for a process without details outside PID namespaces.</summary>
    public const string WithoutGpu = "the process of this PID has no GPU open";

    /// <summary>The driver's text when the kernel has no process with that PID.</summary>
    public const string NotFound = "not found";

    /// <summary>The PIDs whose process on the server is not the one that the driver lists.</summary>
    /// <param name="apps">The driver's list.</param>
    /// <param name="seen">Details from the system, by PID.</param>
    /// <param name="isInside">Whether the server's PIDs are those of a namespace below the host's.</param>
    public static HashSet<int> MismatchedPids(IEnumerable<ComputeApp> apps, IReadOnlyDictionary<int, ProcessDetails> seen, bool isInside)
    {
        var mismatched = new HashSet<int>();
        var unproven = new List<int>();
        var isProven = false;
        foreach (var app in apps)
        {
            if (!seen.TryGetValue(app.Pid, out var process) || process.Row is not { } row)
            {
                continue;
            }

            if (process.HasGpuOpen == true)
            {
                isProven = true;
            }
            else if (IsMismatch(app, process, row) || (isInside && !MayMatch(app.Name, row.Command)))
            {
                mismatched.Add(app.Pid);
            }
            else
            {
                unproven.Add(app.Pid);
            }
        }

        // A driver lists the PIDs of one namespace: one wrong PID makes the unproven ones of the same answer wrong too.
        if (isInside && mismatched.Count > 0 && !isProven)
        {
            mismatched.UnionWith(unproven);
        }

        return mismatched;
    }

    // A zombie has no open files.
    private static bool IsMismatch(ComputeApp app, ProcessDetails process, PsRow row) =>
        IsKernelThread(row)
        || (row.State != 'Z' && (process.HasGpuOpen == false || app.HiddenReason == "[Not Found]"));

    // proc(5): kernel threads have no command line, so ps prints the name in brackets, and no memory; their parent is kthreadd, PID 2.
    private static bool IsKernelThread(PsRow row) =>
        row is { UserId: 0, State: not 'Z', HostMemoryMiB: null or 0, Command: ['[', .., ']'] } && (row.Pid == 2 || row.ParentPid == 2);

    private static bool MayMatch(string? name, string? command)
    {
        if (name is null || command is null)
        {
            return true;
        }

        var (program, other) = (ProgramOf(name), ProgramOf(command));
        return command.Contains(program, StringComparison.OrdinalIgnoreCase) || name.Contains(other, StringComparison.OrdinalIgnoreCase);
    }

    private static string ProgramOf(string command)
    {
        var first = command.Split(' ', 2)[0];
        return first[(first.LastIndexOf('/') + 1)..].TrimStart('-');
    }
}
