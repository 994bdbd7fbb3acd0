using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>Simulated servers for <c>--demo</c>, golden frames, benchmarks and the screenshots in the README. Seed and time determine a
/// state: subscribe on a <c>HistoricalScheduler</c> that begins at a fixed date, and advance it.</summary>
public static class SimulatedFleet
{
    /// <summary>The servers, in the order of their names. The same seed gives the same bytes.</summary>
    /// <param name="count">Number of servers; the first four have prepared jobs, the others are of eight kinds.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    public static ImmutableArray<SimulatedServer> Servers(int count, int seed)
    {
        var servers = ImmutableArray.CreateBuilder<SimulatedServer>(count);
        for (var place = 0; place < count; place++)
        {
            var spec = MachineCatalog.At(place);
            var isOnlyOneToFail = count < 4 && place == count - 1;
            servers.Add(new SimulatedServer(
                isOnlyOneToFail ? spec with { Outages = Outages.Usual } : spec,
                Noise.Mix(((ulong)seed << 20) + (ulong)place + 1)));
        }

        return servers.MoveToImmutable();
    }
}
