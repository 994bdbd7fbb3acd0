using System.Reactive.Disposables;
using System.Reactive.Linq;
using GpuTop.Config;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Cli;

/// <summary>The full screen: the pipeline with terminal, feeds and effects.</summary>
internal static class FullScreen
{
    // Eight servers send about thirty sections a second, one by one: one frame for several of them.
    private static readonly TimeSpan FrameInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until the user quits or a signal ends it; the exit code.</summary>
    /// <param name="launch">The servers.</param>
    /// <param name="dialog">Dialog that is open at the start; null for none.</param>
    /// <param name="useServers">Called with the servers that the user picked, after which the screen ends; null without a choice.</param>
    public static int Run(LaunchOptions launch, Dialog? dialog = null, Action<Effect.UseServers>? useServers = null)
    {
        if (Obstacle() is { } reason)
        {
            Console.Error.WriteLine($"gputop: {reason}; try: gputop list");
            return ExitCodes.Unusable;
        }

        var state = new AppState { Fleet = new Fleet([]), Now = TimeProvider.System.GetUtcNow() };
        var host = (GuiHost?)null;
        // The terminal's handlers end when it is restored, which is before the child processes have ended.
        using var held = HeldSignals.Hold();
        using var tty = Tty.Open(code => host?.Loop.Stop(code), launch.Settings.Mouse);
        var seen = state;
        using var screen = host = new GuiHost(tty, launch.Colors, launch.IsUtf8, frame => Screen.Draw(seen = state, frame));
        var loop = screen.Loop;
        var sessions = new SessionRegistry();
        using var tunnels = new TunnelRunner(sessions, loop);
        var prompts = new OpenPrompts();
        using var feeds = new ServerFeeds(launch, loop, () => state.Interval, hasPast: true);
        using var effects = new EffectRunner(sessions, tunnels, prompts, tty)
        {
            Hook = launch.Settings.Hook,
            Quit = () => loop.Stop(ExitCodes.Good),
            UseServers = servers =>
            {
                useServers?.Invoke(servers);
                loop.Stop(ExitCodes.Good);
            },
            Replay = feeds.Begin,
        };
        var columns = ColumnWidthsFile.PathOf(Environment.GetEnvironmentVariable);
        var remembered = ColumnWidthsFile.Read(columns, state.Lists);
        state = launch.Start(feeds.All, feeds.Clock.Now) with
        {
            Lists = remembered,
            History = feeds.History,
            Width = tty.Width,
            Height = tty.Height,
            Dialog = dialog,
            DialogReadyAt = feeds.Clock.Now + DialogGuard.Delay,
        };
        var bug = (Exception?)null;
        var messages = Pipeline.States(
            state,
            // Subscribe to prompts first; prompts without a subscriber are cancelled.
            prompts.Messages(feeds.Questions).ObserveOn(feeds.Clock)
                .Merge(feeds.All.Select(feed => feed.Messages(sessions, feeds.Clock)).Merge()),
            screen.Unhandled(tty.Input.Bounded(loop)).SelectMany(input => TerminalInput.Messages(input, seen))
                .Merge(screen.DialogMessages),
            effects.Outcomes.Merge(feeds.Replay),
            effect =>
            {
                if (!feeds.IsCatchingUp || effect is not Effect.Notify)
                {
                    effects.Begin(effect);
                }
            },
            feeds.Clock);
        using var running = messages.Subscribe(
            next =>
            {
                var isAwaited = next.Inputs != state.Inputs;
                state = next;
                screen.ShowDialog(next);
                if (isAwaited)
                {
                    loop.Invalidate();
                }
                else if (!feeds.IsCatchingUp)
                {
                    loop.InvalidateWithin(FrameInterval);
                }
            },
            error =>
            {
                bug = error;
                loop.Stop(ExitCodes.Bug);
            });
        // After the keys are awaited: the terminal is read from the first subscription on.
        var background = UseTheme(launch, tty, loop);
        feeds.Start(loop.Invalidate);
        var exitCode = Finish(screen, ref bug);

        // End a child that owns the terminal before the terminal is restored, and read what it still sends.
        effects.Dispose();
        background?.Dispose();
        if (!ColumnWidthsFile.AreEqual(remembered, state.Lists))
        {
            ColumnWidthsFile.Write(columns, state.Lists);
        }

        return End(tty, exitCode, bug);
    }

    // The theme of the background, once the terminal has told it.
    private static TerminalBackground? UseTheme(LaunchOptions launch, Tty tty, UiLoop loop)
    {
        var setting = launch.Settings.Theme;
        setting = setting.Name == ThemeName.Auto && launch.Colors == ColorDepth.Ansi16 ? setting with { Name = ThemeName.Ansi } : setting;
        var isDark = TerminalBackground.IsDarkByEnvironment(Environment.GetEnvironmentVariable("COLORFGBG"));
        Theme.Use(TerminalBackground.Theme(setting, isDark));
        return launch.Colors != ColorDepth.None && isDark is null && setting.Name is ThemeName.Auto or ThemeName.Contrast or ThemeName.Ansi
            ? TerminalBackground.Ask(tty, tells => loop.Schedule(tells, (_, dark) =>
            {
                Theme.Use(TerminalBackground.Theme(setting, dark));
                loop.Invalidate();
                return Disposable.Empty;
            }))
            : null;
    }

    private static int Finish(GuiHost screen, ref Exception? bug)
    {
        try
        {
            return screen.Run();
        }
        catch (Exception error)
        {
            bug = error;
            return ExitCodes.Bug;
        }
    }

    // Restore the terminal first, so that the message below stays visible.
    private static int End(Tty tty, int exitCode, Exception? bug)
    {
        tty.Dispose();
        if (bug is not null)
        {
            Console.Error.WriteLine($"gputop: a bug, please report it\n{bug}");
        }

        return exitCode;
    }

    private static string? Obstacle() =>
        !Tty.IsAvailable ? "the full screen needs a terminal"
        : ColorDepth.Detect(Environment.GetEnvironmentVariable) is null ? "this terminal can't place text (TERM)"
        : null;
}
