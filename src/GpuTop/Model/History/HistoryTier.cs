namespace GpuTop.Model;

/// <summary>The newest slots of a history, each the mean of its samples.</summary>
/// <param name="secondsPerSlot">Length of a slot.</param>
/// <param name="slots">Number of slots.</param>
/// <param name="series">The metrics, each with the difference between two values that are told apart.</param>
internal sealed class HistoryTier(int secondsPerSlot, int slots, (HistoryMetric Metric, double Step)[] series)
{
    private const ushort Gap = ushort.MaxValue;

    private readonly ushort[] _values = NewValues(series.Length * slots);
    private readonly double[] _sums = new double[series.Length];
    private readonly int[] _counts = new int[series.Length];
    private long _newest = long.MinValue;

    /// <summary>Whether the slot of a second is among the newest.</summary>
    public bool Reaches(long second) => _newest != long.MinValue && (second / secondsPerSlot) > _newest - slots;

    /// <summary>Adds one sample; ignored when it is older than the newest slot.</summary>
    public void Add(ReadOnlySpan<double?> values, long second)
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

        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                _sums[i] += value;
                var mean = _sums[i] / ++_counts[i] / series[i].Step;
                _values[At(slot, i)] = (ushort)Math.Clamp(Math.Round(mean, MidpointRounding.AwayFromZero), 0, Gap - 1);
            }
        }
    }

    /// <summary>Mean of a metric between two seconds; null for a gap.</summary>
    public double? Mean(HistoryMetric metric, long first, long last)
    {
        // Charts ask for each interval of every frame: nothing is allocated.
        var index = 0;
        while (index < series.Length && series[index].Metric != metric)
        {
            index++;
        }

        if (index == series.Length)
        {
            return null;
        }

        var (sum, count) = (0L, 0);
        var end = Math.Min(_newest, (last - 1) / secondsPerSlot);
        for (var slot = Math.Max(first / secondsPerSlot, _newest - slots + 1); slot <= end; slot++)
        {
            var value = _values[At(slot, index)];
            if (value != Gap)
            {
                sum += value;
                count++;
            }
        }

        return count == 0 ? null : sum * series[index].Step / count;
    }

    private static ushort[] NewValues(int length)
    {
        var values = new ushort[length];
        values.AsSpan().Fill(Gap);
        return values;
    }

    private int At(long slot, int index) => (int)((slot % slots * series.Length) + index);

    // Slots between the newest and the new one had no sample and stay gaps.
    private void Clear(long slot)
    {
        var from = Math.Max(_newest == long.MinValue ? slot : _newest + 1, slot - slots + 1);
        for (var missed = from; missed <= slot; missed++)
        {
            _values.AsSpan(At(missed, 0), series.Length).Fill(Gap);
        }

        _newest = slot;
        Array.Clear(_sums);
        Array.Clear(_counts);
    }
}
