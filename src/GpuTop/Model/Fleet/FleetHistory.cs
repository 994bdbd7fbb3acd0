namespace GpuTop.Model;

/// <summary>The past day of all GPUs together: mean utilization, memory in use, power in all, and the number of those that
/// are free or look so.</summary>
public sealed class FleetHistory() : MetricHistory(
    (HistoryMetric.Utilization, 0.1), (HistoryMetric.Memory, 0.1), (HistoryMetric.Power, 10), (HistoryMetric.Free, 0.1))
{
    /// <summary>Adds the newest values of all servers with current data, each machine once.</summary>
    /// <param name="fleet">The servers.</param>
    /// <param name="at">The present time.</param>
    /// <param name="interval">Sampling interval of GPUs.</param>
    public void Add(Fleet fleet, DateTimeOffset at, TimeSpan interval)
    {
        var sums = new FleetSums();
        foreach (var server in fleet.Servers)
        {
            if (server.SameAs is null && !server.AreGpusStale(at, interval))
            {
                foreach (var gpu in server.Gpus)
                {
                    sums.Add(gpu.Sample.UtilizationPercent, gpu.Sample.MemoryUsedMiB, gpu.Sample.MemoryTotalMiB, gpu.Sample.PowerWatts);
                    sums.AddFree(gpu.FreeUnits + gpu.PendingUnits);
                }
            }
        }

        Add(sums, at);
    }

    /// <summary>Adds the values of one moment; samples older than the newest are ignored.</summary>
    public void Add(FleetSums sums, DateTimeOffset at) =>
        Add([sums.UtilizationPercent, sums.MemoryPercent, sums.PowerWatts, sums.Free], at);
}
