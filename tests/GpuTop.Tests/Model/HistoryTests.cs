using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class HistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_last_ten_minutes_are_kept_to_the_second()
    {
        var history = Seconds(600, second => second % 100);

        Assert.Equal(42, history.Mean(HistoryMetric.Utilization, Start.AddSeconds(42), Start.AddSeconds(43)));
        Assert.Equal(49.5, history.Mean(HistoryMetric.Utilization, Start, Start.AddSeconds(100)));
    }

    [Fact]
    public void A_day_is_kept_thinner_and_no_more()
    {
        var history = new History();
        for (var minute = 0; minute <= 25 * 60; minute++)
        {
            history.Add(new GpuSample { PowerWatts = minute }, Start.AddMinutes(minute));
        }

        Assert.Equal(100, history.Mean(HistoryMetric.Power, Start.AddMinutes(100), Start.AddMinutes(101)));
        Assert.Null(history.Mean(HistoryMetric.Power, Start.AddMinutes(30), Start.AddMinutes(31)));
    }

    [Fact]
    public void What_was_not_seen_is_a_gap_and_not_zero()
    {
        var history = new History();
        history.Add(new GpuSample { UtilizationPercent = 50 }, Start);
        history.Add(new GpuSample { UtilizationPercent = 70 }, Start.AddSeconds(30));

        Assert.Null(history.Mean(HistoryMetric.Utilization, Start.AddSeconds(10), Start.AddSeconds(20)));
        Assert.Equal(60, history.Mean(HistoryMetric.Utilization, Start, Start.AddSeconds(31)));
    }

    [Fact]
    public void A_gap_longer_than_the_ring_leaves_nothing_old_behind()
    {
        var history = Seconds(600, _ => 99);
        history.Add(new GpuSample { UtilizationPercent = 1 }, Start.AddHours(30));

        Assert.Equal(1, history.Mean(HistoryMetric.Utilization, Start.AddHours(30).AddMinutes(-9), Start.AddHours(30).AddSeconds(1)));
        Assert.Null(history.Mean(HistoryMetric.Utilization, Start.AddHours(7), Start.AddHours(8)));
    }

    [Fact]
    public void A_metric_that_the_driver_does_not_tell_stays_a_gap()
    {
        var history = Seconds(60, _ => 10);

        Assert.Null(history.Mean(HistoryMetric.Temperature, Start, Start.AddSeconds(60)));
    }

    [Fact]
    public void A_clock_that_goes_back_changes_nothing()
    {
        var history = Seconds(60, _ => 10);
        history.Add(new GpuSample { UtilizationPercent = 90 }, Start.AddSeconds(5));

        Assert.Equal(10, history.Mean(HistoryMetric.Utilization, Start, Start.AddSeconds(60)));
    }

    private static History Seconds(int count, Func<int, int> utilization)
    {
        var history = new History();
        for (var second = 0; second < count; second++)
        {
            history.Add(new GpuSample { UtilizationPercent = utilization(second) }, Start.AddSeconds(second));
        }

        return history;
    }
}
