using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>Events that trigger an early retry; for a failure that needs the user, only the success of its jump hosts does.</summary>
/// <param name="WakeUps">Ends of sleeps of this machine; hot.</param>
/// <param name="NetworkChanges">Changes of this machine's addresses; hot.</param>
/// <param name="Recoveries">Names of servers that were reached after a network failure; hot.</param>
/// <param name="JumpsOpened">Jump hosts that were connected, as the configuration lists them; hot.</param>
internal sealed record RetryTriggers(
    IObservable<Unit> WakeUps, IObservable<bool> NetworkChanges, IObservable<string> Recoveries, IObservable<string> JumpsOpened)
{
    /// <summary>Quiet time after the last recovery: a network brings many servers back in sequence.</summary>
    private static readonly TimeSpan RecoveryQuietTime = TimeSpan.FromSeconds(1);

    /// <summary>The triggers after a failure; true where earlier failures no longer count. Cold.</summary>
    /// <param name="failure">The failure of the last attempt.</param>
    /// <param name="server">Name of the server.</param>
    /// <param name="scheduler">The clock.</param>
    public IObservable<bool> After(Failure failure, string server, IScheduler scheduler) => Observable.Merge(
        failure.Jumps is { } jumps ? JumpsOpened.Where(opened => opened == jumps).Select(_ => true) : Observable.Empty<bool>(),
        failure.IsRetried
            ? Observable.Merge(WakeUps, NetworkChanges.Select(_ => Unit.Default)).Select(_ => true)
            : Observable.Empty<bool>(),

        // After the failure of a remote network, the first server that is reached again triggers the others.
        failure.IsOfNetwork
            ? Recoveries.Where(other => other != server).Throttle(RecoveryQuietTime, scheduler).Select(_ => false)
            : Observable.Empty<bool>());
}
