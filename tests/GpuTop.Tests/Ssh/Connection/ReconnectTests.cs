using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Text;
using GpuTop.Config;
using GpuTop.Recordings;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.Tests.Ssh;

public sealed class ReconnectTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly Failure Refused = new(FailureKind.Refused, "connection refused");
    private static readonly Failure Denied = new(FailureKind.Authentication, "permission denied");
    private static readonly SshSession Session = new RecordedSession(new ServerSetting("a", "a"));

    private readonly HistoricalScheduler _clock = new(Start);
    private readonly Subject<Unit> _byUser = new();
    private readonly Subject<Unit> _byNetwork = new();
    private readonly Subject<Unit> _bySibling = new();
    private readonly List<ConnectionEvent> _news = [];
    private readonly List<Subject<ConnectionStep>> _attempts = [];
    private int _open;

    private IObservable<bool> Fresh => _byUser.Merge(_byNetwork).Select(_ => true);

    private Subject<ConnectionStep> Current => _attempts[^1];

    public void Dispose()
    {
        _byUser.Dispose();
        _byNetwork.Dispose();
        _bySibling.Dispose();
    }

    [Fact]
    public void Nothing_happens_before_someone_listens()
    {
        _ = Life();

        Assert.Empty(_attempts);
    }

    [Fact]
    public void An_attempt_is_told_step_by_step()
    {
        using var life = Life().Subscribe(_news.Add);

        GoLive("one");

        Assert.Equal(
            [
                new ConnectionEvent.Connecting(1),
                new ConnectionEvent.Authenticated(),
                new ConnectionEvent.Ready(Session),
                new ConnectionEvent.Received("one"),
            ],
            _news);
    }

    [Fact]
    public void A_lost_connection_is_news_and_the_next_begins_after_the_pause()
    {
        using var life = Life().Subscribe(_news.Add);
        GoLive("one");
        _news.Clear();

        End(Refused);

        Assert.Equal([new ConnectionEvent.Broken(Refused, Start.AddSeconds(1), WasLive: true)], _news);
        _clock.AdvanceBy(TimeSpan.FromSeconds(0.9));
        Assert.Single(_attempts);
        _clock.AdvanceBy(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, _attempts.Count);
        Assert.Equal(new ConnectionEvent.Connecting(2), _news[^1]);
    }

    [Fact]
    public void Pauses_double_up_to_a_minute()
    {
        using var life = Life().Subscribe(_news.Add);
        for (var failure = 0; failure < 9; failure++)
        {
            End(Refused);
            _clock.AdvanceBy(TimeSpan.FromSeconds(60));
        }

        var pauses = _news.Zip(_news.Skip(1)).Where(pair => pair.Second is ConnectionEvent.Broken).Select((pair, index) =>
            (((ConnectionEvent.Broken)pair.Second).RetryAt - Start.AddSeconds(60 * index)).TotalSeconds);
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], pauses);
    }

    [Theory]
    [InlineData(0.0, 2.8)]
    [InlineData(0.5, 4.0)]
    [InlineData(1.0, 5.2)]
    public void A_pause_varies_by_a_third(double random, double seconds) =>
        Assert.Equal(seconds, Reconnect.PauseAfter(FailureKind.Lost, 3, random).TotalSeconds, 6);

    [Fact]
    public void A_minute_of_data_makes_earlier_failures_forgotten()
    {
        using var life = Life().Subscribe(_news.Add);
        for (var failure = 0; failure < 5; failure++)
        {
            End(Refused);
            _clock.AdvanceBy(TimeSpan.FromSeconds(60));
        }

        GoLive("one");
        _clock.AdvanceBy(TimeSpan.FromSeconds(60));
        End(Refused);

        Assert.Equal(_clock.Now.AddSeconds(1), Assert.IsType<ConnectionEvent.Broken>(_news[^1]).RetryAt);
    }

    [Fact]
    public void After_a_sleep_there_is_no_pause_however_often_it_failed_before()
    {
        using var life = Life().Subscribe(_news.Add);
        for (var failure = 0; failure < 8; failure++)
        {
            End(Refused);
            _clock.AdvanceBy(TimeSpan.FromSeconds(60));
        }

        GoLive("one");
        End(new Failure(FailureKind.Silent, "this machine was asleep") { IsInterruption = true });

        Assert.Equal(_clock.Now, Assert.IsType<ConnectionEvent.Broken>(_news[^1]).RetryAt);
    }

    [Fact]
    public void A_connection_that_breaks_soon_after_it_came_does_not_shorten_the_pauses()
    {
        using var life = Life().Subscribe(_news.Add);
        End(Refused);
        _clock.AdvanceBy(TimeSpan.FromSeconds(1));
        GoLive("one");
        _clock.AdvanceBy(TimeSpan.FromSeconds(10));
        End(Refused);

        Assert.Equal(_clock.Now.AddSeconds(2), Assert.IsType<ConnectionEvent.Broken>(_news[^1]).RetryAt);
    }

    [Fact]
    public void What_only_the_user_can_change_is_never_tried_again_by_itself()
    {
        using var life = Life().Subscribe(_news.Add);

        End(Denied);
        _byNetwork.OnNext(Unit.Default);
        _clock.AdvanceBy(TimeSpan.FromDays(1));

        Assert.Single(_attempts);
        Assert.Equal(new ConnectionEvent.NeedsUser(Denied), _news[^1]);
        _byUser.OnNext(Unit.Default);
        Assert.Equal(2, _attempts.Count);
    }

    [Fact]
    public void The_user_or_a_changed_network_cuts_a_pause_short()
    {
        using var life = Life().Subscribe(_news.Add);

        End(Refused);
        _byUser.OnNext(Unit.Default);
        Assert.Equal(2, _attempts.Count);
        End(Refused);
        _byNetwork.OnNext(Unit.Default);
        Assert.Equal(3, _attempts.Count);

        _clock.AdvanceBy(TimeSpan.FromMinutes(5));
        Assert.Equal(3, _attempts.Count);
    }

    [Fact]
    public void An_attempt_that_is_begun_anew_before_it_was_live_is_no_news()
    {
        using var life = Life().Subscribe(_news.Add);
        _news.Clear();

        End(new Failure(FailureKind.TimedOut, "trying anew") { IsInterruption = true });

        Assert.Equal([new ConnectionEvent.Connecting(1)], _news);
        Assert.Equal(2, _attempts.Count);
    }

    [Fact]
    public void A_new_network_starts_the_pauses_from_the_shortest_and_another_server_does_not()
    {
        using var life = Life().Subscribe(_news.Add);
        for (var failure = 0; failure < 5; failure++)
        {
            End(Refused);
            _clock.AdvanceBy(TimeSpan.FromSeconds(60));
        }

        End(Refused);
        _bySibling.OnNext(Unit.Default);
        End(Refused);
        Assert.Equal(_clock.Now.AddSeconds(60), Assert.IsType<ConnectionEvent.Broken>(_news[^1]).RetryAt);
        _byNetwork.OnNext(Unit.Default);
        End(Refused);
        Assert.Equal(_clock.Now.AddSeconds(1), Assert.IsType<ConnectionEvent.Broken>(_news[^1]).RetryAt);
    }

    [Fact]
    public void An_answer_to_the_news_itself_is_heard()
    {
        using var life = Life().Subscribe(news =>
        {
            if (news is ConnectionEvent.NeedsUser && _attempts.Count < 3)
            {
                _byUser.OnNext(Unit.Default);
            }
        });

        End(Denied);
        End(Denied);

        Assert.Equal(3, _attempts.Count);
    }

    [Fact]
    public void Asking_while_an_attempt_runs_changes_nothing()
    {
        using var life = Life().Subscribe(_news.Add);

        _byUser.OnNext(Unit.Default);

        Assert.Single(_attempts);
    }

    [Fact]
    public void Ending_the_subscription_ends_the_attempt()
    {
        var life = Life().Subscribe(_news.Add);
        Assert.Equal(1, _open);

        life.Dispose();

        Assert.Equal(0, _open);
    }

    private IObservable<ConnectionEvent> Life() => Observable
        .Create<ConnectionStep>(observer =>
        {
            var attempt = new Subject<ConnectionStep>();
            _attempts.Add(attempt);
            _open++;
            var subscription = attempt.Subscribe(observer);
            return () =>
            {
                _open--;
                subscription.Dispose();
            };
        })
        .Events(
            bytes => bytes.Select(part => Encoding.ASCII.GetString(part.Span)),
            failure => failure.IsRetried ? Fresh.Merge(_bySibling.Select(_ => false)) : _byUser.Select(_ => true),
            () => 0.5,
            _clock);

    private void GoLive(string text)
    {
        Current.OnNext(new ConnectionStep.Started());
        Current.OnNext(new ConnectionStep.Authenticated());
        Current.OnNext(new ConnectionStep.Ready(Session));
        Current.OnNext(new ConnectionStep.Output(Encoding.ASCII.GetBytes(text)));
    }

    private void End(Failure failure)
    {
        var attempt = Current;
        attempt.OnNext(new ConnectionStep.Ended(failure));
        attempt.OnCompleted();
    }
}
