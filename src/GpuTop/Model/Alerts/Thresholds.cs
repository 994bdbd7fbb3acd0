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
}
