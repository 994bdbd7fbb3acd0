using System.Diagnostics;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>The time limits of the steps of an attempt.</summary>
internal static class ConnectionTimeouts
{
    /// <summary>Limit for the login. ssh itself gives up a silent network after 15 s; the rest is for second factors that take a minute,
    /// which sshd can double: it delays each answer to a power of two of a few milliseconds (auth2.c, ensure_minimum_time_since;
    /// measured: 98 s). After 120 s most servers disconnect (LoginGraceTime).</summary>
    public static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(150);

    /// <summary>Limit from the login to the probe's first line. An rc file that waits for a dead file server took 20 s; ssh has no
    /// limit.</summary>
    public static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    /// <summary>Limit without a byte after that, when a live connection is lost. The probe answers a heartbeat every 3 s, so four were
    /// lost.</summary>
    public static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(15);

    /// <summary>Limit without a byte after a requested heartbeat: more than two round trips of any network, and than the retransmission
    /// pause of TCP after an outage of three seconds.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    /// <summary>Time after which ssh gives up a silent network; an attempt still running then is in contact with the server.</summary>
    private static readonly TimeSpan ReachWithin = TimeSpan.FromSeconds(15);

    /// <summary>Ends an attempt as a failure when a step exceeds its limit; there is none while a prompt is open.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="wakeUps">Ends of sleeps, after which every connection is gone; hot.</param>
    /// <param name="newAddresses">New addresses of this machine: a connection attempt may use an obsolete route; hot.</param>
    /// <param name="heartbeatRequests">Requests for a heartbeat, after a new address or by the user; hot.</param>
    /// <param name="scheduler">The clock.</param>
    public static IObservable<ConnectionStep> WithTimeouts(
        this IObservable<ConnectionStep> attempt,
        IObservable<Unit> wakeUps,
        IObservable<Unit> newAddresses,
        IObservable<Unit> heartbeatRequests,
        IScheduler scheduler) => Observable.Defer(() =>
    {
        ConnectionStep last = new ConnectionStep.Prompt(true);
        var startedAt = DateTimeOffset.MaxValue;
        return attempt
            .Do(step =>
            {
                last = step;
                startedAt = step is ConnectionStep.Started ? scheduler.Now : startedAt;
            })
            .Publish(steps => Observable.Merge(
                steps.Timeout(
                    Observable.Never<Unit>(),
                    step => Limit(step) is { } limit
                        ? Observable.Timer(limit, scheduler).Select(_ => Unit.Default)
                        : Observable.Never<Unit>(),
                    Observable.Defer(() => Observable.Return<ConnectionStep>(new ConnectionStep.Ended(TooSlow(last))))),
                wakeUps.Where(_ => last is not ConnectionStep.Prompt).Select(_ => new ConnectionStep.Ended(Asleep)),
                newAddresses
                    .Where(_ => last is ConnectionStep.Started && scheduler.Now - startedAt < ReachWithin)
                    .Select(_ => new ConnectionStep.Ended(Outdated)),
                heartbeatRequests.Where(_ => last is ConnectionStep.Ready or ConnectionStep.Output)
                    .SelectMany(_ => Observable.Timer(AnswerWithin, scheduler).TakeUntil(steps))
                    .Select(_ => new ConnectionStep.Ended(Unanswered))))
            .TakeUntil(step => step is ConnectionStep.Ended);
    });

    private static Failure Asleep => new(FailureKind.Silent, "connection lost: this machine was asleep") { IsInterruption = true };

    private static Failure Outdated => new(FailureKind.TimedOut, "not answered yet: trying anew") { IsInterruption = true };

    private static Failure Unanswered => new(FailureKind.Silent, "connection lost: no answer within 3 s") { IsInterruption = true };

    private static TimeSpan? Limit(ConnectionStep step) => step switch
    {
        ConnectionStep.Started or ConnectionStep.Prompt(IsOpen: false) => ConnectWithin,
        ConnectionStep.Authenticated => ReadyWithin,
        ConnectionStep.Ready or ConnectionStep.Output => SilentFor,
        ConnectionStep.Prompt or ConnectionStep.Open or ConnectionStep.Ended => null,
        _ => throw new UnreachableException(),
    };

    private static Failure TooSlow(ConnectionStep step) => step switch
    {
        ConnectionStep.Authenticated login => SessionFailure.NotReady(login.ShellOutput?.Invoke() ?? "", ReadyWithin),
        ConnectionStep.Ready or ConnectionStep.Output => new Failure(FailureKind.Silent, "connection lost: nothing heard for 15 s"),
        _ => new Failure(FailureKind.TimedOut, $"the login did not finish within {ConnectWithin.TotalSeconds:0} s"),
    };
}
