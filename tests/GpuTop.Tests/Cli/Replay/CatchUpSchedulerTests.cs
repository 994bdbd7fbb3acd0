using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Cli;

namespace GpuTop.Tests.Cli;

public sealed class CatchUpSchedulerTests
{
    private static readonly DateTimeOffset Present = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    private readonly HistoricalScheduler _real = new(Present);

    [Fact]
    public void The_past_is_worked_through_at_its_own_times_and_then_time_is_real()
    {
        var scheduler = new CatchUpScheduler(_real, TimeSpan.FromMinutes(10));
        var times = new List<DateTimeOffset>();
        var isDone = false;
        using var ticking = Observable.Interval(TimeSpan.FromSeconds(1), scheduler).Subscribe(_ => times.Add(scheduler.Now));
        Assert.Empty(times);

        scheduler.Start(() => isDone = true);
        _real.AdvanceBy(TimeSpan.FromMilliseconds(1));

        Assert.True(isDone && scheduler.IsInStep);
        Assert.Equal(600, times.Count);
        Assert.Equal(Present.AddMinutes(-10).AddSeconds(1), times[0]);
        Assert.Equal(Present, times[^1]);

        _real.AdvanceBy(TimeSpan.FromSeconds(5));
        Assert.Equal(605, times.Count);
        Assert.Equal(Present.AddSeconds(5), times[^1]);
    }

    [Fact]
    public void What_is_cancelled_before_its_time_does_not_run_in_either_time()
    {
        var scheduler = new CatchUpScheduler(_real, TimeSpan.FromMinutes(1));
        var ran = new List<string>();
        scheduler.Schedule(TimeSpan.FromSeconds(30), () => ran.Add("past")).Dispose();
        var future = scheduler.Schedule(TimeSpan.FromSeconds(90), () => ran.Add("future"));
        scheduler.Schedule(TimeSpan.FromSeconds(10), future.Dispose);
        scheduler.Schedule(TimeSpan.FromSeconds(70), () => ran.Add("kept"));

        scheduler.Start(() => { });
        _real.AdvanceBy(TimeSpan.FromMinutes(2));

        Assert.Equal(["kept"], ran);
    }
}
