using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Actions;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary><c>gputop list</c>: one look at every server.</summary>
internal static class ListCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // The second sample, which CPU use needs, comes this much later.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks, prints, and tells by the exit code whether every server could be looked at.</summary>
    public static int Run(Launch launch, bool asJson)
    {
        var seen = Look(launch);
        if (asJson)
        {
            using var output = Console.OpenStandardOutput();
            FleetJson.Write(output, seen.Fleet, seen.Now);
        }
        else
        {
            FleetText.Write(Console.Out, seen.Fleet, seen.Now);
        }

        return seen.Fleet.Servers.Any(Answered.Failed) ? ExitCode.Unusable : ExitCode.Good;
    }

    // One look has to do: what is empty now is called free.
    private static AppState Look(Launch launch)
    {
        using var loop = new EventLoopScheduler();
        using var feeds = new Feeds(launch, loop, () => Interval);
        var links = new Links();
        var start = launch.Start(feeds.All, loop.Now);
        return Pipeline.States(
                start with { Options = start.Options with { Rules = launch.Rules with { FreeAfter = TimeSpan.Zero } } },
                feeds.All.Select(feed => feed.Messages(links, loop)).Merge().Do(message => SampleAllAtOnce(message, links)),
                Observable.Never<Message>(),
                Observable.Never<Message>(),
                static _ => { },
                loop)
            .TakeUntil(state => state.Fleet.Servers.All(Answered.Is))
            .TakeUntil(Observable.Timer(Patience, loop))
            .LastAsync()
            .Select(state => state with { Fleet = new Fleet([.. state.Fleet.Servers.Select(server => GaveUp(server, state.Now))]) })
            .Wait();
    }

    // Left alone the probe spreads its slow sections over the first seconds.
    private static void SampleAllAtOnce(Message message, Links links)
    {
        if (message is Message.Linked { Link.Phase: LinkPhase.Live } linked)
        {
            links.Send(linked.Server, "n");
        }
    }

    private static Server GaveUp(Server server, DateTimeOffset now) => server.Link.Phase switch
    {
        LinkPhase.Connecting =>
            server with { Link = new Link(LinkPhase.Failed, now, new Problem($"no answer within {Patience.TotalSeconds:0} s")) },
        LinkPhase.Live when !server.Heard.ContainsKey(SectionKind.Gpus) =>
            server with { GpuProblem = server.GpuProblem ?? "nvidia-smi not responding" },
        _ => server,
    };
}
