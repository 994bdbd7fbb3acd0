using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Demo;
using GpuTop.Model;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>The feeds of the launch options and their transport; disposing waits until no child process is left.</summary>
internal sealed class ServerFeeds : IDisposable
{
    private readonly SshTransport? _transport;
    private readonly ReplayPlayer? _player;
    private readonly CatchUpScheduler? _catchUp;
    private readonly DemoPast? _past;
    private readonly IScheduler _loop;
    private readonly ConnectionLog? _log;

    /// <summary>Creates the feeds; a server is connected when its feed is subscribed to.</summary>
    /// <param name="launch">The servers.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="interval">Sampling interval; read at each connection attempt.</param>
    /// <param name="hasPast">Whether a simulated fleet begins with a history.</param>
    public ServerFeeds(LaunchOptions launch, IScheduler scheduler, Func<TimeSpan> interval, bool hasPast = false)
    {
        (Clock, _loop) = (scheduler, scheduler);
        _log = launch.Log is { } file ? new ConnectionLog(file, scheduler) : null;
        if (launch.DemoServers is { } count)
        {
            _catchUp = hasPast ? new CatchUpScheduler(scheduler, PastOf(count)) : null;
            Clock = _catchUp ?? scheduler;
            var servers = SimulatedFleet.Servers(count, DemoFeed.Seed);
            All = Logged(DemoFeed.Of(servers, DemoFeed.Seed, Clock));
            if (hasPast)
            {
                _past = new DemoPast(servers, Clock.Now);
                History = _past.Fleet;
                All = [.. All.Select(feed => feed with { Past = _past.Of(feed.Name) })];
            }

            return;
        }

        if (launch.Recording is { } recording)
        {
            _player = new ReplayPlayer(recording, scheduler);
            All = _player.Feeds;
            Clock = _player.Clock;
            return;
        }

        _transport = SshTransport.Open(
            new TransportOptions { ConfigFile = launch.SshConfig, Ssh = launch.Settings.Ssh, Random = Random.Shared.NextDouble },
            scheduler);
        All = Logged(ServerFeed.Real(launch.Settings.Servers, _transport, interval, scheduler));
    }

    /// <summary>One feed a server, in the order of the configuration.</summary>
    public ImmutableArray<ServerFeed> All { get; }

    /// <summary>Time of the feeds: of the recording in a replay, in the past while a simulated fleet catches up.</summary>
    public IScheduler Clock { get; }

    /// <summary>The history of the fleet: empty but for a simulated one that begins with a past.</summary>
    public FleetHistory History { get; } = new();

    /// <summary>Whether a simulated fleet is producing its history.</summary>
    public bool IsCatchingUp => _catchUp?.IsInStep == false;

    /// <summary>Messages of the replay of a recording. Hot; on the scheduler's thread.</summary>
    public IObservable<Message> Replay => _player?.Messages ?? Observable.Never<Message>();

    /// <summary>Prompts of ssh. Hot; any thread.</summary>
    public IObservable<PendingPrompt> Questions =>
        _transport is null ? Observable.Never<PendingPrompt>() : _log?.Follow(_transport.Prompts) ?? _transport.Prompts;

    /// <summary>Starts a replay or a simulation; call it after all subscriptions.</summary>
    /// <param name="caughtUp">Called when a simulated fleet has reached the present.</param>
    public void Start(Action caughtUp)
    {
        _player?.Start();
        _past?.Fill(_loop, () => _catchUp?.Start(caughtUp));
    }

    /// <summary>Applies an effect to the replay of a recording.</summary>
    public void Begin(Effect effect) => _player?.Begin(effect);

    public void Dispose()
    {
        using var held = HeldSignals.Hold();
        _player?.Dispose();
        _transport?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    // A quarter of a second of CPU time; at least the time after which simulated GPUs are FREE and IDLE.
    private static TimeSpan PastOf(int servers) => TimeSpan.FromMinutes(Math.Clamp(20.0 / servers, 1, 5));

    private ImmutableArray<ServerFeed> Logged(ImmutableArray<ServerFeed> feeds) => _log is null ? feeds : [.. feeds.Select(_log.Follow)];
}
