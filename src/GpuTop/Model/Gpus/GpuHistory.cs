namespace GpuTop.Model;

/// <summary>The past day of a GPU.</summary>
public sealed class GpuHistory() : MetricHistory(
    (HistoryMetric.Utilization, 1), (HistoryMetric.Memory, 1), (HistoryMetric.Temperature, 1), (HistoryMetric.Power, 1))
{
    /// <summary>Adds one sample; samples older than the newest are ignored.</summary>
    public void Add(GpuSample sample, DateTimeOffset at) => Add(
        [sample.UtilizationPercent, sample.MemoryPercent, sample.TemperatureCelsius, sample.PowerWatts], at);

    /// <summary>Adds one sample; null for what is unknown.</summary>
    public void Add(double? utilizationPercent, double? memoryPercent, double? temperatureCelsius, double? powerWatts, DateTimeOffset at) =>
        Add([utilizationPercent, memoryPercent, temperatureCelsius, powerWatts], at);
}
