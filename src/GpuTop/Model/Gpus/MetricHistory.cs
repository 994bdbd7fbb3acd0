namespace GpuTop.Model;

/// <summary>Metrics of the past day of a GPU: one slot a second for ten minutes, every ten seconds for two hours, every minute for a day.
/// 2 760 slots of 5 bytes, 14 KB a GPU. Gaps are kept. The only mutable type of the model: samples are appended by the thread that owns
/// the fleet.</summary>
public sealed class MetricHistory
{
    private readonly Tier[] _tiers = [new(1, 600), new(10, 720), new(60, 1440)];

    /// <summary>Maximum age of its data.</summary>
    public static TimeSpan Reach { get; } = TimeSpan.FromDays(1);

    /// <summary>Time of the first sample; null before it.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>Adds one sample; samples older than the newest are ignored.</summary>
    public void Add(GpuSample sample, DateTimeOffset at)
    {
        Oldest ??= at;
        foreach (var tier in _tiers)
        {
            tier.Add(sample, at.ToUnixTimeSeconds());
        }
    }

    /// <summary>Mean of a metric over a time span, in its own unit; null for a gap and for a span older than a day.</summary>
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

    private sealed class Tier(int secondsPerSlot, int slots)
    {
        private const int Metrics = 4;
        private const ushort None = ushort.MaxValue;

        private readonly byte[] _small = NewBytes(3 * slots);
        private readonly ushort[] _power = NewWords(slots);
        private readonly double[] _sums = new double[Metrics];
        private readonly int[] _counts = new int[Metrics];
        private long _newest = long.MinValue;

        public bool Reaches(long second) => _newest != long.MinValue && (second / secondsPerSlot) > _newest - slots;

        public void Add(GpuSample sample, long second)
        {
            var slot = second / secondsPerSlot;
            if (slot < _newest)
            {
                return;
            }

            if (slot > _newest)
            {
                Clear(slot);
            }

            Add(slot, HistoryMetric.Utilization, sample.UtilizationPercent);
            Add(slot, HistoryMetric.Memory, sample.MemoryPercent);
            Add(slot, HistoryMetric.Temperature, sample.TemperatureCelsius);
            Add(slot, HistoryMetric.Power, sample.PowerWatts);
        }

        public double? Mean(HistoryMetric metric, long first, long last)
        {
            var (sum, count) = (0.0, 0);
            var end = Math.Min(_newest, (last - 1) / secondsPerSlot);
            for (var slot = Math.Max(first / secondsPerSlot, _newest - slots + 1); slot <= end; slot++)
            {
                if (Get(slot, metric) is { } value)
                {
                    sum += value;
                    count++;
                }
            }

            return count == 0 ? null : sum / count;
        }

        private static byte[] NewBytes(int length)
        {
            var bytes = new byte[length];
            bytes.AsSpan().Fill(byte.MaxValue);
            return bytes;
        }

        private static ushort[] NewWords(int length)
        {
            var words = new ushort[length];
            words.AsSpan().Fill(None);
            return words;
        }

        // Slots between the newest and the new one had no sample and stay gaps.
        private void Clear(long slot)
        {
            var from = Math.Max(_newest == long.MinValue ? slot : _newest + 1, slot - slots + 1);
            for (var missed = from; missed <= slot; missed++)
            {
                var at = (int)(missed % slots);
                _small.AsSpan(3 * at, 3).Fill(byte.MaxValue);
                _power[at] = None;
            }

            _newest = slot;
            Array.Clear(_sums);
            Array.Clear(_counts);
        }

        private void Add(long slot, HistoryMetric metric, double? value)
        {
            if (value is not { } number)
            {
                return;
            }

            var index = (int)metric;
            _sums[index] += number;
            var mean = _sums[index] / ++_counts[index];
            var at = (int)(slot % slots);
            if (metric == HistoryMetric.Power)
            {
                _power[at] = (ushort)Math.Clamp(Math.Round(mean, MidpointRounding.AwayFromZero), 0, None - 1);
            }
            else
            {
                _small[(3 * at) + index] = (byte)Math.Clamp(Math.Round(mean, MidpointRounding.AwayFromZero), 0, byte.MaxValue - 1);
            }
        }

        private double? Get(long slot, HistoryMetric metric)
        {
            var at = (int)(slot % slots);
            return metric == HistoryMetric.Power
                ? _power[at] == None ? null : _power[at]
                : _small[(3 * at) + (int)metric] == byte.MaxValue ? null : _small[(3 * at) + (int)metric];
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
}
