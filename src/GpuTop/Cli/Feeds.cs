using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Cli.Replay;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>The feeds that a launch asks for, and what they need; disposing waits until no child process is left.</summary>
internal sealed class Feeds : IDisposable
{
    private readonly Transport? _transport;
    private readonly ReplayPlayer? _player;

    /// <summary>Prepares; nothing is connected before a feed is subscribed to.</summary>
    /// <param name="launch">Which servers.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="interval">The sampling interval at the moment a connection is made.</param>
    public Feeds(Launch launch, IScheduler scheduler, Func<TimeSpan> interval)
    {
        Clock = scheduler;
        if (launch.DemoServers is { } count)
        {
            All = DemoFeed.Of(count, DemoFeed.Seed, scheduler);
            return;
        }

        if (launch.Recording is { } recording)
        {
            _player = new ReplayPlayer(recording, scheduler);
            All = _player.Feeds;
            Clock = _player.Clock;
            return;
        }

        _transport = Transport.Open(new TransportOptions { ConfigFile = launch.SshConfig, Random = Random.Shared.NextDouble }, scheduler);
        All = Feed.Real(launch.Settings.Servers, _transport, interval, scheduler);
    }

    /// <summary>One for each server, in the order of the configuration.</summary>
    public ImmutableArray<Feed> All { get; }

    /// <summary>The time of the feeds: that of the recording where one is replayed.</summary>
    public IScheduler Clock { get; }

    /// <summary>What the replay of a recording does to the state. Hot; on the scheduler's thread.</summary>
    public IObservable<Message> Replay => _player?.Messages ?? Observable.Never<Message>();

    /// <summary>What ssh asks the user. Hot; any thread.</summary>
    public IObservable<Question> Questions => _transport?.Questions ?? Observable.Never<Question>();

    /// <summary>Begins to replay, where that was asked for; to be called when everything is subscribed to.</summary>
    public void Start() => _player?.Start();

    /// <summary>Does what an effect asks of a replay.</summary>
    public void Begin(Effect effect) => _player?.Begin(effect);

    public void Dispose()
    {
        _player?.Dispose();
        _transport?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
