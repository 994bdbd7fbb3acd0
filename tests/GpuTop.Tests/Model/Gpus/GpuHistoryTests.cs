using FsCheck;
using FsCheck.Fluent;
using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class GpuHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_last_ten_minutes_have_one_slot_a_second()
    {
        var history = Seconds(600, second => second % 100);

        Assert.Equal(42, history.Mean(HistoryMetric.Utilization, Start.AddSeconds(42), Start.AddSeconds(43)));
        Assert.Equal(49.5, history.Mean(HistoryMetric.Utilization, Start, Start.AddSeconds(100)));
    }

    [Fact]
    public void Older_data_has_coarser_slots_up_to_one_day()
    {
        var history = new GpuHistory();
        for (var minute = 0; minute <= 25 * 60; minute++)
        {
            history.Add(new GpuSample { PowerWatts = minute }, Start.AddMinutes(minute));
        }

        Assert.Equal(100, history.Mean(HistoryMetric.Power, Start.AddMinutes(100), Start.AddMinutes(101)));
        Assert.Null(history.Mean(HistoryMetric.Power, Start.AddMinutes(30), Start.AddMinutes(31)));
    }

    [Fact]
    public void Missing_samples_are_gaps()
    {
        var history = new GpuHistory();
        history.Add(new GpuSample { UtilizationPercent = 50 }, Start);
        history.Add(new GpuSample { UtilizationPercent = 70 }, Start.AddSeconds(30));

        Assert.Null(history.Mean(HistoryMetric.Utilization, Start.AddSeconds(10), Start.AddSeconds(20)));
        Assert.Equal(60, history.Mean(HistoryMetric.Utilization, Start, Start.AddSeconds(31)));
    }

    [Fact]
    public void A_gap_longer_than_the_ring_clears_old_slots()
    {
        var history = Seconds(600, _ => 99);
        history.Add(new GpuSample { UtilizationPercent = 1 }, Start.AddHours(30));

        Assert.Equal(1, history.Mean(HistoryMetric.Utilization, Start.AddHours(30).AddMinutes(-9), Start.AddHours(30).AddSeconds(1)));
        Assert.Null(history.Mean(HistoryMetric.Utilization, Start.AddHours(7), Start.AddHours(8)));
    }

    [Fact]
    public void Null_metrics_are_gaps()
    {
        var history = Seconds(60, _ => 10);

        Assert.Null(history.Mean(HistoryMetric.Temperature, Start, Start.AddSeconds(60)));
    }

    [Fact]
    public void Samples_with_earlier_times_are_ignored()
    {
        var history = Seconds(60, _ => 10);
        history.Add(new GpuSample { UtilizationPercent = 90 }, Start.AddSeconds(5));

        Assert.Equal(10, history.Mean(HistoryMetric.Utilization, Start, Start.AddSeconds(60)));
    }

    [Fact]
    public void A_day_of_a_gpu_takes_less_than_24_KB()
    {
        var bytes = Allocation.Of(() =>
        {
            var history = new GpuHistory();
            for (var minute = 0; minute < 2000; minute++)
            {
                history.Add(Full, Start.AddMinutes(minute));
            }
        });

        Assert.InRange(bytes, 22_000, 24_000);
    }

    [Fact]
    public void A_mean_lies_between_the_samples_of_its_time_and_is_a_gap_where_there_are_none() =>
        Prop.ForAll<(ushort Seconds, byte Percent)[]>(samples =>
        {
            var history = new GpuHistory();
            var seen = new List<(long Second, int Percent)>();
            var second = Start.ToUnixTimeSeconds();
            foreach (var (pause, percent) in samples)
            {
                second += pause % 400;
                seen.Add((second, percent % 101));
                history.Add(new GpuSample { UtilizationPercent = percent % 101 }, DateTimeOffset.FromUnixTimeSeconds(second));
            }

            // Whole minutes, as far back as a day: the coarsest slots tell the same as the finest.
            var newest = second / 60;
            for (var minute = newest - 1439; minute <= newest; minute++)
            {
                var within = seen.Where(sample => sample.Second / 60 == minute).Select(sample => sample.Percent).ToList();
                var from = DateTimeOffset.FromUnixTimeSeconds(minute * 60);
                var mean = history.Mean(HistoryMetric.Utilization, from, from.AddMinutes(1));
                if (within.Count == 0 ? mean is not null : mean is null || mean < within.Min() - 0.5 || mean > within.Max() + 0.5)
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Times_outside_of_the_history_are_gaps() =>
        Prop.ForAll<int, ushort>((offset, length) =>
        {
            var history = Seconds(60, _ => 10);
            var from = Start.AddSeconds(offset % 200_000);
            var to = from.AddSeconds(length);
            var overlaps = from < Start.AddSeconds(60) && (to > Start || from >= Start);
            return overlaps || from < Start || history.Mean(HistoryMetric.Utilization, from, to) is null;
        }).QuickCheckThrowOnFailure();

    private static readonly GpuSample Full = new()
    {
        UtilizationPercent = 100,
        MemoryUsedMiB = 1,
        MemoryTotalMiB = 2,
        TemperatureCelsius = 90,
        PowerWatts = 400,
    };

    private static GpuHistory Seconds(int count, Func<int, int> utilization)
    {
        var history = new GpuHistory();
        for (var second = 0; second < count; second++)
        {
            history.Add(new GpuSample { UtilizationPercent = utilization(second) }, Start.AddSeconds(second));
        }

        return history;
    }
}
