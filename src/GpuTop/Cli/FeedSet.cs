using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>The feeds that a launch asks for, and what they need; disposing waits until no child process is left.</summary>
internal sealed class FeedSet : IDisposable
{
    private readonly SshTransport? _transport;
    private readonly ReplayPlayer? _player;
    private readonly CatchUpScheduler? _catchUp;
    private readonly ConnectionLog? _log;

    /// <summary>Prepares; nothing is connected before a feed is subscribed to.</summary>
    /// <param name="launch">Which servers.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="interval">The sampling interval at the moment a connection is made.</param>
    /// <param name="hasPast">Whether a simulated fleet has been running for a while when it is first looked at.</param>
    public FeedSet(LaunchOptions launch, IScheduler scheduler, Func<TimeSpan> interval, bool hasPast = false)
    {
        Clock = scheduler;
        _log = launch.Log is { } file ? new ConnectionLog(file, scheduler) : null;
        if (launch.DemoServers is { } count)
        {
            _catchUp = hasPast ? new CatchUpScheduler(scheduler, PastOf(count)) : null;
            Clock = _catchUp ?? scheduler;
            All = Logged(DemoFeed.Of(count, DemoFeed.Seed, Clock));
            return;
        }

        if (launch.Recording is { } recording)
        {
            _player = new ReplayPlayer(recording, scheduler);
            All = _player.Feeds;
            Clock = _player.Clock;
            return;
        }

        _transport = SshTransport.Open(new TransportOptions { ConfigFile = launch.SshConfig, Random = Random.Shared.NextDouble }, scheduler);
        All = Logged(ServerFeed.Real(launch.Settings.Servers, _transport, interval, scheduler));
    }

    /// <summary>One for each server, in the order of the configuration.</summary>
    public ImmutableArray<ServerFeed> All { get; }

    /// <summary>The time of the feeds: that of the recording where one is replayed, the past while a simulated fleet catches up.</summary>
    public IScheduler Clock { get; }

    /// <summary>Whether what happens now is the past of a simulated fleet.</summary>
    public bool IsCatchingUp => _catchUp?.IsInStep == false;

    /// <summary>What the replay of a recording does to the state. Hot; on the scheduler's thread.</summary>
    public IObservable<Message> Replay => _player?.Messages ?? Observable.Never<Message>();

    /// <summary>What ssh asks the user. Hot; any thread.</summary>
    public IObservable<PendingPrompt> Questions => _transport is null ? Observable.Never<PendingPrompt>() : _log?.Follow(_transport.Questions) ?? _transport.Questions;

    /// <summary>Begins to replay or to simulate, where that was asked for; to be called when everything is subscribed to.</summary>
    /// <param name="caughtUp">Called when the past of a simulated fleet is over.</param>
    public void Start(Action caughtUp)
    {
        _player?.Start();
        _catchUp?.Start(caughtUp);
    }

    /// <summary>Does what an effect asks of a replay.</summary>
    public void Begin(Effect effect) => _player?.Begin(effect);

    public void Dispose()
    {
        using var held = Signals.Hold();
        _player?.Dispose();
        _transport?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    // Half a second's work, at least the time after which the simulated GPUs are FREE and IDLE.
    private static TimeSpan PastOf(int servers) => TimeSpan.FromMinutes(Math.Clamp(40.0 / servers, 1, 10));

    private ImmutableArray<ServerFeed> Logged(ImmutableArray<ServerFeed> feeds) => _log is null ? feeds : [.. feeds.Select(_log.Follow)];
}
