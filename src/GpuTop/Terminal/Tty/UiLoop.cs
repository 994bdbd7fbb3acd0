using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace GpuTop.Terminal;

/// <summary>The one thread that owns state and screen: runs what is scheduled in order of time, and draws when something
/// changed. An Rx scheduler, so <c>ObserveOn(loop)</c> brings events here. The first frame is drawn at once, further ones at
/// most 30 times a second and only the newest; an idle loop sleeps. A frame that cannot be shown yet is not queued but stays
/// due.</summary>
/// <param name="time">The clock.</param>
/// <param name="draw">Draws a frame; false when the terminal cannot take it yet: <see cref="Wake"/> tries again.</param>
public sealed class UiLoop(TimeProvider time, Func<bool> draw) : LocalScheduler
{
    private static readonly TimeSpan FrameInterval = TimeSpan.FromSeconds(1.0 / 30);

    private readonly object _gate = new();
    private readonly SchedulerQueue<TimeSpan> _queue = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _nextFrame = TimeSpan.Zero;
    private bool _isDirty;
    private bool _isAnnounced;
    private bool _isWoken;
    private int _exitCode;
    private volatile bool _isStopped;

    /// <inheritdoc/>
    public override DateTimeOffset Now => time.GetUtcNow();

    // Counts on when the clock of the wall is set.
    private TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Something changed: a frame is due. From any thread.</summary>
    public void Invalidate()
    {
        lock (_gate)
        {
            _isDirty = true;
            WakeLocked();
        }
    }

    /// <summary>Something changed that nobody waits for: a frame is due after the given time at the latest, so that changes which arrive
    /// one by one are drawn together. From the loop's own thread.</summary>
    public void InvalidateWithin(TimeSpan time)
    {
        if (_isAnnounced)
        {
            return;
        }

        _isAnnounced = true;
        this.Schedule(time, () =>
        {
            _isAnnounced = false;
            Invalidate();
        });
    }

    /// <summary>Looks again whether there is something to do. From any thread.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            WakeLocked();
        }
    }

    /// <summary>Lets <see cref="Run"/> return this code; the first call counts. From any thread.</summary>
    public void Stop(int exitCode)
    {
        lock (_gate)
        {
            _exitCode = _isStopped ? _exitCode : exitCode;
            _isStopped = true;
            WakeLocked();
        }
    }

    /// <summary>Runs on the calling thread until <see cref="Stop"/>; gives its code. What is scheduled and throws ends it with
    /// that exception.</summary>
    public int Run()
    {
        while (!_isStopped)
        {
            var wait = Step();
            lock (_gate)
            {
                if (!_isWoken)
                {
                    // Rounded up, so that the time is over when we wake.
                    Monitor.Wait(_gate, wait is { } limit ? TimeSpan.FromMilliseconds(Math.Ceiling(limit.TotalMilliseconds)) : Timeout.InfiniteTimeSpan);
                }

                _isWoken = false;
            }
        }

        return _exitCode;
    }

    /// <inheritdoc/>
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        lock (_gate)
        {
            var due = Elapsed + (dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero);
            var item = new ScheduledItem<TimeSpan, TState>(this, state, action, due);
            _queue.Enqueue(item);
            WakeLocked();
            return Disposable.Create(item, static item => item.Cancel());
        }
    }

    /// <inheritdoc/>
    public override IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
        Schedule(state, dueTime - Now, action);

    /// <summary>Does what is due, then draws when a frame is due; gives the time until there is something to do again, null when
    /// only a call can bring it.</summary>
    internal TimeSpan? Step()
    {
        // Work without end does not keep a frame back for longer than a frame.
        var frameTime = Elapsed + FrameInterval;
        while (!_isStopped && Elapsed < frameTime && TakeDue() is { } item)
        {
            if (!item.IsCanceled)
            {
                item.Invoke();
            }
        }

        var isBlocked = false;
        var now = Elapsed;
        if (!_isStopped && now >= _nextFrame && TakeDirty())
        {
            isBlocked = !draw();
            if (isBlocked)
            {
                lock (_gate)
                {
                    _isDirty = true;
                }
            }
            else
            {
                _nextFrame = now + FrameInterval;
            }
        }

        return UntilNext(isBlocked);
    }

    private ScheduledItem<TimeSpan>? TakeDue()
    {
        lock (_gate)
        {
            return _queue.Count > 0 && _queue.Peek().DueTime <= Elapsed ? _queue.Dequeue() : null;
        }
    }

    // Cleared before drawing: what changes meanwhile is the next frame's.
    private bool TakeDirty()
    {
        lock (_gate)
        {
            var wasDirty = _isDirty;
            _isDirty = false;
            return wasDirty;
        }
    }

    private TimeSpan? UntilNext(bool isBlocked)
    {
        lock (_gate)
        {
            TimeSpan? item = _queue.Count > 0 ? _queue.Peek().DueTime : null;
            TimeSpan? frame = _isDirty && !isBlocked ? _nextFrame : null;
            var next = item is null || frame < item ? frame : item;
            var wait = next - Elapsed;
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        }
    }

    private void WakeLocked()
    {
        _isWoken = true;
        Monitor.Pulse(_gate);
    }
}
