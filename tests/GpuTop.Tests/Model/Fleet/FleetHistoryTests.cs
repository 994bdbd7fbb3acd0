using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class FleetHistoryTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    [Fact]
    public void Load_is_the_mean_and_memory_the_share_of_all()
    {
        // Two of A100 80 GiB: 97 % with 60 000 MiB, 0 % with 4 MiB.
        var history = With(Servers.Of("a", "b"), Servers.Of("b", "f"));

        Assert.Equal(48.5, Newest(history, HistoryMetric.Utilization));
        Assert.Equal(36.6, Newest(history, HistoryMetric.Memory)!.Value, 0.01);
    }

    [Fact]
    public void Free_counts_free_GPUs() =>
        Assert.Equal(3, Newest(With(Servers.Of("a", "bffs"), Servers.Of("b", "Fi")), HistoryMetric.Free));

    [Fact]
    public void What_no_GPU_tells_is_a_gap()
    {
        var history = With(Servers.Of("a", "bf"));

        Assert.Null(Newest(history, HistoryMetric.Power));
        Assert.Null(Newest(history, HistoryMetric.Temperature));
    }

    [Fact]
    public void Power_is_the_sum_and_of_the_cards_that_tell_theirs()
    {
        var sums = new FleetSums();
        sums.Add(10, 1, 2, 300);
        sums.Add(null, null, null, null);
        sums.Add(30, null, 2, 120);
        var history = new FleetHistory();

        history.Add(sums, Servers.Now);

        Assert.Equal(420, Newest(history, HistoryMetric.Power));
        Assert.Equal(20, Newest(history, HistoryMetric.Utilization));
        Assert.Equal(50, Newest(history, HistoryMetric.Memory));
    }

    [Fact]
    public void A_machine_with_two_names_counts_once()
    {
        var history = With(Servers.Of("a", "ff"), Servers.Of("again", "ff") with { SameAs = "a" });

        Assert.Equal(2, Newest(history, HistoryMetric.Free));
    }

    [Fact]
    public void Old_data_do_not_count()
    {
        var history = new FleetHistory();

        history.Add(new Fleet([Servers.Of("a", "ff")]), Servers.Now.AddMinutes(5), Interval);

        Assert.Null(history.Mean(HistoryMetric.Free, Servers.Now, Servers.Now.AddMinutes(6)));
        Assert.Null(history.Mean(HistoryMetric.Utilization, Servers.Now, Servers.Now.AddMinutes(6)));
    }

    private static FleetHistory With(params Server[] servers)
    {
        var history = new FleetHistory();
        history.Add(new Fleet([.. servers]), Servers.Now, Interval);
        return history;
    }

    private static double? Newest(FleetHistory history, HistoryMetric metric) =>
        history.Mean(metric, Servers.Now, Servers.Now.AddSeconds(1));
}
