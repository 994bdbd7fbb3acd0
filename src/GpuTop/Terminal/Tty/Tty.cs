using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace GpuTop.Terminal;

/// <summary>Owns the terminal: takes it for the full screen and gives it back on every way out. <see cref="Dispose"/>,
/// <see cref="Leave"/>, the end of the process, an unhandled exception and the signals that end a process all restore it, once,
/// before anything else is printed.</summary>
public sealed class Tty : IDisposable
{
    // An orphaned process group is not stopped by SIGTSTP: nobody could wake it again.
    private static readonly TimeSpan ContinueTimeout = TimeSpan.FromMilliseconds(250);

    // TIOCSWINSZ takes 65,535 for both: a frame of that size would be 64 GB.
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
        _input = new(device, _gate, () => _isOpen, _events.OnNext, () => End(ExitCodes.Hangup));
        _output = new(device, () => _isOpen, () => Ready?.Invoke());
        Input = Observable.Defer(() =>
        {
            _input.Start();
            return _events;
        });
    }

    /// <summary>Raised on any thread when a frame can be written (again): the last one is out, or the screen is ours again.</summary>
    public event Action? Ready;

    /// <summary>True when both standard input and output are a terminal.</summary>
    public static bool IsAvailable => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>What is typed, clicked and pasted, and every new size. Hot, never ends, no errors; on threads of its own.
    /// Reading begins with the first subscription.</summary>
    public IObservable<InputEvent> Input { get; }

    /// <summary>Columns; 1 to 1000, also where the terminal has more.</summary>
    public int Width { get; private set; } = 80;

    /// <summary>Rows; 1 to 500, also where the terminal has more.</summary>
    public int Height { get; private set; } = 24;

    /// <summary>True when a frame may be written: the screen is ours and the last frame is out.</summary>
    public bool IsReady => _isOpen && !_output.IsBusy;

    /// <summary>Grows whenever the terminal no longer shows what was written: the next frame must be a whole one.</summary>
    internal int Generation { get; private set; }

    /// <summary>How long a terminal that takes no more output may keep the program from ending.</summary>
    internal TimeSpan LeaveTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Takes the terminal: signals, raw mode, alternate screen. Throws IOException where there is none.</summary>
    /// <param name="end">Asked, on another thread, to end the program with this exit code, because of a signal or because the
    /// terminal is gone. The program then has two seconds to <see cref="Leave"/>; after that it is ended.</param>
    /// <param name="usesMouse">False leaves the mouse to the terminal, so that text can be selected.</param>
    public static Tty Open(Action<int> end, bool usesMouse = true)
    {
        var tty = new Tty(new UnixTty(Console.OpenStandardOutput()), end, usesMouse);

        // Before raw mode: with the first of these .NET takes the terminal's settings as those to go back to.
        tty._signals = TtySignals.Watch(tty);
        tty.Enter();
        return tty;
    }

    /// <summary>Queues bytes for the terminal: a frame, or a request such as <see cref="Osc.Copy"/>. Never waits; bytes are dropped
    /// while the screen is not ours.</summary>
    public void Send(ReadOnlySpan<byte> bytes) => _output.Send(bytes);

    /// <summary>Switches reporting of the mouse on or off.</summary>
    public void UseMouse(bool isUsed)
    {
        _usesMouse = isUsed;
        Send(isUsed ? Sequences.MouseOn : Sequences.MouseOff);
    }

    /// <summary>Lets the next frame be a whole one: something else may have written on the screen.</summary>
    public void Repaint()
    {
        if (_isOpen)
        {
            Redraw();
        }
    }

    /// <summary>Gives the terminal back as it was. May be called on every path, again and at once; waits for a frame being written.</summary>
    public void Leave()
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

    /// <summary>Ctrl-Z: gives the terminal to the shell, stops this job, and takes the terminal again when it is continued.</summary>
    public void Suspend()
    {
        Leave();
        _continued.Reset();
        _device.StopJob();
        _continued.Wait(ContinueTimeout);
        Enter();
    }

    /// <summary>Lends the terminal to a child process until the result is disposed; then takes it again. No key is read and no
    /// frame written meanwhile, and Ctrl-C is the child's business.</summary>
    public IDisposable Lend()
    {
        _isLent = true;
        Leave();
        return Disposable.Create(() =>
        {
            _isLent = false;
            Enter();
        });
    }

    /// <summary>Gives the terminal back for good.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        StartWatchdog(exitCode: 1);
        Leave();
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

    /// <summary>The window has another size.</summary>
    internal void OnResized()
    {
        if (_isOpen)
        {
            ReadSize();
            Redraw();
        }
    }

    /// <summary>The job goes on after a stop. Whoever had the terminal meanwhile left it in a state of his own.</summary>
    internal void OnContinued()
    {
        _continued.Set();
        if (_isOpen)
        {
            Enter();
        }
    }

    /// <summary>A signal asks the program to end. Those that keys send are meant for the child that has the terminal.</summary>
    internal void OnSignal(int exitCode)
    {
        if (!_isLent || exitCode is not (ExitCodes.Interrupt or ExitCodes.Quit))
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

        // Not a timer: the thread pool may be what hangs.
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
