using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>What makes another attempt worth while before its time. What only the user can mend has none but a jump host that is passed.</summary>
/// <param name="Wakings">This machine has just woken; hot.</param>
/// <param name="NetworkChanges">This machine has other addresses; hot.</param>
/// <param name="Recoveries">The name of a server that was reached after its network had failed; hot.</param>
/// <param name="JumpsOpened">The jump hosts that were just passed, as a configuration lists them; hot.</param>
internal sealed record RetryTriggers(
    IObservable<Unit> Wakings, IObservable<bool> NetworkChanges, IObservable<string> Recoveries, IObservable<string> JumpsOpened)
{
    /// <summary>A network brings many servers back one after the other: the others try after the last of them.</summary>
    private static readonly TimeSpan Recovered = TimeSpan.FromSeconds(1);

    /// <summary>The signs after a failure; true where earlier failures say nothing any more. Cold.</summary>
    /// <param name="failure">Why the last attempt failed.</param>
    /// <param name="server">Whose attempt.</param>
    /// <param name="scheduler">The clock.</param>
    public IObservable<bool> After(Failure failure, string server, IScheduler scheduler) => Observable.Merge(
        failure.Jumps is { } jumps ? JumpsOpened.Where(opened => opened == jumps).Select(_ => true) : Observable.Empty<bool>(),
        failure.MayPass ? Observable.Merge(Wakings, NetworkChanges.Select(_ => Unit.Default)).Select(_ => true) : Observable.Empty<bool>(),

        // Where a network failed that is not ours, the first server that is reached again tells it for all.
        failure.IsOfNetwork ? Recoveries.Where(other => other != server).Throttle(Recovered, scheduler).Select(_ => false) : Observable.Empty<bool>());
}
