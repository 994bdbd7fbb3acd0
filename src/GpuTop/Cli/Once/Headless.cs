using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>The pipeline without a screen: for commands that watch the fleet for a while.</summary>
internal static class Headless
{
    /// <summary>Watches until <paramref name="until"/> ends what it is given; afterwards no child process is left.</summary>
    /// <param name="launch">Which servers.</param>
    /// <param name="rules">How long free and idle take.</param>
    /// <param name="interval">How often GPUs are sampled.</param>
    /// <param name="until">From states, the first one first, to what is wanted of them; its scheduler is the clock, its thread the one
    /// that owns the state. Has to end.</param>
    /// <param name="mayAsk">Whether what servers ask is asked at the terminal; else who asks needs the user.</param>
    /// <param name="isWanted">Which servers, by name; null for all.</param>
    public static T Run<T>(
        LaunchOptions launch,
        AvailabilityRules rules,
        TimeSpan interval,
        Func<IObservable<AppState>, ConsolePrompter, IScheduler, IObservable<T>> until,
        bool mayAsk = true,
        Func<string, bool>? isWanted = null)
    {
        using var loop = new EventLoopScheduler();
        using var feeds = new FeedSet(launch, loop, () => interval);
        using var user = mayAsk ? new ConsolePrompter(feeds.Questions) : ConsolePrompter.Nobody();
        var wanted = feeds.All.Where(feed => isWanted?.Invoke(feed.Name) ?? true).ToList();
        var links = new SessionRegistry();
        var start = launch.Start(wanted, loop.Now);
        var states = Pipeline.States(
            start with { Interval = interval, Alerts = new AlertState(), Options = start.Options with { Rules = rules } },
            wanted.Select(feed => feed.Messages(links, loop)).Merge().Do(message => SampleAllAtOnce(message, links)),
            Observable.Never<Message>(),
            Observable.Never<Message>(),
            static _ => { },
            loop);
        return until(states, user, loop).Wait();
    }

    // Left alone the probe spreads its slow sections over the first seconds.
    private static void SampleAllAtOnce(Message message, SessionRegistry links)
    {
        if (message is Message.Linked { Link.Phase: LinkPhase.Live } linked)
        {
            links.Send(linked.Server, "n");
        }
    }
}
