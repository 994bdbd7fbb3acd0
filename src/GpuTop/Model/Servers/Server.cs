using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>One server of the fleet: connection status and latest data. The data of a lost server is kept; the view shows its
/// age.</summary>
public sealed record Server
{
    /// <summary>Address of the machine gputop runs on.</summary>
    public const string LocalHost = "local";

    /// <summary>Configured name.</summary>
    public required string Name { get; init; }

    /// <summary>Address for ssh, or <see cref="LocalHost"/>.</summary>
    public required string Host { get; init; }

    /// <summary>Whether it is the machine gputop runs on, reached without ssh.</summary>
    public bool IsLocal => Host == LocalHost;

    /// <summary>Name of the counted server that is the same machine; null when this one is counted. See
    /// <see cref="SameMachines"/>.</summary>
    public string? SameAs { get; init; }

    /// <summary>Status of the connection.</summary>
    public required ConnectionStatus Connection { get; init; }

    /// <summary>Arrival of the latest data; null before the first.</summary>
    public DateTimeOffset? LastReceivedAt { get; init; }

    /// <summary>Round-trip time to the server's shell; null before the first echo.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The connected account; null before its section arrived.</summary>
    public Reading.Identity? Identity { get; init; }

    /// <summary>CPU and memory; null before their section arrived.</summary>
    public HostSample? Load { get; init; }

    /// <summary>CPU use over all cores between the newest two samples, 0 to 100; null before the second.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>Cards in the driver's order, including missing ones.</summary>
    public ImmutableArray<Gpu> Gpus { get; init; } = [];

    /// <summary>Histories of cards from before gputop began, by key; filled before the first sample. Empty but for simulated
    /// servers.</summary>
    public IReadOnlyDictionary<string, GpuHistory> Past { get; init; } = ImmutableDictionary<string, GpuHistory>.Empty;

    /// <summary>Latest MIG instances with the key of their card; they can arrive before their card.</summary>
    public ImmutableArray<(string GpuKey, MigInstance Instance)> Instances { get; init; } = [];

    /// <summary>Error message of the driver or the shell for missing GPUs; null without error.</summary>
    public string? GpuProblem { get; init; }

    /// <summary>Arrival of the latest nvidia-smi output when it had no row of a card; null when it had rows.</summary>
    public DateTimeOffset? GpusFailedAt { get; init; }

    /// <summary>Processes on its GPUs, each once.</summary>
    public ImmutableArray<GpuProcess> Processes { get; init; } = [];

    /// <summary>Latest assignment of processes to MIG instances; empty without MIG.</summary>
    public ImmutableArray<MigProcess> MigProcesses { get; init; } = [];

    /// <summary>Reason why the process list is unreliable; null when it is reliable.</summary>
    public string? ProcessProblem { get; init; }

    /// <summary>Arrival of the latest process section when it held a problem instead of a list, so that <see cref="Processes"/> is older;
    /// null when it held a list.</summary>
    public DateTimeOffset? ProcessesRefusedAt { get; init; }

    /// <summary>Whether any process list so far came with SM utilization.</summary>
    public bool HasUse { get; init; }

    /// <summary>Processes with the highest CPU use, highest first.</summary>
    public ImmutableArray<HostProcess> Top { get; init; } = [];

    /// <summary>File systems.</summary>
    public ImmutableArray<Mount> Mounts { get; init; } = [];

    /// <summary>tmux and screen sessions of the connected user.</summary>
    public ImmutableArray<TerminalSession> Sessions { get; init; } = [];

    /// <summary>Error message of tmux or screen when <see cref="Sessions"/> may be incomplete; null when it is complete.</summary>
    public string? SessionProblem { get; init; }

    /// <summary>TCP ports with a listener of the connected user.</summary>
    public ImmutableArray<ListeningPort> Ports { get; init; } = [];

    /// <summary>Known container names by id.</summary>
    public ImmutableDictionary<string, string> Containers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Looked-up accounts by login name.</summary>
    public ImmutableDictionary<string, Account> Accounts { get; init; } = ImmutableDictionary<string, Account>.Empty;

    /// <summary>Latest arrival of each section.</summary>
    public ImmutableDictionary<ProbeSection, DateTimeOffset> SectionTimes { get; init; } =
        ImmutableDictionary<ProbeSection, DateTimeOffset>.Empty;

    /// <summary>Latest notice of an exceeded limit; null when none was exceeded.</summary>
    public LimitNotice? Limit { get; init; }

    /// <summary>Sections whose command does not end on the server.</summary>
    public ImmutableHashSet<ProbeSection> Hanging { get; init; } = [];

    /// <summary>Creates a server without data.</summary>
    public static Server Initial(string name, string host, DateTimeOffset now) =>
        new() { Name = name, Host = host, Connection = new ConnectionStatus(ConnectionPhase.Connecting, now) };

    /// <summary>Age of a section at the given time; null before its first arrival.</summary>
    public TimeSpan? AgeOf(ProbeSection section, DateTimeOffset now) =>
        SectionTimes.TryGetValue(section, out var at) ? now - at : null;

    /// <summary>Whether a section arrived and its command does not hang; otherwise an empty list means nothing.</summary>
    public bool IsKnown(ProbeSection section) => SectionTimes.ContainsKey(section) && !Hanging.Contains(section);

    /// <summary>Whether a process belongs to the connected user; null when its owner or that user is unknown.</summary>
    public bool? IsMine(GpuProcess process) =>
        process.UserId is { } owner && Identity is { } me ? owner == me.UserId : null;

    /// <summary>Whether a process without GPU belongs to the connected user; null when that user is unknown.</summary>
    public bool? IsMine(HostProcess process) =>
        Identity is not { } me ? null : process.UserId is { } owner ? owner == me.UserId : process.User == me.User;

    /// <summary>Card with the given key; null when there is none.</summary>
    public Gpu? FindGpu(string key)
    {
        foreach (var gpu in Gpus)
        {
            if (gpu.Sample.Key == key)
            {
                return gpu;
            }
        }

        return null;
    }

    /// <summary>Non-resident processes on one GPU, in the driver's order; may be empty.</summary>
    public IEnumerable<GpuProcess> UsersOn(Gpu gpu) => ProcessesOn(gpu).Where(process => !process.IsResident);

    /// <summary>Processes on one GPU, in the driver's order; may be empty.</summary>
    public IEnumerable<GpuProcess> ProcessesOn(Gpu gpu)
    {
        foreach (var process in Processes)
        {
            foreach (var share in process.Shares)
            {
                if (share.GpuKey == gpu.Sample.Key)
                {
                    yield return process;
                    break;
                }
            }
        }
    }
}
