using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>One machine of the fleet: how it stands with us, and the last that it said. A lost server keeps what it said last;
/// the view says how old that is.</summary>
public sealed record Server
{
    /// <summary>Silence after which what is shown is called stale.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(5);

    /// <summary>The name the user gave it.</summary>
    public required string Name { get; init; }

    /// <summary>What ssh is asked to connect to, or <c>local</c>.</summary>
    public required string Host { get; init; }

    /// <summary>Name of another server that is the same machine and is counted for both; null when this one counts. See
    /// <see cref="SameMachines"/>.</summary>
    public string? SameAs { get; init; }

    /// <summary>How the connection stands.</summary>
    public required ConnectionStatus Link { get; init; }

    /// <summary>When anything was heard last; null when nothing ever was.</summary>
    public DateTimeOffset? LastReceivedAt { get; init; }

    /// <summary>Time from us to the server's shell and back; null before the first echo.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Who I am there; null before it was heard.</summary>
    public Reading.Identity? Identity { get; init; }

    /// <summary>Its own load; null before it was heard.</summary>
    public HostSample? Load { get; init; }

    /// <summary>CPU use over all cores between the newest two samples, 0 to 100; null before the second.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>Its cards in the driver's order, missing ones at their place.</summary>
    public ImmutableArray<Gpu> Gpus { get; init; } = [];

    /// <summary>MIG instances as last told, with the key of their card; a card may be told of later than its instances.</summary>
    public ImmutableArray<(string GpuKey, MigInstance Instance)> Instances { get; init; } = [];

    /// <summary>Why there are no (or not all) GPUs, in the driver's or the shell's words; null when all went well.</summary>
    public string? GpuProblem { get; init; }

    /// <summary>When nvidia-smi last answered without the row of any card; null when its newest answer has rows.</summary>
    public DateTimeOffset? GpusFailedAt { get; init; }

    /// <summary>The processes on its GPUs, each once.</summary>
    public ImmutableArray<GpuProcess> Processes { get; init; } = [];

    /// <summary>Which process is on which MIG instance, as last told; empty where there is none.</summary>
    public ImmutableArray<MigProcess> MigProcesses { get; init; } = [];

    /// <summary>Why the processes are not to be trusted; null when they are.</summary>
    public string? ProcessProblem { get; init; }

    /// <summary>When a section last told a problem in place of the processes, which are those of before then; null when the newest has a
    /// list.</summary>
    public DateTimeOffset? ProcessesRefusedAt { get; init; }

    /// <summary>Whether the use of the multiprocessors was sampled for a list of its processes so far.</summary>
    public bool HasUse { get; init; }

    /// <summary>The processes that use most CPU, busiest first.</summary>
    public ImmutableArray<HostProcess> Top { get; init; } = [];

    /// <summary>Its file systems.</summary>
    public ImmutableArray<Mount> Mounts { get; init; } = [];

    /// <summary>My tmux and screen sessions on it.</summary>
    public ImmutableArray<TerminalSession> Sessions { get; init; } = [];

    /// <summary>Why <see cref="Sessions"/> may lack some, in the words of tmux or screen; null when it is whole.</summary>
    public string? SessionProblem { get; init; }

    /// <summary>TCP ports on which my programs listen.</summary>
    public ImmutableArray<ListeningPort> Ports { get; init; } = [];

    /// <summary>Names of containers by id, as far as known.</summary>
    public ImmutableDictionary<string, string> Containers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Accounts that were asked for, by login name.</summary>
    public ImmutableDictionary<string, Account> Accounts { get; init; } = ImmutableDictionary<string, Account>.Empty;

    /// <summary>When each section arrived last.</summary>
    public ImmutableDictionary<ProbeSection, DateTimeOffset> Heard { get; init; } = ImmutableDictionary<ProbeSection, DateTimeOffset>.Empty;

    /// <summary>What was left out last because the server sent too much; null when nothing ever was.</summary>
    public LimitNotice? Limit { get; init; }

    /// <summary>Sections whose command hangs on the server.</summary>
    public ImmutableHashSet<ProbeSection> Hanging { get; init; } = [];

    /// <summary>A server of which nothing is known yet.</summary>
    public static Server Initial(string name, string host, DateTimeOffset now) =>
        new() { Name = name, Host = host, Link = new ConnectionStatus(LinkPhase.Connecting, now) };

    /// <summary>The phase at the given time: a live server that has been silent for too long is stale.</summary>
    public LinkPhase PhaseAt(DateTimeOffset now) =>
        Link.Phase == LinkPhase.Live && LastReceivedAt is { } heard && now - heard > StaleAfter ? LinkPhase.Stale : Link.Phase;

    /// <summary>How old a section is at the given time; null when it was never heard.</summary>
    public TimeSpan? AgeOf(ProbeSection section, DateTimeOffset now) =>
        Heard.TryGetValue(section, out var at) ? now - at : null;

    /// <summary>Whether a section was heard and its command does not hang; else that nothing is listed means nothing.</summary>
    public bool IsKnown(ProbeSection section) => Heard.ContainsKey(section) && !Hanging.Contains(section);

    /// <summary>Whether a process is of the user I am on that server; null when its owner or I am not known.</summary>
    public bool? IsMine(GpuProcess process) =>
        process.UserId is { } owner && Identity is { } me ? owner == me.UserId : null;

    /// <summary>Whether a process without GPU is of the user I am on that server; null when I am not known.</summary>
    public bool? IsMine(HostProcess process) =>
        Identity is not { } me ? null : process.UserId is { } owner ? owner == me.UserId : process.User == me.User;

    /// <summary>Login name of a numeric id, as far as the server told or a process of that user shows; null when not known.</summary>
    public string? LoginOf(int userId) =>
        Identity?.UserId == userId ? Identity.User
        : Accounts.Values.FirstOrDefault(account => account.UserId == userId)?.Name
            ?? Processes.FirstOrDefault(process => process.UserId == userId)?.User;

    /// <summary>The card of that key; null when there is none.</summary>
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

    /// <summary>The processes of people on one GPU, without residents, in the driver's order; may be empty.</summary>
    public IEnumerable<GpuProcess> UsersOn(Gpu gpu) => ProcessesOn(gpu).Where(process => !process.IsResident);

    /// <summary>The processes on one GPU, in the driver's order; may be empty.</summary>
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
