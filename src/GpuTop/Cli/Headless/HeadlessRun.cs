using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>The pipeline without a screen, for commands.</summary>
internal static class HeadlessRun
{
    /// <summary>Watches until <paramref name="until"/> or a signal ends it; afterwards no child process is left. The last state, and the
    /// exit code of the signal or null.</summary>
    /// <param name="launch">The servers.</param>
    /// <param name="limits">Times after which a GPU is FREE or IDLE.</param>
    /// <param name="interval">Sampling interval of GPUs.</param>
    /// <param name="until">Maps the states, beginning with the initial one, to those before the end; its scheduler is the clock, its thread
    /// owns the state.</param>
    /// <param name="status">Text of the status line; null for none.</param>
    /// <param name="mayAsk">Whether prompts are shown at the terminal; else a server with a prompt is in the phase NeedsUser.</param>
    /// <param name="isWanted">Filter by server name; null for all.</param>
    public static (AppState Last, int? Signal) Run(
        LaunchOptions launch,
        AvailabilityLimits limits,
        TimeSpan interval,
        Func<IObservable<AppState>, ConsolePrompter, IScheduler, IObservable<AppState>> until,
        Func<AppState, string>? status = null,
        bool mayAsk = true,
        Func<string, bool>? isWanted = null)
    {
        var loop = LoopThread.Start();
        using var feeds = new ServerFeeds(launch, loop, () => interval);
        using var user = mayAsk ? new ConsolePrompter(feeds.Questions) : ConsolePrompter.Nobody();
        var wanted = feeds.All.Where(feed => isWanted?.Invoke(feed.Name) ?? true).ToList();
        var links = new SessionRegistry();
        var start = launch.Start(wanted, loop.Now);
        var states = Pipeline.States(
            start with { Interval = interval, Alerts = new AlertState(), Options = start.Options with { AvailabilityLimits = limits } },
            wanted.Select(feed => feed.Messages(links, loop)).Merge().Do(message => SampleAllAtOnce(message, links)),
            Observable.Never<Message>(),
            Observable.Never<Message>(),
            static _ => { },
            loop);
        int? signal = null;
#pragma warning disable RS0030 // A command without a screen blocks the main thread until its pipeline ends.
        var last = until(states.Do(state => user.Show(status?.Invoke(state) ?? "")), user, loop)
            .TakeUntil(HeadlessSignals.ExitCodes.Do(code => signal = code))
            .Wait();
#pragma warning restore RS0030
        return (last, signal);
    }

    // Without this command the probe spreads its slow sections over the first seconds.
    private static void SampleAllAtOnce(Message message, SessionRegistry links)
    {
        if (message is Message.ConnectionChanged { Status.Phase: ConnectionPhase.Live } linked)
        {
            links.Send(linked.Server, "n");
        }
    }
}
