using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>How long a GPU must look free or idle before it is called so.</summary>
/// <param name="FreeAfter">Time without process, memory and work; gaps between epochs are shorter. Zero where one look must do.</param>
/// <param name="IdleAfter">Time without work while memory is held.</param>
public sealed record AvailabilityRules(TimeSpan FreeAfter, TimeSpan IdleAfter)
{
    /// <summary>Utilization up to which nobody is said to compute, percent.</summary>
    public const int QuietPercent = 5;

    /// <summary>Memory that a GPU without a process may hold, MiB.</summary>
    public const int EmptyMiB = 1024;

    /// <summary>Memory that a GPU without a process may hold, percent of its own.</summary>
    public const double EmptyPercent = 5;

    /// <summary>The same of a vGPU, percent: its guest sees memory that the hypervisor keeps (6.9 % of a P40-12Q, driver 440).</summary>
    public const double VirtualEmptyPercent = 10;

    /// <summary>Utilization below which another job may fit beside what runs, percent.</summary>
    public const int LightPercent = 50;

    private const int MissedSamples = 3;

    /// <summary>Silence after which nothing is known of the time between: counting starts anew. Longer where samples come seldom,
    /// see <see cref="At"/>.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(15);

    /// <summary>How long a GPU stays sick after the last slowdown: one that brakes every few seconds does not flap.</summary>
    public static readonly TimeSpan SlowdownHold = TimeSpan.FromSeconds(30);

    /// <summary>Programs that are not users of a GPU: display servers, MPS, monitoring. <c>residents</c>.</summary>
    public ImmutableArray<string> Residents { get; init; } = UsualResidents;

    /// <summary>The default of <see cref="Residents"/>.</summary>
    public static ImmutableArray<string> UsualResidents { get; } =
    [
        "nvidia-cuda-mps-server", "nv-hostengine", "dcgm-exporter", "Xorg", "X", "Xwayland", "gnome-shell", "kwin_x11", "kwin_wayland",
        "plasmashell", "sddm-greeter",
    ];

    /// <summary>Whether a process is no user of its GPUs: one of <see cref="Residents"/> that holds little memory on each.</summary>
    public bool IsResident(GpuProcess process) =>
        process.Program is { } program && Residents.Contains(program) && process.Shares.All(share => share.MemoryMiB is null or < EmptyMiB);

    /// <summary>How long the hardware must slow a GPU down before that is called sick: a power brake of one sample is everyday. Zero
    /// where one look must do.</summary>
    public TimeSpan SlowdownAfter => FreeAfter < LongestFlicker ? FreeAfter : LongestFlicker;

    private static readonly TimeSpan LongestFlicker = TimeSpan.FromSeconds(5);

    /// <summary>The gap at the interval in force.</summary>
    public TimeSpan GapNow { get; private init; } = Gap;

    /// <summary>How often GPUs are sampled.</summary>
    public TimeSpan Interval { get; private init; } = TimeSpan.FromSeconds(1);

    /// <summary>The product's defaults: 10 s and 15 min.</summary>
    public static AvailabilityRules Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15));

    /// <summary>The rules where samples come at this interval: the pause between two is no gap.</summary>
    public AvailabilityRules At(TimeSpan interval) =>
        interval == Interval
            ? this
            : this with { Interval = interval, GapNow = interval * MissedSamples <= Gap ? Gap : interval * MissedSamples };
}
