using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace GpuTop.Ui;

/// <summary>The thread that owns state and screen, as an Rx scheduler: runs scheduled actions in order of time and draws after changes.
/// The first frame is drawn at once, further ones at most 30 times a second; a frame that cannot be shown stays due.</summary>
/// <param name="time">The clock.</param>
/// <param name="draw">Draws a frame; false when the terminal cannot take it, until <see cref="Wake"/>.</param>
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

    // Monotonic: independent of changes of the wall clock.
    private TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Requests a frame. From any thread.</summary>
    public void Invalidate()
    {
        lock (_gate)
        {
            _isDirty = true;
            WakeLocked();
        }
    }

    /// <summary>Requests a frame within the given time, so that changes in short succession share one. From the loop's
    /// own thread.</summary>
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

    /// <summary>Wakes the loop to check for work. From any thread.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            WakeLocked();
        }
    }

    /// <summary>True after <see cref="Stop"/>.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>The code of the first <see cref="Stop"/>.</summary>
    public int ExitCode => _exitCode;

    /// <summary>Ends the loop with an exit code; the first call counts. From any thread.</summary>
    public void Stop(int exitCode)
    {
        lock (_gate)
        {
            _exitCode = _isStopped ? _exitCode : exitCode;
            _isStopped = true;
            WakeLocked();
        }
    }

    /// <summary>Waits until <see cref="Wake"/> or another call has something to do, at most for the given time; null waits without
    /// limit.</summary>
    public void Wait(TimeSpan? limit)
    {
        lock (_gate)
        {
            if (!_isWoken)
            {
                // Rounded up, so that the time has passed after the wait.
                var timeout = limit is { } time ? Math.Ceiling(time.TotalMilliseconds) : Timeout.Infinite;
                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(timeout));
            }

            _isWoken = false;
        }
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

    /// <summary>Runs due actions, then draws a due frame. Returns the time until the next work; null when there is none. Exceptions of
    /// scheduled actions propagate.</summary>
    public TimeSpan? Step()
    {
        // Continuous work delays a frame by at most one frame interval.
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

    // Cleared before drawing: changes during drawing belong to the next frame.
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
