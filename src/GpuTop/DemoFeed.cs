using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Demo;
using GpuTop.Probe;
using GpuTop.Ssh;

namespace GpuTop;

/// <summary>The simulated fleet as feeds: the same text, framing, parsing and reconnecting as with real servers, without ssh.</summary>
internal static class DemoFeed
{
    /// <summary>Seed of the fleet of <c>--demo</c>; fixed, so that screenshots and bug reports show the same fleet.</summary>
    public const int Seed = 7;

    /// <summary>Feeds of simulated servers.</summary>
    /// <param name="count">Number of servers.</param>
    /// <param name="seed">Equal seeds give equal fleets.</param>
    /// <param name="scheduler">The clock.</param>
    public static ImmutableArray<ServerFeed> Of(int count, int seed, IScheduler scheduler) =>
        Of(SimulatedFleet.Servers(count, seed), seed, scheduler);

    /// <summary>Feeds of simulated servers.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="seed">Equal seeds give equal times of reconnecting.</param>
    /// <param name="scheduler">The clock.</param>
    public static ImmutableArray<ServerFeed> Of(ImmutableArray<SimulatedServer> servers, int seed, IScheduler scheduler) =>
        [.. servers.Select(server => Of(server, new Random(seed), scheduler))];

    private static ServerFeed Of(SimulatedServer server, Random random, IScheduler scheduler)
    {
        var nonce = ProbeScript.NewNonce();
        return new ServerFeed(server.Name, server.Name, reconnectNow => Attempt(server, server.Output(nonce, scheduler), scheduler).Events(
            chunks => chunks.Sections(nonce, scheduler), _ => reconnectNow.Select(_ => true), random.NextDouble, scheduler));
    }

    /// <summary>The steps of one connection. Cold.</summary>
    /// <param name="server">Receives what is written to the probe.</param>
    /// <param name="output">Output of the probe; its error or end is that of the connection.</param>
    /// <param name="scheduler">The clock.</param>
    public static IObservable<ConnectionStep> Attempt(
        SimulatedServer server, IObservable<ReadOnlyMemory<byte>> output, IScheduler scheduler)
    {
        var session = new SimulatedSession(server);
        var heartbeats = Observable.Timer(TimeSpan.Zero, TimeSpan.FromSeconds(3), scheduler)
            .Do(_ => server.Send($"b {scheduler.Now.UtcTicks}"))
            .IgnoreElements()
            .Select(_ => (ConnectionStep)new ConnectionStep.Started());
        return output
            .SelectMany((chunk, index) => index == 0
                ? [new ConnectionStep.Ready(session), new ConnectionStep.Output(chunk)]
                : new ConnectionStep[] { new ConnectionStep.Output(chunk) })
            .Publish(steps => steps.Merge(
                steps.OfType<ConnectionStep.Ready>().SelectMany(heartbeats).TakeUntil(steps.LastOrDefaultAsync())))
            .Concat(Observable.Return<ConnectionStep>(
                new ConnectionStep.Ended(new Failure(FailureKind.Lost, "connection closed by remote host"))))
            .Catch((ConnectionLostException lost) =>
                Observable.Return<ConnectionStep>(new ConnectionStep.Ended(new Failure(FailureKind.TimedOut, lost.Message))));
    }
}
