using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Minimum durations and limits for free and idle GPUs.</summary>
/// <param name="FreeAfter">Time without process, memory and utilization before a GPU is free; longer than gaps between epochs. Zero for
/// commands that take a single sample.</param>
/// <param name="IdleAfter">Time without utilization while memory is in use before a GPU is idle.</param>
public sealed record AvailabilityLimits(TimeSpan FreeAfter, TimeSpan IdleAfter)
{
    /// <summary>Utilization that does not count as computation, percent.</summary>
    public const int QuietPercent = 5;

    /// <summary>Memory in use below which a GPU can be empty, MiB.</summary>
    public const int EmptyMiB = 1024;

    /// <summary>Memory in use below which a GPU can be empty, percent.</summary>
    public const double EmptyPercent = 5;

    /// <summary>The same for a vGPU, percent: its used memory includes memory reserved by the hypervisor (6.9 % of a P40-12Q, driver
    /// 440).</summary>
    public const double VirtualEmptyPercent = 10;

    /// <summary>Utilization below which another job may fit, percent.</summary>
    public const int LightPercent = 50;

    private const int MissedSamples = 3;

    /// <summary>Time without samples after which durations restart; longer for long sampling intervals, see <see cref="At"/>.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(15);

    /// <summary>Time for which a GPU stays sick after the last slowdown, so that intermittent slowdowns do not flap.</summary>
    public static readonly TimeSpan SlowdownHold = TimeSpan.FromSeconds(30);

    /// <summary>Programs that do not occupy a GPU: display servers, MPS, monitoring. <c>residents</c>.</summary>
    public ImmutableArray<string> Residents { get; init; } = UsualResidents;

    /// <summary>Default of <see cref="Residents"/>.</summary>
    public static ImmutableArray<string> UsualResidents { get; } =
    [
        "nvidia-cuda-mps-server", "nv-hostengine", "dcgm-exporter", "Xorg", "X", "Xwayland", "gnome-shell", "kwin_x11", "kwin_wayland",
        "plasmashell", "sddm-greeter",
    ];

    /// <summary>Duration of a hardware slowdown before a GPU is sick; a power brake in one sample is common. Zero for commands that take a
    /// single sample.</summary>
    public TimeSpan SlowdownAfter => FreeAfter < LongestFlicker ? FreeAfter : LongestFlicker;

    private static readonly TimeSpan LongestFlicker = TimeSpan.FromSeconds(5);

    /// <summary>Gap at the current interval.</summary>
    public TimeSpan GapNow { get; private init; } = Gap;

    /// <summary>Sampling interval of GPUs.</summary>
    public TimeSpan Interval { get; private init; } = TimeSpan.FromSeconds(1);

    /// <summary>Defaults: 10 s and 15 min.</summary>
    public static AvailabilityLimits Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15));

    /// <summary>Returns the limits for a sampling interval, with a gap longer than the interval.</summary>
    public AvailabilityLimits At(TimeSpan interval) =>
        interval == Interval
            ? this
            : this with { Interval = interval, GapNow = interval * MissedSamples <= Gap ? Gap : interval * MissedSamples };
}
