using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class UiLoopTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly Clock _clock = new();
    private readonly List<double> _frames = [];
    private readonly UiLoop _loop;
    private bool _isStuck;

    public UiLoopTests() => _loop = new(_clock, Draw);

    [Fact]
    public void The_first_frame_is_drawn_at_once_and_the_next_ones_thirty_times_a_second()
    {
        for (var i = 0; i < 100; i++)
        {
            _loop.Invalidate();
            _loop.Step();
            _clock.Advance(Millisecond);
        }

        Assert.Equal([0, 34, 68], _frames);
    }

    [Fact]
    public void Nothing_to_draw_costs_nothing()
    {
        _loop.Invalidate();
        _loop.Step();

        var wait = _loop.Step();

        Assert.Null(wait);
        Assert.Single(_frames);
    }

    [Fact]
    public void A_change_soon_after_a_frame_waits_for_the_next_frame()
    {
        _loop.Invalidate();
        _loop.Step();
        _clock.Advance(10 * Millisecond);
        _loop.Invalidate();

        var wait = _loop.Step();

        Assert.InRange(wait!.Value.TotalMilliseconds, 23, 24);
        Assert.Single(_frames);
    }

    [Fact]
    public void Delayed_requests_share_a_frame()
    {
        for (var i = 0; i < 300; i++)
        {
            if (i % 10 == 0)
            {
                _loop.InvalidateWithin(100 * Millisecond);
            }

            _loop.Step();
            _clock.Advance(Millisecond);
        }

        Assert.Equal([100, 210], _frames);
    }

    [Fact]
    public void What_is_scheduled_runs_in_order_of_time_and_then_of_calls()
    {
        var ran = "";
        _loop.Schedule(20 * Millisecond, () => ran += "c");
        _loop.Schedule(10 * Millisecond, () => ran += "b");
        _loop.Schedule(() => ran += "a");
        _loop.Schedule(20 * Millisecond, () => ran += "d");
        _loop.Schedule(_clock.GetUtcNow() + (5 * Millisecond), () => ran += "-");
        _loop.Schedule(15 * Millisecond, () => ran += "never").Dispose();

        var wait = _loop.Step();
        Assert.Equal("a", ran);
        Assert.Equal(5 * Millisecond, wait);

        _clock.Advance(30 * Millisecond);
        _loop.Step();
        Assert.Equal("a-bcd", ran);
    }

    [Fact]
    public void Many_events_at_once_are_one_frame()
    {
        using var subscription = Observable.Range(0, 1000).ObserveOn(_loop).Subscribe(_ => _loop.Invalidate());

        _loop.Step();
        _loop.Step();

        Assert.Single(_frames);
    }

    [Fact]
    public void Continuous_work_does_not_delay_frames()
    {
        _loop.Schedule(again =>
        {
            _clock.Advance(Millisecond);
            again();
        });
        _loop.Invalidate();

        _loop.Step();

        Assert.Single(_frames);
    }

    [Fact]
    public void A_frame_that_a_stuck_terminal_cannot_take_is_drawn_when_it_can()
    {
        _isStuck = true;
        _loop.Invalidate();
        Assert.Null(_loop.Step());
        Assert.Empty(_frames);

        _isStuck = false;
        _loop.Wake();
        _loop.Step();

        Assert.Single(_frames);
    }

    [Fact]
    public void Stopping_ends_the_run_with_the_first_code()
    {
        _loop.Schedule(() => _loop.Stop(130));
        _loop.Schedule(() => _loop.Stop(0));

        Assert.Equal(130, Run());
    }

    [Fact]
    public void Exceptions_of_scheduled_actions_propagate()
    {
        _loop.Schedule(() => throw new InvalidOperationException("bug"));

        Assert.Throws<InvalidOperationException>(() => Run());
    }

    [Fact]
    public void A_call_from_another_thread_wakes_the_loop()
    {
        var caller = new Thread(() => _loop.Schedule(() => _loop.Stop(7)));
        caller.Start();

        Assert.Equal(7, Run());
    }

    private int Run()
    {
        while (!_loop.IsStopped)
        {
            _loop.Wait(_loop.Step());
        }

        return _loop.ExitCode;
    }

    private bool Draw()
    {
        if (!_isStuck)
        {
            _frames.Add((_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds);
        }

        return !_isStuck;
    }

    private sealed class Clock : TimeProvider
    {
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _now += time;

        public override long GetTimestamp() => _now.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;
    }
}
