using System.Reactive.Linq;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.Terminal;
using GpuTop.View;

namespace GpuTop.Cli;

/// <summary>gputop on the full screen: the ends of the pipeline put together.</summary>
internal static class FullScreen
{
    // Sections of a fleet arrive one by one, some thirty a second from eight servers; nobody could see them drawn apart.
    private static readonly TimeSpan Unhurried = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until the user quits or a signal ends it; the exit code.</summary>
    /// <param name="launch">Which servers.</param>
    /// <param name="dialog">What stands above the view at the start; null for nothing.</param>
    /// <param name="useServers">Told of the servers that were picked instead, which ends this screen; null where there is nothing to pick.</param>
    public static int Run(LaunchOptions launch, Dialog? dialog = null, Action<Effect.UseServers>? useServers = null)
    {
        if (WhyNot() is { } reason)
        {
            Console.Error.WriteLine($"gputop: {reason}; try: gputop list");
            return ExitCode.Unusable;
        }

        var state = new AppState { Fleet = new Fleet([]), Now = DateTimeOffset.UtcNow };
        var loop = (UiLoop?)null;
        using var held = Signals.Hold(); // The terminal tells of these signals until it is given back, before the children have ended.
        using var tty = Tty.Open(code => loop?.Stop(code), launch.Settings.Mouse);
        var display = new Display(tty, launch.Colors, launch.IsUtf8);
        var seen = state;
        loop = new UiLoop(TimeProvider.System, () => display.Show(frame => Screen.Draw(seen = state, frame)));
        tty.Ready += loop.Wake;

        var links = new SessionRegistry();
        using var perform = new EffectRunner(links, tty, loop.Stop) { Hook = launch.Settings.Hook };
        using var tunnels = new TunnelRunner(links, loop);
        var prompts = new PromptAnswers();
        using var feeds = new FeedSet(launch, loop, () => state.Interval, hasPast: true);
        state = launch.Start(feeds.All, feeds.Clock.Now) with
        {
            Width = tty.Width,
            Height = tty.Height,
            Dialog = dialog,
            DialogReadyAt = feeds.Clock.Now + DialogGuard.Delay,
        };
        var bug = (Exception?)null;
        var messages = Pipeline.States(
            state,
            // Listening before anything connects: a question that nobody hears is not asked.
            prompts.Messages(feeds.Questions).ObserveOn(feeds.Clock).Merge(feeds.All.Select(feed => feed.Messages(links, feeds.Clock)).Merge()),
            tty.Input.Bounded(loop).SelectMany(input => TerminalInput.Messages(input, seen)),
            perform.Outcomes.Merge(tunnels.Outcomes).Merge(feeds.Replay),
            effect =>
            {
                if (feeds.IsCatchingUp && effect is Effect.Notify)
                {
                    return;
                }

                perform.Begin(effect);
                tunnels.Begin(effect);
                feeds.Begin(effect);
                if (effect is Effect.UseServers use)
                {
                    useServers?.Invoke(use);
                    loop.Stop(ExitCode.Good);
                }

                prompts.Begin(effect);
            },
            feeds.Clock);
        using var running = messages.Subscribe(
            next =>
            {
                var isAwaited = next.Inputs != state.Inputs;
                state = next;
                if (isAwaited)
                {
                    loop.Invalidate();
                }
                else if (!feeds.IsCatchingUp)
                {
                    loop.InvalidateWithin(Unhurried);
                }
            },
            error =>
            {
                bug = error;
                loop.Stop(ExitCode.Bug);
            });
        feeds.Start(loop.Invalidate);
        var exitCode = Finish(loop, ref bug);

        // Before the terminal is given back to the shell, a child that has it gives it back to us.
        perform.Dispose();
        return End(tty, exitCode, bug);
    }

    private static int Finish(UiLoop loop, ref Exception? bug)
    {
        try
        {
            return loop.Run();
        }
        catch (Exception error)
        {
            bug = error;
            return ExitCode.Bug;
        }
    }

    // The terminal first: whatever is printed after is to be read.
    private static int End(Tty tty, int exitCode, Exception? bug)
    {
        tty.Dispose();
        if (bug is not null)
        {
            Console.Error.WriteLine($"gputop: a bug, please report it\n{bug}");
        }

        return exitCode;
    }

    private static string? WhyNot() =>
        !Tty.IsAvailable ? "the full screen needs a terminal"
        : ColorDepth.Detect(Environment.GetEnvironmentVariable) is null ? "this terminal can't place text (TERM)"
        : null;
}
