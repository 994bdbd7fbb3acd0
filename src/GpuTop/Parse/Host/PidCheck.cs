namespace GpuTop.Parse;

/// <summary>Which PIDs of the driver are not those of the processes that have these numbers on the server: inside a PID namespace
/// (container, WSL) a driver may tell the numbers of the host.</summary>
internal static class PidCheck
{
    /// <summary>Why nothing is told of a process: its number belongs to the host's namespace.</summary>
    public const string OfTheHost = "PID of the host, not visible here";

    /// <summary>Why nothing is told of a process on the host itself.</summary>
    public const string WithoutGpu = "the process of this PID has no GPU open";

    /// <summary>The driver's word when the kernel has no process of that number.</summary>
    public const string NotFound = "not found";

    /// <summary>The PIDs whose process on the server is another one than the driver's.</summary>
    /// <param name="apps">What the driver lists.</param>
    /// <param name="seen">What the system tells of these numbers.</param>
    /// <param name="isInside">Whether the server's PIDs are those of a namespace below the host's.</param>
    public static HashSet<int> Others(IEnumerable<ComputeApp> apps, IReadOnlyDictionary<int, ProcessDetails> seen, bool isInside)
    {
        var others = new HashSet<int>();
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
            else if (IsOther(app, process, row) || (isInside && !CanBe(app.Name, row.Command)))
            {
                others.Add(app.Pid);
            }
            else
            {
                unproven.Add(app.Pid);
            }
        }

        // A driver tells the numbers of one namespace: one wrong number makes the unproven ones of the same answer wrong too.
        if (isInside && others.Count > 0 && !isProven)
        {
            others.UnionWith(unproven);
        }

        return others;
    }

    // A zombie has no open files.
    private static bool IsOther(ComputeApp app, ProcessDetails process, PsRow row) =>
        IsKernelThread(row)
        || (row.State != 'Z' && (process.HasGpuOpen == false || app.WhyHidden == "[Not Found]"));

    // proc(5): kernel threads have no command line, so ps prints the name in brackets, and no memory; their parent is kthreadd, PID 2.
    private static bool IsKernelThread(PsRow row) =>
        row is { UserId: 0, State: not 'Z', HostMemoryMiB: null or 0, Command: ['[', .., ']'] } && (row.Pid == 2 || row.ParentPid == 2);

    private static bool CanBe(string? name, string? command)
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
