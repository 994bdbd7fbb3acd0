using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.State;
using GpuTop.TerminalDriver;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace GpuTop.Ui;

/// <summary>The screen as a Terminal.Gui application: its main loop sleeps until there is input, scheduled work or a frame to draw.
/// Measured: its own loop and input wake 1,000 times a second, 2 % of a core, with nothing to do.</summary>
public sealed class GuiHost : IDisposable
{
    // The library's own loop, when its driver has the terminal.
    private static readonly TimeSpan OwnInterval = TimeSpan.FromMilliseconds(40);

    private readonly Tty _tty;
    private readonly TtyScreen _screen;
    private readonly IApplication _application;
    private readonly TimedEvents _timers;
    private readonly ScreenWindow _window;
    private readonly DialogHost _dialogs;
    private readonly Subject<InputEvent> _input = new();
    private InputEvent? _raised;

    /// <summary>Makes the application. From the thread that calls <see cref="Run"/>.</summary>
    /// <param name="tty">The terminal; not read when this version of Terminal.Gui takes no driver: its own does then.</param>
    /// <param name="depth">Colours to use.</param>
    /// <param name="isUtf8">False for a terminal that shows ASCII only.</param>
    /// <param name="draw">Draws the screen.</param>
    public GuiHost(Tty tty, ColorDepth depth, bool isUtf8, Action<CellBuffer> draw)
        : this(tty, depth, isUtf8, draw, GuiApplication.TryCreate)
    {
    }

    internal GuiHost(
        Tty tty, ColorDepth depth, bool isUtf8, Action<CellBuffer> draw, Func<TtyScreen, Tty, IApplication?> create)
    {
        _tty = tty;
        var styles = new GuiStyles();
        _screen = new TtyScreen(tty, new FrameWriter(depth, isUtf8), styles);
        var application = create(_screen, tty);
        HasDriver = application is not null;
        _application = application ?? Application.Create();
        Application.MaximumIterationsPerSecond = ushort.MaxValue; // no pauses of the library's own
        Driver.SizeDetection = SizeDetectionMode.Polling; // no query
        _application.InitWithoutClipboard(HasDriver ? null : DriverRegistry.Names.ANSI);
        _timers = (TimedEvents)_application.TimedEvents!;
        _window = new ScreenWindow(new DrawnView(styles, draw), Take);
        _dialogs = new DialogHost(_application, styles);
        Loop = new UiLoop(TimeProvider.System, Redraw);
        _timers.Added += (_, _) => Loop.Wake();
        _tty.Ready += Loop.Wake;
        _application.Iteration += (_, _) => Turn();
        _application.ScreenChanged += (_, screen) =>
        {
            if (!HasDriver)
            {
                _input.OnNext(new Resized(screen.Value.Width, screen.Value.Height));
            }
        };
    }

    /// <summary>The thread of the application as a scheduler, and its frames.</summary>
    public UiLoop Loop { get; }

    /// <summary>The frame that was written last.</summary>
    internal CellBuffer Frame => _screen.Frame;

    /// <summary>False when Terminal.Gui reads and writes the terminal itself, which is slower.</summary>
    internal bool HasDriver { get; }

    /// <summary>What the user does in the dialogs, on <see cref="Loop"/>.</summary>
    public IObservable<Message> DialogMessages => _dialogs.Messages;

    /// <summary>Opens, changes or closes the dialog. On <see cref="Loop"/>.</summary>
    public void ShowDialog(AppState state) => _dialogs.Show(state);

    /// <summary>Input that no view took, on <see cref="Loop"/>: what the screen's own keys and clicks are.</summary>
    /// <param name="typed">Input of the terminal, on <see cref="Loop"/>.</param>
    public IObservable<InputEvent> Unhandled(IObservable<InputEvent> typed) =>
        HasDriver ? _input.Merge(typed.Do(Raise).IgnoreElements()) : _input;

    /// <summary>Runs on the calling thread until <see cref="UiLoop.Stop"/> and returns its code. Exceptions of scheduled actions
    /// propagate.</summary>
    public int Run()
    {
        _application.Run(_window);
        return Loop.ExitCode;
    }

    /// <summary>Ends the application; the terminal is left as it is.</summary>
    public void Dispose()
    {
        _tty.Ready -= Loop.Wake;
        _dialogs.Dispose();
        _application.Dispose();
        _window.Dispose();
        _input.Dispose();
    }

    private void Raise(InputEvent input)
    {
        _dialogs.Handle(() =>
        {
            if (_dialogs.Takes(input, Loop.Now))
            {
                return;
            }

            _raised = input;
            var isOfScreen = input is Pasted && _application.TopRunnable == _window;
            if (isOfScreen || !_application.Driver!.GetInputProcessor().Raise(input))
            {
                _input.OnNext(input);
            }

            _raised = null;
        });
    }

    // The raised event has what the library's lacks: whether a key was typed or is part of a text.
    private void Take(InputEvent? input)
    {
        if ((_raised ?? input) is { } taken)
        {
            _input.OnNext(taken);
        }
    }

    private bool Redraw()
    {
        if (!_tty.IsReady)
        {
            return false;
        }

        _window.Canvas.SetNeedsDraw();
        return true;
    }

    // At the beginning of each turn of the main loop, which then draws the views that need it.
    private void Turn()
    {
        // Continuations of our code stay on the thread pool; the application would run them here.
        SynchronizationContext.SetSynchronizationContext(null);
        _dialogs.Start();
        while (!Loop.IsStopped)
        {
            var wait = Loop.Step();
            _screen.Flush();
            _ = _timers.CheckTimers(out var timer);
            if (timer == 0 || NeedsTurn())
            {
                return;
            }

            var timeout = timer < 0 ? wait : Sooner(wait, TimeSpan.FromMilliseconds(timer));
            Loop.Wait(HasDriver ? timeout : Sooner(timeout, OwnInterval));
            if (!HasDriver)
            {
                return;
            }
        }

        _dialogs.Close();
        foreach (var session in _application.SessionStack!)
        {
            _application.RequestStop(session.Runnable);
        }
    }

    private static TimeSpan Sooner(TimeSpan? one, TimeSpan other) => one < other ? one.Value : other;

    private bool NeedsTurn()
    {
        foreach (var session in _application.SessionStack!)
        {
            if (NeedsTurn(session.Runnable as View))
            {
                return true;
            }
        }

        return NeedsTurn(_application.Popovers?.GetActivePopover() as View);
    }

    private static bool NeedsTurn(View? view) =>
        view is { Visible: true } && (view.NeedsDraw || view.NeedsLayout || view.SubViews.Any(NeedsTurn));

    /// <summary>The window below all dialogs.</summary>
    private sealed class ScreenWindow : Runnable
    {
        private readonly Action<InputEvent?> _take;

        public ScreenWindow(DrawnView canvas, Action<InputEvent?> take)
        {
            (Canvas, _take) = (canvas, take);
            canvas.Width = canvas.Height = Dim.Fill()!;
            canvas.MouseEvent += (_, mouse) => mouse.Handled = TakeMouse(mouse);
            Add(canvas);
        }

        public DrawnView Canvas { get; }

        protected override bool OnClearingViewport() => true;

        protected override bool OnKeyDown(global::Terminal.Gui.Input.Key key)
        {
            _take(GuiInput.Of(key));
            return true; // Esc would end the window.
        }

        private bool TakeMouse(global::Terminal.Gui.Input.Mouse mouse)
        {
            if (GuiInput.Of(mouse) is { } input)
            {
                _take(input);
            }

            return true;
        }
    }
}
