using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>Detects that this machine or process was suspended.</summary>
internal static class SleepDetector
{
    /// <summary>Length of a sleep after which the probe has ended: it waits 13 s for a heartbeat.</summary>
    private static readonly TimeSpan Sleep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>Emits when this machine or process resumes after a sleep that no connection survives. Cold, never completes.</summary>
    public static IObservable<Unit> WakeUps(IScheduler scheduler) =>
        Observable.Interval(Tick, scheduler).Select(_ => scheduler.Now).WakeUps();

    /// <summary>Gaps between ticks of two seconds.</summary>
    public static IObservable<Unit> WakeUps(this IObservable<DateTimeOffset> ticks) => ticks
        .Buffer(2, 1)
        .Where(pair => pair.Count == 2 && pair[1] - pair[0] > Sleep)
        .Select(_ => Unit.Default);
}
