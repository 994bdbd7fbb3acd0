using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GpuTop.TerminalDriver;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;
using Terminal.Gui.ViewBase;

namespace GpuTop.Ui;

/// <summary>Makes a Terminal.Gui application whose driver is gputop's terminal layer.</summary>
internal static class GuiApplication
{
    /// <summary>The application, to be initialized; null when this version of Terminal.Gui takes no driver.</summary>
    public static IApplication? TryCreate(TtyScreen screen, Tty tty)
    {
        try
        {
            return (IApplication)New(new Components(screen, tty));
        }
        catch (Exception error) when (error is MissingMemberException or TypeLoadException or InvalidCastException)
        {
            return null;
        }
    }

    /// <summary>Initializes without the start of <c>bash -c "which xclip"</c> for a clipboard that is not used (DriverImpl of 2.5.0):
    /// Process.Start also finds a <c>bash</c> in the current directory, which may be another user's.</summary>
    public static void InitWithoutClipboard(this IApplication application, string? driver)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            application.Init(driver); // It starts nothing.
            return;
        }

        var (path, directory) = (Environment.GetEnvironmentVariable("PATH"), CurrentDirectory());
        try
        {
            Environment.SetEnvironmentVariable("PATH", null);
            Environment.CurrentDirectory = "/";
            application.Init(driver);
        }
        finally
        {
            Environment.CurrentDirectory = directory;
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    private static string CurrentDirectory()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return "/"; // It is deleted.
        }
    }

    // Terminal.Gui 2.5.0 has no public way to a driver: DriverRegistry.Register takes a factory, but CreateDriver ignores it.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Terminal.Gui.App.ApplicationImpl, Terminal.Gui")]
    private static extern object New(IComponentFactory factory);

    private sealed class Components(TtyScreen screen, Tty tty) : ComponentFactoryImpl<char>
    {
        public override string GetDriverName() => DriverRegistry.Names.ANSI;

        public override IInput<char> CreateInput() => new NoInput();

        public override IInputProcessor CreateInputProcessor(ConcurrentQueue<char> inputBuffer, ITimeProvider? timeProvider = null) =>
            new AnsiInputProcessor(inputBuffer, timeProvider);

        public override IOutput CreateOutput() => screen;

        public override ISizeMonitor CreateSizeMonitor(IOutput consoleOutput, IOutputBuffer outputBuffer) => new TtySize(tty);
    }

    // Input arrives as events of the Tty. Terminal.Gui's reader polls 50 times a second and would take bytes from a child process.
    private sealed class NoInput : IInput<char>
    {
        public CancellationTokenSource? ExternalCancellationTokenSource { get; set; }

        public void Initialize(ConcurrentQueue<char> inputQueue)
        {
        }

        public void Run(CancellationToken runCancellationToken)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class TtySize(Tty tty) : ISizeMonitor
    {
        private (int Width, int Height) _last = (tty.Width, tty.Height);

        public event EventHandler<SizeChangedEventArgs>? SizeChanged;

        public bool Poll()
        {
            var now = (tty.Width, tty.Height);
            if (now == _last)
            {
                return false;
            }

            _last = now;
            SizeChanged?.Invoke(this, new SizeChangedEventArgs(new(now.Width, now.Height)));
            return true;
        }
    }
}
