using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Config;
using GpuTop.Recordings;
using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class ConnectionTimeoutsTests : IDisposable
{
    private static readonly ConnectionStep Ready =
        new ConnectionStep.Ready(new RecordedSession(new ServerSetting("a", "a")));

    private readonly HistoricalScheduler _clock = new(new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero));
    private readonly Subject<ConnectionStep> _attempt = new();
    private readonly Subject<Unit> _wakings = new();
    private readonly Subject<Unit> _arrivals = new();
    private readonly Subject<Unit> _doubts = new();
    private readonly List<ConnectionStep> _steps = [];
    private readonly IDisposable _subscription;

    public ConnectionTimeoutsTests() => _subscription = _attempt.WithTimeouts(_wakings, _arrivals, _doubts, _clock).Subscribe(_steps.Add);

    private FailureKind? Failed => (_steps.LastOrDefault() as ConnectionStep.Ended)?.Failure.Kind;

    public void Dispose()
    {
        _subscription.Dispose();
        _attempt.Dispose();
        _wakings.Dispose();
        _arrivals.Dispose();
        _doubts.Dispose();
    }

    [Fact]
    public void Waiting_in_line_takes_as_long_as_it_takes()
    {
        Advance(3600);

        Assert.Empty(_steps);
    }

    [Fact]
    public void A_login_may_take_the_minutes_of_a_second_factor_and_no_more()
    {
        _attempt.OnNext(new ConnectionStep.Started());

        Advance(149);
        Assert.Null(Failed);
        Advance(1);
        Assert.Equal(FailureKind.TimedOut, Failed);
    }

    [Fact]
    public void No_clock_runs_while_the_user_is_asked()
    {
        _attempt.OnNext(new ConnectionStep.Started());
        _attempt.OnNext(new ConnectionStep.Prompt(true));

        Advance(3600);
        Assert.Null(Failed);
        _attempt.OnNext(new ConnectionStep.Prompt(false));
        Advance(150);
        Assert.Equal(FailureKind.TimedOut, Failed);
    }

    [Fact]
    public void The_probe_begins_within_a_minute_of_the_login()
    {
        _attempt.OnNext(new ConnectionStep.Started());
        _attempt.OnNext(new ConnectionStep.Authenticated());

        Advance(59);
        Assert.Null(Failed);
        Advance(1);

        Assert.Equal(FailureKind.NotReady, Failed);
    }

    [Fact]
    public void What_the_shell_said_is_told_when_the_probe_does_not_begin()
    {
        Failure? failure = null;
        using var ended = _attempt.WithTimeouts(Observable.Never<Unit>(), Observable.Never<Unit>(), Observable.Never<Unit>(), _clock)
            .OfType<ConnectionStep.Ended>().Subscribe(end => failure = end.Failure);
        _attempt.OnNext(new ConnectionStep.Authenticated(() => "Which environment?\r\n[1-3] \e[5m"));

        Advance(60);

        Assert.Equal("logged in, but the shell did not start the probe within 60 s: [1-3] ?[5m", failure?.Text);
        Assert.Equal("Which environment?\n[1-3] ?[5m", failure?.Raw);
    }

    [Fact]
    public void Each_byte_starts_the_clock_of_silence_anew_and_silence_ends_the_attempt()
    {
        _attempt.OnNext(Ready);
        for (var times = 0; times < 10; times++)
        {
            Advance(14);
            _attempt.OnNext(new ConnectionStep.Output(new byte[1]));
        }

        Assert.Null(Failed);
        Advance(15);
        Assert.Equal(FailureKind.Silent, Failed);
        Assert.False(_attempt.HasObservers);
    }

    [Fact]
    public void A_jump_host_may_be_silent_for_ever()
    {
        _attempt.OnNext(new ConnectionStep.Started());
        _attempt.OnNext(new ConnectionStep.Open());

        Advance(3600);

        Assert.Null(Failed);
    }

    [Fact]
    public void After_a_sleep_nobody_waits_for_the_silence()
    {
        _attempt.OnNext(Ready);

        _wakings.OnNext(Unit.Default);

        Assert.Equal(FailureKind.Silent, Failed);
        Assert.False(_attempt.HasObservers);
    }

    [Fact]
    public void A_sleep_takes_no_question_away()
    {
        _attempt.OnNext(new ConnectionStep.Started());
        _attempt.OnNext(new ConnectionStep.Prompt(true));

        _wakings.OnNext(Unit.Default);

        Assert.Null(Failed);
    }

    [Fact]
    public void In_doubt_a_connection_that_answers_goes_on()
    {
        _attempt.OnNext(Ready);
        _doubts.OnNext(Unit.Default);
        Advance(2);
        _attempt.OnNext(new ConnectionStep.Output(new byte[1]));

        Advance(14);

        Assert.Null(Failed);
    }

    [Fact]
    public void In_doubt_a_connection_that_does_not_answer_within_seconds_is_over_and_nobody_waits_before_the_next()
    {
        _attempt.OnNext(Ready);
        _attempt.OnNext(new ConnectionStep.Output(new byte[1]));
        _doubts.OnNext(Unit.Default);

        Advance(2);
        Assert.Null(Failed);
        Advance(1);
        Assert.Equal(FailureKind.Silent, Failed);
        Assert.True(((ConnectionStep.Ended)_steps[^1]).Failure.IsInterruption);
        Assert.False(_attempt.HasObservers);
    }

    [Fact]
    public void A_user_who_doubts_again_and_again_waits_no_longer()
    {
        _attempt.OnNext(Ready);
        _doubts.OnNext(Unit.Default);
        Advance(2);
        _doubts.OnNext(Unit.Default);

        Advance(1);

        Assert.Equal(FailureKind.Silent, Failed);
    }

    [Fact]
    public void Who_still_tries_to_reach_the_server_when_another_address_comes_tries_anew()
    {
        _attempt.OnNext(new ConnectionStep.Started());
        Advance(14);

        _arrivals.OnNext(Unit.Default);

        Assert.Equal(FailureKind.TimedOut, Failed);
    }

    [Fact]
    public void Who_has_reached_the_server_may_be_at_a_second_factor_that_must_not_be_asked_for_twice()
    {
        _attempt.OnNext(new ConnectionStep.Started());
        _doubts.OnNext(Unit.Default);
        Advance(16);

        _arrivals.OnNext(Unit.Default);
        _doubts.OnNext(Unit.Default);

        Assert.Null(Failed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_doubt_an_answer_of_the_user_is_not_thrown_away(bool isOpen)
    {
        _attempt.OnNext(new ConnectionStep.Started());
        _attempt.OnNext(new ConnectionStep.Prompt(true));
        _attempt.OnNext(new ConnectionStep.Prompt(isOpen));

        _arrivals.OnNext(Unit.Default);
        _doubts.OnNext(Unit.Default);
        Advance(4);

        Assert.Null(Failed);
    }

    [Fact]
    public void A_gap_between_ticks_is_a_sleep_and_a_late_tick_is_not()
    {
        var start = _clock.Now;
        var ticks = new[] { 0, 2, 4, 9, 11, 3600, 3602 }.Select(second => start.AddSeconds(second)).ToObservable();

        var wakeUps = new List<Unit>();
        using var listening = ticks.WakeUps().Subscribe(wakeUps.Add);

        Assert.Single(wakeUps);
    }

    private void Advance(int seconds) => _clock.AdvanceBy(TimeSpan.FromSeconds(seconds));
}
