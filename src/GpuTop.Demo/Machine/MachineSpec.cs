using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>Output format of a driver.</summary>
internal enum Dialect
{
    /// <summary>Driver 550 and later.</summary>
    Modern,

    /// <summary>Driver 418: no MIG, no memory temperature, throttle reasons by their old name, <c>[Not Supported]</c>.</summary>
    Old,

    /// <summary>Jetson: a name, and <c>[N/A]</c> in the other fields.</summary>
    Jetson,
}

/// <summary>Hardware of a simulated machine and its state at the start of the simulation.</summary>
internal sealed record MachineSpec
{
    public required string Name { get; init; }

    public required CardModel Model { get; init; }

    public required int Cards { get; init; }

    public required int Cores { get; init; }

    public required int HostMiB { get; init; }

    public string Driver { get; init; } = "550.54.15";

    public string System { get; init; } = "Ubuntu 22.04.4 LTS";

    public Dialect Dialect { get; init; }

    /// <summary>Round trip to the machine.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(9);

    /// <summary>Time since boot at the start of the simulation.</summary>
    public TimeSpan Uptime { get; init; } = TimeSpan.FromDays(23.4);

    /// <summary>GPUs that new jobs leave free.</summary>
    public int KeepFree { get; init; } = 1;

    /// <summary>Mean time between new jobs.</summary>
    public int SecondsBetweenJobs { get; init; } = 200;

    public ImmutableArray<InitialJob> InitialJobs { get; init; } = [];

    /// <summary>Instances of card 0 as (profile, MiB); empty without MIG.</summary>
    public ImmutableArray<(string Profile, int MemoryMiB)> Instances { get; init; } = [];

    /// <summary>The GPU that cannot be read, and the driver's text.</summary>
    public (int Card, string Error)? Fault { get; init; }

    /// <summary>The GPU with poor cooling.</summary>
    public int? HotCard { get; init; }

    public ImmutableArray<Volume> Volumes { get; init; } = [];

    /// <summary>tmux windows of <see cref="Person.Me"/>, each with one pane.</summary>
    public ImmutableArray<Window> Windows { get; init; } = [];

    /// <summary>Programs without a GPU: they use CPU or listen on a port.</summary>
    public ImmutableArray<BackgroundProgram> BackgroundPrograms { get; init; } = [];

    /// <summary>Outages of its connection; null without any.</summary>
    public Outages? Outages { get; init; }
}

/// <summary>A job that runs at the start of the simulation.</summary>
/// <param name="Kind">Kind of the job.</param>
/// <param name="User">Its user.</param>
/// <param name="Slots">Its GPUs, as slots of the machine.</param>
/// <param name="AgeSeconds">Time since its start.</param>
/// <param name="LeftSeconds">Time until its end.</param>
internal sealed record InitialJob(JobKind Kind, Person User, ImmutableArray<int> Slots, long AgeSeconds, long LeftSeconds)
{
    /// <summary>Index of the tmux window that it was started in; null without one.</summary>
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

    /// <summary>Whether its server does not respond, so that <c>df</c> hangs.</summary>
    public bool Hangs { get; init; }
}

/// <summary>A tmux window of <see cref="Person.Me"/>.</summary>
internal sealed record Window(string Session, string Name, string Folder, int AgeHours, bool IsAttached = false);

/// <summary>A program without a GPU.</summary>
internal sealed record BackgroundProgram(Person Owner, string Command, string Program, double CpuPercent, int HostMiB)
{
    /// <summary>TCP address that it listens on; null without one.</summary>
    public string? Listens { get; init; }
}
