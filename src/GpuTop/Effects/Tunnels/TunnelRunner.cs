using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>Opens and closes tunnels and reports their traffic. Disposing closes all.</summary>
public sealed class TunnelRunner : IDisposable
{
    // Interval of the traffic messages.
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(1);

    // ssh answers in milliseconds; longer means a stuck connection, which its own timeout detects.
    private static readonly TimeSpan SshTimeout = TimeSpan.FromSeconds(20);

    private readonly SessionRegistry _sessions;
    private readonly ConcurrentDictionary<Remote, TunnelConnection> _open = new();
    private readonly ISubject<(Remote Remote, Func<CancellationToken, Task> RunAsync)> _actions =
        Subject.Synchronize(new Subject<(Remote Remote, Func<CancellationToken, Task> RunAsync)>());
    private readonly ISubject<Message> _outcomes = Subject.Synchronize(new Subject<Message>());
    private readonly IDisposable _running;

    /// <summary>Starts without tunnels.</summary>
    /// <param name="sessions">The live sessions.</param>
    /// <param name="clock">The clock of the traffic messages.</param>
    public TunnelRunner(SessionRegistry sessions, IScheduler clock)
    {
        _sessions = sessions;

        // Actions on one tunnel run in sequence, those of different tunnels in parallel.
        var run = _actions
            .GroupBy(action => action.Remote)
            .SelectMany(actions => actions.Select(action => Observable.FromAsync(action.RunAsync)).Concat());
        var counted = Observable.Interval(CountInterval, clock).Do(_ => Count()).Select(_ => Unit.Default);
        _running = run.Merge(counted).Subscribe(_ => { }, _outcomes.OnError);
    }

    /// <summary>Results of effects. Hot, never completes, any thread.</summary>
    public IObservable<Message> Outcomes => _outcomes.AsObservable();

    /// <summary>Starts to open a tunnel, or to connect an open one to its server again.</summary>
    public void Open(Effect.OpenTunnel effect) => _actions.OnNext((effect.Remote, token => OpenAsync(effect, token)));

    /// <summary>Starts to close a tunnel.</summary>
    public void Close(Effect.CloseTunnel effect) => _actions.OnNext((effect.Remote, token => CloseAsync(effect.Remote, token)));

    /// <summary>Closes the local ports; the forwards end with their connections.</summary>
    public void Dispose()
    {
        _running.Dispose();
        Task.WhenAll(_open.Values.Select(tunnel => tunnel.Listener.DisposeAsync().AsTask())).GetAwaiter().GetResult();
    }

    private async Task OpenAsync(Effect.OpenTunnel effect, CancellationToken token)
    {
        var remote = effect.Remote;
        string? failure;
        try
        {
            failure = await OpenFailureAsync(effect, token);
        }
        catch (Exception refusal) when (MachineFailure.Explains(refusal))
        {
            failure = MachineFailure.Of(refusal).Text;
        }

        if (failure is null)
        {
            _outcomes.OnNext(new Message.TunnelOpened(remote, _open[remote].Listener.Port));
            return;
        }

        await CloseAsync(remote, token);
        _outcomes.OnNext(new Message.TunnelFailed(remote, failure));
    }

    private async Task<string?> OpenFailureAsync(Effect.OpenTunnel effect, CancellationToken token)
    {
        var remote = effect.Remote;
        if (_sessions.Find(remote.Server) is not { HasTunnels: true } session)
        {
            return "not connected";
        }

        if (await session.TunnelRefusalAsync(SshTimeout, token) is { } prohibited)
        {
            return prohibited;
        }

        // A tunnel whose far end is its own local port, or that of a tunnel which leads back, opens connections endlessly.
        int[] avoided = effect.IsOnThisMachine
            ? [remote.Port, .. _open.Values.Where(other => other.IsOnThisMachine).Select(other => other.Remote.Port)]
            : [];
        if (effect.IsOnThisMachine && _open.Values.Any(other => other.Listener.Port == remote.Port))
        {
            return $"port {remote.Port} of this machine is the local port of another tunnel";
        }

        if (!_open.TryGetValue(remote, out var tunnel))
        {
            try
            {
                tunnel = _open[remote] = new TunnelConnection(remote, TunnelListener.Listen(effect.LocalPort, avoided))
                {
                    IsOnThisMachine = effect.IsOnThisMachine,
                };
            }
            catch (SocketException none)
            {
                return $"no local port: {none.Message}";
            }
        }

        return await tunnel.ConnectAsync(session, effect.Address ?? remote.Host, SshTimeout, token);
    }

    private async Task CloseAsync(Remote remote, CancellationToken token)
    {
        if (!_open.TryRemove(remote, out var tunnel))
        {
            return;
        }

        try
        {
            await tunnel.CloseAsync(SshTimeout, token);
        }
        catch (Exception refusal) when (MachineFailure.Explains(refusal))
        {
            // The port is closed by now; the forward ends with its connection.
        }
    }

    private void Count()
    {
        foreach (var tunnel in _open.Values)
        {
            if (tunnel.TrafficIfChanged() is { } traffic)
            {
                _outcomes.OnNext(new Message.TunnelUsed(tunnel.Remote, traffic));
            }
        }
    }
}
