using System.Reactive.Concurrency;

namespace GpuTop.Cli;

/// <summary>A scheduler whose time is that of a recording; what is scheduled on it runs on another one, after the same span of real
/// time.</summary>
/// <param name="inner">Runs what is scheduled.</param>
/// <param name="now">The time of the recording.</param>
internal sealed class ReplayClock(IScheduler inner, Func<DateTimeOffset> now) : LocalScheduler
{
    /// <inheritdoc/>
    public override DateTimeOffset Now => now();

    /// <inheritdoc/>
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, (_, value) => action(this, value));
}
