using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace GpuTop.Cli;

/// <summary>A scheduler whose clock starts in the past and catches up with real time as fast as possible, in short turns of another
/// scheduler, so that a simulation begins with a history. Any thread may schedule.</summary>
internal sealed class CatchUpScheduler : LocalScheduler
{
    // Shorter than a frame, so that keys are handled in between.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private readonly IScheduler _inner;
    private readonly Lock _gate = new();
    private readonly SchedulerQueue<DateTimeOffset> _queue = new();
    private DateTimeOffset _now;

    /// <summary>Creates the scheduler; nothing runs before <see cref="Start"/>.</summary>
    /// <param name="inner">Scheduler of real time; all actions run on its thread.</param>
    /// <param name="past">Length of the history.</param>
    public CatchUpScheduler(IScheduler inner, TimeSpan past) => (_inner, _now) = (inner, inner.Now - past);

    /// <summary>Whether the clock has reached real time.</summary>
    public bool IsInStep { get; private set; }

    /// <inheritdoc/>
    public override DateTimeOffset Now => IsInStep ? _inner.Now : _now;

    /// <summary>Starts to catch up.</summary>
    /// <param name="done">Called when the clock has reached real time.</param>
    public void Start(Action done) => _inner.Schedule(() => RunTurn(done));

    /// <inheritdoc/>
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        lock (_gate)
        {
            if (IsInStep)
            {
                return _inner.Schedule(state, dueTime, (_, value) => action(this, value));
            }

            var due = _now + (dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero);
            var item = new ScheduledItem<DateTimeOffset, TState>(this, state, action, due);
            _queue.Enqueue(item);
            return Disposable.Create(item, static item => item.Cancel());
        }
    }

    /// <inheritdoc/>
    public override IStopwatch StartStopwatch() => new ScheduledTime(this, Now);

    private void RunTurn(Action done)
    {
        var begin = Stopwatch.GetTimestamp();
        while (TakeDue() is { } item)
        {
            if (!item.IsCanceled)
            {
                item.Invoke();
            }

            if (Stopwatch.GetElapsedTime(begin) > Turn)
            {
                Start(done);
                return;
            }
        }

        done();
    }

    // The next due item; null at real time, when the rest moves to the inner scheduler.
    private ScheduledItem<DateTimeOffset>? TakeDue()
    {
        lock (_gate)
        {
            if (_queue.Count > 0 && _queue.Peek().DueTime <= _inner.Now)
            {
                var item = _queue.Dequeue();
                _now = item.DueTime > _now ? item.DueTime : _now;
                return item;
            }

            IsInStep = true;
            while (_queue.Count > 0)
            {
                var later = _queue.Dequeue();
                _inner.Schedule(later.DueTime - _inner.Now, () =>
                {
                    if (!later.IsCanceled)
                    {
                        later.Invoke();
                    }
                });
            }

            return null;
        }
    }

    // Scheduler.SchedulePeriodic paces periodic work by a stopwatch, which must follow this clock.
    private sealed class ScheduledTime(CatchUpScheduler scheduler, DateTimeOffset start) : IStopwatch
    {
        public TimeSpan Elapsed => scheduler.Now - start;
    }
}
