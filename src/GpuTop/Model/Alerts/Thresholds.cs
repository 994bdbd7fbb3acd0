namespace GpuTop.Model;

/// <summary>Limits for the colors yellow and red, and for disk warnings.</summary>
public sealed record Thresholds
{
    /// <summary>GPU utilization in percent. <c>utilization_yellow</c>, default 50.</summary>
    public double UtilizationYellowPercent { get; init; } = 50;

    /// <summary>GPU utilization in percent, not below yellow. <c>utilization_red</c>, default 85.</summary>
    public double UtilizationRedPercent { get; init; } = 85;

    /// <summary>Share of a GPU's or host's memory in use, in percent. <c>memory_yellow</c>, default 60.</summary>
    public double MemoryYellowPercent { get; init; } = 60;

    /// <summary>Share of a GPU's or host's memory in use, in percent, not below yellow. <c>memory_red</c>, default 90.</summary>
    public double MemoryRedPercent { get; init; } = 90;

    /// <summary>GPU temperature in degrees Celsius. <c>temperature_yellow</c>, default 70.</summary>
    public double TemperatureYellowCelsius { get; init; } = 70;

    /// <summary>GPU temperature in degrees Celsius, not below yellow. <c>temperature_red</c>, default 85.</summary>
    public double TemperatureRedCelsius { get; init; } = 85;

    /// <summary>Share of a mount's space or inodes in use, in percent. <c>disk_warn</c>, default 90.</summary>
    public double DiskWarnPercent { get; init; } = 90;

    /// <summary>Share of a mount's space or inodes in use, in percent, from which it is <see cref="DiskLevel.Full"/>.</summary>
    public const double DiskFullPercent = 97;

    // A smaller free share of the space counts as full too.
    private const double MinFreePercent = 1;

    /// <summary>Level of a mount; <see cref="DiskLevel.Unknown"/> when neither its space nor its inodes are known.</summary>
    public DiskLevel LevelOf(Mount mount) => mount.FullPercent is not { } percent ? DiskLevel.Unknown
        : percent < DiskWarnPercent ? DiskLevel.Enough
        : percent >= DiskFullPercent || (100.0 * mount.AvailableKiB) < MinFreePercent * mount.SizeKiB ? DiskLevel.Full
        : DiskLevel.Low;
}

/// <summary>Level of a mount's free space and inodes, in ascending order of urgency.</summary>
public enum DiskLevel
{
    /// <summary>Its use is unknown.</summary>
    Unknown,

    /// <summary>Below the limit of the warning.</summary>
    Enough,

    /// <summary>At or above the limit of the warning.</summary>
    Low,

    /// <summary>Nothing is left: a job that writes to it will fail soon.</summary>
    Full,
}
