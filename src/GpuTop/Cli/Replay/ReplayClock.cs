using System.Reactive.Concurrency;

namespace GpuTop.Cli;

/// <summary>A scheduler with the clock of a recording; delays are of real time.</summary>
/// <param name="inner">Scheduler that runs the actions.</param>
/// <param name="now">Time of the recording.</param>
internal sealed class ReplayClock(IScheduler inner, Func<DateTimeOffset> now) : LocalScheduler
{
    /// <inheritdoc/>
    public override DateTimeOffset Now => now();

    /// <inheritdoc/>
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, (_, value) => action(this, value));
}
