using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Ssh;

namespace GpuTop.Cli;

/// <summary>The feeds that a launch asks for, and what they need; disposing waits until no child process is left.</summary>
internal sealed class Feeds : IDisposable
{
    private readonly Transport? _transport;

    /// <summary>Prepares; nothing is connected before a feed is subscribed to.</summary>
    /// <param name="launch">Which servers.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="interval">The sampling interval at the moment a connection is made.</param>
    public Feeds(Launch launch, IScheduler scheduler, Func<TimeSpan> interval)
    {
        if (launch.DemoServers is { } count)
        {
            All = DemoFeed.Of(count, DemoFeed.Seed, scheduler);
            return;
        }

        _transport = Transport.Open(new TransportOptions { ConfigFile = launch.SshConfig, Random = Random.Shared.NextDouble }, scheduler);
        All = Feed.Real(launch.Settings.Servers, _transport, interval, scheduler);
    }

    /// <summary>One for each server, in the order of the configuration.</summary>
    public ImmutableArray<Feed> All { get; }

    /// <summary>What ssh asks the user. Hot; any thread.</summary>
    public IObservable<Question> Questions => _transport?.Questions ?? Observable.Never<Question>();

    public void Dispose() => _transport?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
