using System.Collections.Immutable;
using System.Reactive.Concurrency;
using GpuTop.Demo;
using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>The day of a simulated fleet before its simulation begins. Empty for fleets that are simulated to load gputop: a day of
/// hundreds of servers takes too long to compute.</summary>
internal sealed class DemoPast
{
    private const int MostServers = 64;

    // The first frame comes first.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);

    private readonly ImmutableArray<SimulatedServer> _servers;
    private readonly DateTimeOffset _end;
    private readonly ImmutableArray<DateTimeOffset> _times;
    private readonly ImmutableDictionary<string, Dictionary<string, GpuHistory>> _histories;

    /// <summary>Creates an empty past.</summary>
    /// <param name="servers">The simulated servers; no time has passed for them yet.</param>
    /// <param name="end">When the simulation begins.</param>
    public DemoPast(ImmutableArray<SimulatedServer> servers, DateTimeOffset end)
    {
        (_servers, _end) = (servers.Length > MostServers ? [] : servers, end);
        _histories = servers.ToImmutableDictionary(server => server.Name, _ => new Dictionary<string, GpuHistory>());
        _times =
        [
            // As fine as a history keeps them, but for the newest, which are shown by the few seconds.
            .. Times(MetricHistory.Reach, TimeSpan.FromHours(2), TimeSpan.FromMinutes(1)),
            .. Times(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10)),
            .. Times(TimeSpan.FromMinutes(10), TimeSpan.Zero, TimeSpan.FromSeconds(2)),
        ];
    }

    /// <summary>The fleet's history.</summary>
    public FleetHistory Fleet { get; } = new();

    /// <summary>Histories of a server's GPUs by key.</summary>
    public IReadOnlyDictionary<string, GpuHistory> Of(string server) => _histories[server];

    /// <summary>Computes the histories, a server at a time, so that keys are handled in between.</summary>
    /// <param name="loop">The thread that owns the state.</param>
    /// <param name="done">Called at the end.</param>
    public void Fill(IScheduler loop, Action done) => loop.Schedule(Delay, () => Fill(loop, done, 0, new FleetSums[_times.Length]));

    private void Fill(IScheduler loop, Action done, int server, FleetSums[] sums)
    {
        if (server < _servers.Length)
        {
            Fill(_servers[server], sums);
            loop.Schedule(() => Fill(loop, done, server + 1, sums));
            return;
        }

        for (var i = 0; i < sums.Length && !_servers.IsEmpty; i++)
        {
            Fleet.Add(sums[i], _times[i]);
        }

        done();
    }

    private void Fill(SimulatedServer server, FleetSums[] sums)
    {
        var histories = _histories[server.Name];
        foreach (var (i, gpus) in server.Past(_end, _times).Index())
        {
            foreach (var gpu in gpus)
            {
                var history = histories.TryGetValue(gpu.Uuid, out var known) ? known : histories[gpu.Uuid] = new GpuHistory();
                history.Add(gpu.UtilizationPercent, 100.0 * gpu.UsedMiB / gpu.TotalMiB, gpu.Celsius, gpu.Watts, _times[i]);
                sums[i].Add(gpu.UtilizationPercent, gpu.UsedMiB, gpu.TotalMiB, gpu.Watts);
                sums[i].AddFree(gpu.Free);
            }
        }
    }

    // From an age down to another, exclusive.
    private IEnumerable<DateTimeOffset> Times(TimeSpan from, TimeSpan to, TimeSpan step)
    {
        for (var age = from; age > to; age -= step)
        {
            yield return _end - age;
        }
    }
}
