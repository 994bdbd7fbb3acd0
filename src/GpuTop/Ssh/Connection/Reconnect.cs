using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>Repeats attempts to connect, with a pause that depends on the last failure.</summary>
internal static class Reconnect
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>A job on the server may start at any time, but each attempt is a refused login in its log.</summary>
    private static readonly TimeSpan PolicyPause = TimeSpan.FromMinutes(5);

    /// <summary>Time of data flow after which earlier failures no longer count.</summary>
    private static readonly TimeSpan HealthyAfter = TimeSpan.FromSeconds(60);

    /// <summary>Events of all attempts. Cold, never completes.</summary>
    /// <param name="attempt">One attempt each time it is subscribed to; ends with <see cref="ConnectionStep.Ended"/>.</param>
    /// <param name="read">Parses the bytes of an attempt; completes when they do.</param>
    /// <param name="retryNow">Ends the pause after a failure; true where earlier failures no longer count; hot.</param>
    /// <param name="random">0 to 1, for the jitter.</param>
    /// <param name="scheduler">The clock.</param>
    public static IObservable<ConnectionEvent<T>> Events<T>(
        this IObservable<ConnectionStep> attempt,
        Func<IObservable<ReadOnlyMemory<byte>>, IObservable<T>> read,
        Func<Failure, IObservable<bool>> retryNow,
        Func<double> random,
        IScheduler scheduler) => Observable.Defer(() =>
    {
        var failures = 0;
        return Observable.Defer(() =>
        {
            ConnectionStep.Ended? end = null;
            DateTimeOffset? liveSince = null;
            return attempt
                .Do(step =>
                {
                    end = step as ConnectionStep.Ended;
                    liveSince ??= step is ConnectionStep.Ready ? scheduler.Now : null;
                })
                .ToEvents(read)
                .StartWith(new ConnectionEvent<T>.Connecting(failures + 1))
                .Concat(Observable.Defer(() =>
                {
                    var failure = end?.Failure ?? new Failure(FailureKind.Lost, "connection lost");
                    if (failure.IsInterruption && liveSince is null)
                    {
                        failures = 0;
                        return Observable.Empty<ConnectionEvent<T>>(); // No connection was lost: start the next attempt at once.
                    }

                    failures = failure.IsInterruption ? 0 : scheduler.Now - liveSince >= HealthyAfter ? 1 : failures + 1;
                    return failure.IsRetried
                        ? Pause(failure, scheduler.Now + PauseAfter(failure.Kind, failures, random()), liveSince is not null)
                        : RetryNow(failure).Wait<T>(new ConnectionEvent<T>.NeedsUser(failure));
                }));
        }).Repeat();

        IObservable<ConnectionEvent<T>> Pause(Failure failure, DateTimeOffset until, bool wasLive) =>
            Observable.Timer(until, scheduler)
                .Select(_ => Unit.Default)
                .Amb(RetryNow(failure))
                .Wait<T>(new ConnectionEvent<T>.Broken(failure, until, wasLive));

        IObservable<Unit> RetryNow(Failure failure) =>
            retryNow(failure).Take(1).Do(isFresh => failures = isFresh ? 0 : failures).Select(_ => Unit.Default);
    });

    /// <summary>0, 1, 2, 4 ... 60 s, five minutes for a policy; up to 30 % more or less, which spreads the attempts of a fleet.</summary>
    /// <param name="kind">Kind of the last failure.</param>
    /// <param name="failures">Number of consecutive failures.</param>
    /// <param name="random">0 to 1.</param>
    public static TimeSpan PauseAfter(FailureKind kind, int failures, double random) => (kind, failures) switch
    {
        (FailureKind.Policy, _) => PolicyPause,
        (_, 0) => TimeSpan.Zero,
        _ => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestPause.TotalSeconds)),
    } * (0.7 + (0.6 * random));

    /// <summary>Emits the event, then waits for the signal; a signal that the event itself causes counts.</summary>
    private static IObservable<ConnectionEvent<T>> Wait<T>(this IObservable<Unit> signal, ConnectionEvent<T> update) =>
        Observable.Merge(signal.IgnoreElements().Select(_ => update), Observable.Return(update));

    private static IObservable<ConnectionEvent<T>> ToEvents<T>(
            this IObservable<ConnectionStep> attempt, Func<IObservable<ReadOnlyMemory<byte>>, IObservable<T>> read) =>
            attempt.Publish(steps => Observable.Merge(
                steps
                    .Where(step => step is ConnectionStep.Authenticated or ConnectionStep.Ready)
                    .Select(step => step is ConnectionStep.Ready ready
                        ? new ConnectionEvent<T>.Ready(ready.Session)
                        : (ConnectionEvent<T>)new ConnectionEvent<T>.Authenticated()),
                read(steps.OfType<ConnectionStep.Output>().Select(output => output.Bytes))
                    .Select(value => new ConnectionEvent<T>.Received(value))));
}
