namespace GpuTop.Model;

/// <summary>Metrics of the past day: one slot a second for ten minutes, every ten seconds for two hours, every minute for a day. 2 760
/// slots of 2 bytes a metric, 22 KB a GPU. Gaps are kept. The only mutable type of the model: samples are appended by the thread that
/// owns the fleet.</summary>
public abstract class MetricHistory
{
    private readonly HistoryTier[] _tiers;

    /// <summary>Creates an empty history.</summary>
    /// <param name="metrics">Its metrics, each with the difference between two values that it can tell apart.</param>
    protected MetricHistory(params ReadOnlySpan<(HistoryMetric Metric, double Step)> metrics)
    {
        var series = metrics.ToArray();
        _tiers = [new(1, 600, series), new(10, 720, series), new(60, 1440, series)];
    }

    /// <summary>Maximum age of its data.</summary>
    public static TimeSpan Reach { get; } = TimeSpan.FromDays(1);

    /// <summary>Time of the first sample; null before it.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>Mean of a metric over a time span, in its own unit; null for a gap, for a span older than a day, and for a metric that it
    /// does not have.</summary>
    /// <param name="metric">Metric.</param>
    /// <param name="from">Start, inclusive.</param>
    /// <param name="to">End, exclusive.</param>
    public double? Mean(HistoryMetric metric, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        foreach (var tier in _tiers)
        {
            if (tier.Reaches(first))
            {
                return tier.Mean(metric, first, Math.Max(last, first + 1));
            }
        }

        return null;
    }

    /// <summary>Adds one sample; samples older than the newest are ignored.</summary>
    /// <param name="values">The metrics, in the order of the constructor; null for unknown ones.</param>
    /// <param name="at">Time of the sample.</param>
    protected void Add(ReadOnlySpan<double?> values, DateTimeOffset at)
    {
        Oldest ??= at;
        foreach (var tier in _tiers)
        {
            tier.Add(values, at.ToUnixTimeSeconds());
        }
    }
}

/// <summary>Metric of a history.</summary>
public enum HistoryMetric
{
    /// <summary>Utilization, percent.</summary>
    Utilization,

    /// <summary>Memory in use, percent.</summary>
    Memory,

    /// <summary>Core temperature, °C.</summary>
    Temperature,

    /// <summary>Power, W.</summary>
    Power,

    /// <summary>Number of GPUs and MIG instances that are free or look so.</summary>
    Free,
}
