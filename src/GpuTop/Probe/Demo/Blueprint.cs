using System.Collections.Immutable;

namespace GpuTop.Probe.Demo;

/// <summary>How a driver words its answers.</summary>
internal enum Dialect
{
    /// <summary>Driver 550 and later.</summary>
    Modern,

    /// <summary>Driver 418: no MIG, no memory temperature, throttle reasons by their old name, <c>[Not Supported]</c>.</summary>
    Old,

    /// <summary>Jetson: a name, and <c>[N/A]</c> for all else.</summary>
    Jetson,
}

/// <summary>What a simulated machine is made of and how it looks when the simulation begins.</summary>
internal sealed record Blueprint
{
    public required string Name { get; init; }

    public required CardModel Model { get; init; }

    public required int Cards { get; init; }

    public required int Cores { get; init; }

    public required int HostMiB { get; init; }

    public string Driver { get; init; } = "550.54.15";

    public string System { get; init; } = "Ubuntu 22.04.4 LTS";

    public Dialect Dialect { get; init; }

    /// <summary>Way to the machine and back.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(9);

    /// <summary>Time since boot when the simulation begins.</summary>
    public TimeSpan Uptime { get; init; } = TimeSpan.FromDays(23.4);

    /// <summary>GPUs that newcomers leave free.</summary>
    public int KeepFree { get; init; } = 1;

    /// <summary>Mean time between newcomers.</summary>
    public int SecondsBetweenJobs { get; init; } = 200;

    public ImmutableArray<OpeningJob> Opening { get; init; } = [];

    /// <summary>Instances of card 0 as (profile, MiB); empty where the cards are whole.</summary>
    public ImmutableArray<(string Profile, int MemoryMiB)> Instances { get; init; } = [];

    /// <summary>The card that cannot be read, and the driver's words.</summary>
    public (int Card, string Words)? Sick { get; init; }

    /// <summary>The card that is cooled badly.</summary>
    public int? DustyCard { get; init; }

    public ImmutableArray<Volume> Volumes { get; init; } = [];

    /// <summary>My tmux windows, each with one pane.</summary>
    public ImmutableArray<Window> Windows { get; init; } = [];

    /// <summary>Programs that use no GPU: they fill the CPUs or listen on a port.</summary>
    public ImmutableArray<Bystander> Bystanders { get; init; } = [];

    /// <summary>When its connection breaks; null for the reliable ones.</summary>
    public Outages? Outages { get; init; }
}

/// <summary>A job that runs already when the simulation begins.</summary>
/// <param name="Kind">What.</param>
/// <param name="Human">Whose.</param>
/// <param name="Slots">On which GPUs.</param>
/// <param name="AgeSeconds">For how long already.</param>
/// <param name="LeftSeconds">For how long still.</param>
internal sealed record OpeningJob(JobKind Kind, Person Human, ImmutableArray<int> Slots, long AgeSeconds, long LeftSeconds)
{
    /// <summary>Number of my tmux window it was started in; null elsewhere.</summary>
    public int? Window { get; init; }
}

/// <summary>A mounted file system.</summary>
internal sealed record Volume(
    string Device,
    string Path,
    string Type,
    string Options,
    long SizeKiB,
    double UsedShare,
    long Inodes,
    double InodesUsedShare)
{
    /// <summary>Share of the size that is written each hour.</summary>
    public double GrowthPerHour { get; init; }

    /// <summary>Whether its server is dead, so that <c>df</c> hangs on it.</summary>
    public bool Hangs { get; init; }
}

/// <summary>One tmux window of mine.</summary>
internal sealed record Window(string Session, string Name, string Folder, int AgeHours, bool IsAttached = false);

/// <summary>A program that uses no GPU.</summary>
internal sealed record Bystander(Person Owner, string Command, string Program, double CpuPercent, int HostMiB)
{
    /// <summary>TCP address it listens on; null for those that do not.</summary>
    public string? Listens { get; init; }
}
