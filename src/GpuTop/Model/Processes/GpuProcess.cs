using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>One process that uses GPUs: one value however many GPUs it is on.</summary>
public sealed record GpuProcess
{
    /// <summary>Process id as the driver tells it: inside a container it may be the host's, which <see cref="HiddenReason"/> says. Source: <c>nvidia-smi --query-compute-apps=pid</c>.</summary>
    public required int Pid { get; init; }

    /// <summary>What it holds on each GPU; at least one entry, in the order the driver listed them.</summary>
    public ImmutableArray<GpuShare> Shares { get; init; } = [];

    /// <summary>Parent process; null when the process could not be seen. Source: <c>ps -o ppid</c>.</summary>
    public int? ParentPid { get; init; }

    /// <summary>Command line of its parent; null when that is not seen, and unless the process is a zombie. Source: <c>ps -o args</c>.</summary>
    public string? ParentCommand { get; init; }

    /// <summary>Numeric owner; null when the process could not be seen (ended, other namespace, hidepid). Source: <c>ps -o uid</c>.</summary>
    public int? UserId { get; init; }

    /// <summary>Owner's login name; null as <see cref="UserId"/>. Source: <c>getent passwd</c>.</summary>
    public string? User { get; init; }

    /// <summary>Whose login began it, also when it runs as root by now; null when no login did (services, most containers) and as
    /// <see cref="UserId"/>. Source: <c>/proc/PID/loginuid</c>.</summary>
    public int? LoginUserId { get; init; }

    /// <summary>State letter (<c>R S D T Z</c>); null as <see cref="UserId"/>. Source: <c>ps -o state</c>.</summary>
    public char? State { get; init; }

    /// <summary>CPU use, percent of one core, averaged over the life of the process; null as <see cref="UserId"/>. Source: <c>ps -o pcpu</c>.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>Resident host memory, MiB; null as <see cref="UserId"/>. Source: <c>ps -o rss</c>.</summary>
    public int? HostMemoryMiB { get; init; }

    /// <summary>Time since it started; null as <see cref="UserId"/>. Source: <c>ps -o etimes</c>.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>Start time in clock ticks since boot: with the PID and the boot it names this very process; null when
    /// <c>/proc</c> does not show it. Source: field 22 of <c>/proc/PID/stat</c>.</summary>
    public long? StartTicks { get; init; }

    /// <summary>Whole command line; when <c>ps</c> cannot see the process the name that the driver gives, null when neither is known.
    /// Source: <c>ps -o args</c>, else <c>process_name</c>.</summary>
    public string? Command { get; init; }

    /// <summary>Name of the program without folder and arguments; null when <see cref="Command"/> is.</summary>
    public string? Program
    {
        get
        {
            var words = Command.AsSpan().Trim();
            var end = words.IndexOf(' ');
            words = end < 0 ? words : words[..end];
            return Command is null ? null : words[(words.LastIndexOf('/') + 1)..].ToString();
        }
    }

    /// <summary>Whether it is no user of its GPUs but belongs to the machine: display server, MPS server, monitoring. See
    /// <see cref="AvailabilityRules.Residents"/>.</summary>
    public bool IsResident { get; init; }

    /// <summary>Working directory; null when not readable (processes of others). Source: <c>readlink /proc/PID/cwd</c>.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Container or batch job it runs in; null on the bare host. Source: <c>/proc/PID/cgroup</c>.</summary>
    public Container? Container { get; init; }

    /// <summary>Slurm job id; null outside Slurm. Source: <c>/proc/PID/cgroup</c>.</summary>
    public string? SlurmJob { get; init; }

    /// <summary>Who the Slurm job belongs to; null outside Slurm and with cgroup v2, where the path does not tell. Source:
    /// <c>uid_N</c> in <c>/proc/PID/cgroup</c>.</summary>
    public int? SlurmUserId { get; init; }

    /// <summary>The human behind a process that the system says is somebody else's (root's in a container of a Slurm job, root's behind <c>sudo</c>): login name, or the
    /// number where it is not known; null when the owner is the human.</summary>
    public string? ActsFor { get; init; }

    /// <summary>Since when it holds memory without computing; null when it computes, and when its work is not known.</summary>
    public IdlePeriod? IdlePeriod { get; init; }

    /// <summary>PIDs of its ancestors, nearest first, without 0 and 1; empty when not seen. Source: <c>/proc/PID/stat</c>.</summary>
    public ImmutableArray<int> Ancestors { get; init; } = [];

    /// <summary>The driver's or the system's reason why the owner is not known (<c>not found</c>, <c>insufficient permissions</c>,
    /// <c>not visible</c>, <c>PID of the host, not visible here</c>); null when it is known.</summary>
    public string? HiddenReason { get; init; }

    /// <summary>GPU memory over all its GPUs, MiB; null when no share is known.</summary>
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

    /// <summary>Its busiest engine, percent: SM use over all its GPUs or the largest use of a video engine; null when neither
    /// is known.</summary>
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

    /// <summary>SM use over all its GPUs, percent (four GPUs full: 400); null when no share is known.</summary>
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

/// <summary>What one process holds on one GPU.</summary>
/// <param name="GpuKey">Key of the GPU (<see cref="GpuSample.Key"/>); for a MIG instance that of its card.</param>
/// <param name="MemoryMiB">Memory held, MiB; null where the driver does not tell (Windows, WSL). Source: <c>used_gpu_memory</c>.</param>
/// <param name="SmPercent">Share of the multiprocessors, 0 to 100; null when not supported. Source: <c>nvidia-smi pmon</c>.</param>
/// <param name="MigUuid">The MIG instance; null on a whole card or when the driver does not tell.</param>
public sealed record GpuShare(string GpuKey, int? MemoryMiB, int? SmPercent, string? MigUuid = null)
{
    /// <summary>Use of the busiest video engine (encoder, decoder, JPEG, optical flow), 0 to 100; null when not told. Source:
    /// <c>nvidia-smi pmon</c>.</summary>
    public int? VideoPercent { get; init; }
}

/// <summary>The container a process runs in.</summary>
/// <param name="Runtime"><c>docker</c>, <c>podman</c>, <c>containerd</c>, <c>crio</c>, <c>kubernetes</c>, <c>lxc</c>, …</param>
/// <param name="Id">The runtime's id, whole.</param>
/// <param name="Name">Name, else label or image; null when the runtime does not tell us without root.</param>
/// <param name="Pod">Kubernetes pod id; null elsewhere.</param>
public sealed record Container(string Runtime, string Id, string? Name = null, string? Pod = null);
