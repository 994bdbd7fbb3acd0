using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace GpuTop.TerminalDriver;

/// <summary>The terminal in full-screen mode, restored on every exit path. <see cref="Dispose"/>,
/// <see cref="Restore"/>, the end of the process, an unhandled exception and the signals that end a process all restore it once,
/// before other output.</summary>
public sealed class Tty : IDisposable
{
    // SIGTSTP does not stop an orphaned process group (POSIX), so the wait for SIGCONT needs a limit.
    private static readonly TimeSpan ContinueTimeout = TimeSpan.FromMilliseconds(250);

    // TIOCSWINSZ accepts 65,535 for both; a frame of that size would take 64 GB.
    private const int MaxWidth = 1000;
    private const int MaxHeight = 500;

    private readonly ITtyDevice _device;
    private readonly Action<int> _end;
    private readonly TtyInput _input;
    private readonly TtyOutput _output;
    private readonly ISubject<InputEvent> _events = Subject.Synchronize(new Subject<InputEvent>());
    private readonly ManualResetEventSlim _left = new(initialState: true);
    private readonly ManualResetEventSlim _continued = new();
    private readonly Lock _gate = new();
    private IDisposable _signals = Disposable.Empty;
    private bool _usesMouse;
    private volatile bool _isOpen;
    private volatile bool _isLent;
    private volatile bool _isDisposed;

    internal Tty(ITtyDevice device, Action<int> end, bool usesMouse)
    {
        (_device, _end, _usesMouse) = (device, end, usesMouse);
        _input = new(device, _gate, () => _isOpen, _events.OnNext, () => End(SignalExitCodes.Hangup));
        _output = new(device, () => _isOpen, () => Ready?.Invoke());
        Input = Observable.Defer(() =>
        {
            _input.Start();
            return _events;
        });
    }

    /// <summary>Raised on any thread when the next frame can be written.</summary>
    public event Action? Ready;

    /// <summary>True when both standard input and output are a terminal.</summary>
    public static bool IsAvailable => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>Keys, clicks, pastes and new sizes. Hot, never completes, no errors; on threads of its own.
    /// Reading begins with the first subscription.</summary>
    public IObservable<InputEvent> Input { get; }

    /// <summary>Columns, limited to 1 to 1000.</summary>
    public int Width { get; private set; } = 80;

    /// <summary>Rows, limited to 1 to 500.</summary>
    public int Height { get; private set; } = 24;

    /// <summary>True when a frame can be written: the terminal is open and the last frame is written.</summary>
    public bool IsReady => _isOpen && !_output.IsBusy;

    /// <summary>Incremented when the terminal's content is lost: the next frame must be a full one.</summary>
    internal int Generation { get; private set; }

    /// <summary>The terminal's functions, for the time that it is lent.</summary>
    internal ITtyDevice Device => _device;

    /// <summary>Longest delay of the program's exit by a terminal that takes no output.</summary>
    internal TimeSpan LeaveTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Opens the terminal: signals, raw mode, alternate screen. IOException without a terminal.</summary>
    /// <param name="end">Called on another thread to end the program with this exit code, after a signal or when the terminal is closed;
    /// without <see cref="Restore"/> within two seconds the process is ended.</param>
    /// <param name="usesMouse">False leaves the mouse to the terminal, for its selection of text.</param>
    public static Tty Open(Action<int> end, bool usesMouse = true)
    {
        var tty = new Tty(new UnixTty(Console.OpenStandardOutput()), end, usesMouse);

        // Before raw mode: .NET saves the terminal's settings with the first registration and restores them later.
        tty._signals = TtySignals.Watch(tty);
        tty.Enter();
        return tty;
    }

    /// <summary>Queues bytes for the terminal: a frame, or a request such as <see cref="Osc.Copy"/>. Never blocks; bytes are dropped
    /// while the terminal is not open.</summary>
    public void Send(ReadOnlySpan<byte> bytes) => _output.Send(bytes);

    /// <summary>Switches reporting of the mouse on or off.</summary>
    public void UseMouse(bool isUsed)
    {
        _usesMouse = isUsed;
        Send(isUsed ? Sequences.MouseOn : Sequences.MouseOff);
    }

    /// <summary>Makes the next frame a full one, after output of another program.</summary>
    public void Repaint()
    {
        if (_isOpen)
        {
            Redraw();
        }
    }

    /// <summary>Restores the terminal. Idempotent and thread-safe; waits for the current write.</summary>
    public void Restore()
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                return;
            }

            _isOpen = false;
            _input.Pause();
            try
            {
                _output.WriteAtOnce(Sequences.Leave);
            }
            finally
            {
                _device.Restore();
                _left.Set();
            }
        }
    }

    /// <summary>Ctrl-Z: restores the terminal, stops this job, and opens the terminal again when it is continued.</summary>
    public void Suspend()
    {
        Restore();
        _continued.Reset();
        _device.StopJob();
        _continued.Wait(ContinueTimeout);
        Enter();
    }

    /// <summary>Restores the terminal for a child process until the result is disposed. Meanwhile no key is read, no frame is written,
    /// and SIGINT and SIGQUIT are ignored.</summary>
    public IDisposable Lend()
    {
        _isLent = true;
        Restore();
        return Disposable.Create(() =>
        {
            _isLent = false;
            Enter();
        });
    }

    /// <summary>Restores the terminal for the last time.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        StartWatchdog(exitCode: 1);
        Restore();
        _signals.Dispose();
    }

    internal void Enter()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            ReadSize();
            _device.MakeRaw();
            _left.Reset();
            _isOpen = true;
            _output.WriteAtOnce(Sequences.Enter);
            _output.WriteAtOnce(_usesMouse ? Sequences.MouseOn : Sequences.MouseOff);
            _input.Resume();
        }

        Redraw();
    }

    /// <summary>Handles SIGWINCH.</summary>
    internal void OnResized()
    {
        if (_isOpen)
        {
            ReadSize();
            Redraw();
        }
    }

    /// <summary>Handles SIGCONT: another program may have changed the terminal's modes.</summary>
    internal void OnContinued()
    {
        _continued.Set();
        if (_isOpen)
        {
            Enter();
        }
    }

    /// <summary>Handles a signal that ends the program; those of keys belong to the child that has the terminal.</summary>
    internal void OnSignal(int exitCode)
    {
        if (!_isLent || exitCode is not (SignalExitCodes.Interrupt or SignalExitCodes.Quit))
        {
            End(exitCode);
        }
    }

    private void End(int exitCode)
    {
        StartWatchdog(exitCode);
        _end(exitCode);
    }

    private void StartWatchdog(int exitCode)
    {
        if (_left.IsSet)
        {
            return;
        }

        // A thread instead of a timer: the thread pool may be blocked.
        var watchdog = new Thread(() =>
        {
            if (!_left.Wait(LeaveTimeout))
            {
                _device.Restore();
                _device.Exit(exitCode);
            }
        })
        {
            IsBackground = true,
            Name = "tty watchdog",
        };
        watchdog.Start();
    }

    private void ReadSize()
    {
        var (width, height) = _device.Size;
        (Width, Height) = width > 0 && height > 0 ? (Math.Min(width, MaxWidth), Math.Min(height, MaxHeight)) : (Width, Height);
    }

    private void Redraw()
    {
        Generation++;
        _events.OnNext(new Resized(Width, Height));
        Ready?.Invoke();
    }
}
