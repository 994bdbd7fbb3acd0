using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Process that uses one or more GPUs.</summary>
public sealed record GpuProcess
{
    /// <summary>Process id as the driver reports it; inside a container it may be the host's, see <see cref="HiddenReason"/>. Source:
    /// <c>nvidia-smi --query-compute-apps=pid</c>.</summary>
    public required int Pid { get; init; }

    /// <summary>Its use of each GPU; at least one entry, in the driver's order.</summary>
    public ImmutableArray<GpuShare> Shares { get; init; } = [];

    /// <summary>Parent process; null when the process is not visible. Source: <c>ps -o ppid</c>.</summary>
    public int? ParentPid { get; init; }

    /// <summary>Command line of a zombie's parent; null when it is not visible and for other processes. Source:
    /// <c>ps -o args</c>.</summary>
    public string? ParentCommand { get; init; }

    /// <summary>User id of the owner; null when the process is not visible (ended, other namespace, hidepid). Source:
    /// <c>ps -o uid</c>.</summary>
    public int? UserId { get; init; }

    /// <summary>Login name of the owner; null as <see cref="UserId"/>. Source: <c>getent passwd</c>.</summary>
    public string? User { get; init; }

    /// <summary>User id of the login that started it, kept after a change to root; null without login (services, most containers) and as
    /// <see cref="UserId"/>. Source: <c>/proc/PID/loginuid</c>.</summary>
    public int? LoginUserId { get; init; }

    /// <summary>State letter (<c>R S D T Z</c>); null as <see cref="UserId"/>. Source: <c>ps -o state</c>.</summary>
    public char? State { get; init; }

    /// <summary>CPU use, percent of one core, averaged over the life of the process; null as <see cref="UserId"/>. Source:
    /// <c>ps -o pcpu</c>.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>Resident host memory, MiB; null as <see cref="UserId"/>. Source: <c>ps -o rss</c>.</summary>
    public int? HostMemoryMiB { get; init; }

    /// <summary>Time since it started; null as <see cref="UserId"/>. Source: <c>ps -o etimes</c>.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>Start time in clock ticks since boot, unique with PID and boot; null when <c>/proc</c> does not show the process. Source:
    /// field 22 of <c>/proc/PID/stat</c>.</summary>
    public long? StartTicks { get; init; }

    /// <summary>Full command line, else the process name that the driver reports; null when neither is known.
    /// Source: <c>ps -o args</c>, else <c>process_name</c>.</summary>
    public string? Command { get; init; }

    /// <summary>Whether it is a system program that does not occupy its GPUs: display server, MPS server, monitoring. See
    /// <see cref="AvailabilityLimits.Residents"/>.</summary>
    public bool IsResident { get; init; }

    /// <summary>Whether its program is one of the given ones and it holds little memory on each GPU.</summary>
    public bool IsResidentOf(ImmutableArray<string> programs) =>
        Shares.All(share => share.MemoryMiB is null or < AvailabilityLimits.EmptyMiB)
        && programs.Contains(ProgramName.Of(Command).ToString());

    /// <summary>Working directory; null when not readable (processes of other users). Source: <c>readlink /proc/PID/cwd</c>.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Container or batch job it runs in; null on the bare host. Source: <c>/proc/PID/cgroup</c>.</summary>
    public Container? Container { get; init; }

    /// <summary>Slurm job id; null outside Slurm. Source: <c>/proc/PID/cgroup</c>.</summary>
    public string? SlurmJob { get; init; }

    /// <summary>User id of the Slurm job's owner; null outside Slurm and with cgroup v2, where the path does not hold it. Source:
    /// <c>uid_N</c> in <c>/proc/PID/cgroup</c>.</summary>
    public int? SlurmUserId { get; init; }

    /// <summary>Real user of a process with another owner (root in a container of a Slurm job, root by <c>sudo</c>): login name, or user id
    /// when the name is unknown; null when the owner is the real user.</summary>
    public string? ActsFor { get; init; }

    /// <summary>Period for which it has held memory without computing; null when it computes or its utilization is unknown.</summary>
    public IdlePeriod? IdlePeriod { get; init; }

    /// <summary>PIDs of its ancestors, nearest first, without 0 and 1; empty when not visible. Source: <c>/proc/PID/stat</c>.</summary>
    public ImmutableArray<int> Ancestors { get; init; } = [];

    /// <summary>Reason of the driver or the system for an unknown owner (<c>not found</c>, <c>insufficient permissions</c>,
    /// <c>not visible</c>, <c>PID of the host, not visible here</c>); null when it is known.</summary>
    public string? HiddenReason { get; init; }

    /// <summary>Total memory on all its GPUs, MiB; null when no share is known.</summary>
    public int? GpuMemoryMiB
    {
        get
        {
            int? sum = null;
            foreach (var share in Shares)
            {
                sum = share.MemoryMiB is { } memory ? (int)Math.Min(int.MaxValue, (long)(sum ?? 0) + memory) : sum;
            }

            return sum;
        }
    }

    /// <summary>Highest engine utilization, percent: SM utilization summed over its GPUs or the highest of a video engine; null when
    /// neither is known.</summary>
    public int? WorkPercent
    {
        get
        {
            var work = SmPercent;
            foreach (var share in Shares)
            {
                work = share.VideoPercent is { } video ? Math.Max(work ?? 0, video) : work;
            }

            return work;
        }
    }

    /// <summary>SM utilization summed over its GPUs, percent (400 for four fully used GPUs); null when no share is known.</summary>
    public int? SmPercent
    {
        get
        {
            int? sum = null;
            foreach (var share in Shares)
            {
                sum = share.SmPercent is { } percent ? (sum ?? 0) + percent : sum;
            }

            return sum;
        }
    }
}

/// <summary>Use of one GPU by one process.</summary>
/// <param name="GpuKey">Key of the GPU (<see cref="GpuSample.Key"/>); for a MIG instance that of its card.</param>
/// <param name="MemoryMiB">Memory in use, MiB; null when the driver does not report it (Windows, WSL). Source:
/// <c>used_gpu_memory</c>.</param>
/// <param name="SmPercent">SM utilization, 0 to 100; null when not supported. Source: <c>nvidia-smi pmon</c>.</param>
/// <param name="MigUuid">UUID of the MIG instance; null on a whole card or when the driver does not report it.</param>
public sealed record GpuShare(string GpuKey, int? MemoryMiB, int? SmPercent, string? MigUuid = null)
{
    /// <summary>Utilization of the busiest video engine (encoder, decoder, JPEG, optical flow), 0 to 100; null when not reported. Source:
    /// <c>nvidia-smi pmon</c>.</summary>
    public int? VideoPercent { get; init; }
}

/// <summary>Container of a process.</summary>
/// <param name="Runtime"><c>docker</c>, <c>podman</c>, <c>containerd</c>, <c>crio</c>, <c>kubernetes</c>, <c>lxc</c>, …</param>
/// <param name="Id">Full id.</param>
/// <param name="Name">Name, else label or image; null when the runtime does not report it without root.</param>
/// <param name="Pod">Kubernetes pod id; null elsewhere.</param>
public sealed record Container(string Runtime, string Id, string? Name = null, string? Pod = null);
