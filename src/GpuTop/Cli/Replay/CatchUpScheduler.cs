using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace GpuTop.Cli;

/// <summary>A scheduler that begins in the past and works through that time as fast as it can, in short turns of another scheduler; from
/// then on it is in step with it. A simulation that runs on it has a past when it is first looked at. Any thread may schedule.</summary>
internal sealed class CatchUpScheduler : LocalScheduler
{
    // A turn is shorter than a frame, so that keys are answered meanwhile.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private readonly IScheduler _inner;
    private readonly Lock _gate = new();
    private readonly SchedulerQueue<DateTimeOffset> _queue = new();
    private DateTimeOffset _now;

    /// <summary>Prepares; nothing runs before <see cref="Start"/>.</summary>
    /// <param name="inner">Real time; what is scheduled runs on its thread.</param>
    /// <param name="past">How far back to begin.</param>
    public CatchUpScheduler(IScheduler inner, TimeSpan past) => (_inner, _now) = (inner, inner.Now - past);

    /// <summary>Whether the present is reached.</summary>
    public bool IsInStep { get; private set; }

    /// <inheritdoc/>
    public override DateTimeOffset Now => IsInStep ? _inner.Now : _now;

    /// <summary>Begins to catch up.</summary>
    /// <param name="done">Called when the present is reached.</param>
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

    // The next item of the past; at the present, what is left goes over to the other scheduler.
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

    // Periodic work is paced by a stopwatch (Scheduler.SchedulePeriodic), which has to know the time of the past too.
    private sealed class ScheduledTime(CatchUpScheduler scheduler, DateTimeOffset start) : IStopwatch
    {
        public TimeSpan Elapsed => scheduler.Now - start;
    }
}
