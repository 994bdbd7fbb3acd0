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
    private static readonly TimeSpan CountingPause = TimeSpan.FromSeconds(1);

    // ssh answers in milliseconds; longer means a stuck connection, which its own timeout detects.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SessionRegistry _links;
    private readonly ConcurrentDictionary<Remote, TunnelConnection> _open = new();
    private readonly ISubject<Effect> _orders = Subject.Synchronize(new Subject<Effect>());
    private readonly ISubject<Message> _outcomes = Subject.Synchronize(new Subject<Message>());
    private readonly IDisposable _working;

    /// <summary>Starts without tunnels.</summary>
    /// <param name="links">The live sessions.</param>
    /// <param name="clock">The clock of the traffic messages.</param>
    public TunnelRunner(SessionRegistry links, IScheduler clock)
    {
        _links = links;

        // Effects of one tunnel run in sequence, those of different tunnels in parallel.
        var carriedOut = _orders
            .GroupBy(order => order is Effect.OpenTunnel open ? open.Remote : ((Effect.CloseTunnel)order).Remote)
            .SelectMany(orders => orders.Select(order => Observable.FromAsync(token => CarryOutAsync(order, token))).Concat());
        var counted = Observable.Interval(CountingPause, clock).Do(_ => Count()).Select(_ => Unit.Default);
        _working = carriedOut.Merge(counted).Subscribe(_ => { }, _outcomes.OnError);
    }

    /// <summary>Results of effects. Hot, never completes, any thread.</summary>
    public IObservable<Message> Outcomes => _outcomes.AsObservable();

    /// <summary>Starts an effect of tunnels; ignores others.</summary>
    public void Begin(Effect effect)
    {
        switch (effect)
        {
            case Effect.OpenTunnel or Effect.CloseTunnel:
                _orders.OnNext(effect);
                break;
            case Effect.AskJupyter ask:
                _links.Send(ask.Server, $"r {JupyterCommand.Id} {JupyterCommand.Command(ask.Pid)}");
                break;
        }
    }

    /// <summary>Closes the local ports; the forwards end with their connections.</summary>
    public void Dispose()
    {
        _working.Dispose();
        Task.WhenAll(_open.Values.Select(tunnel => tunnel.Relay.DisposeAsync().AsTask())).GetAwaiter().GetResult();
    }

    private Task CarryOutAsync(Effect order, CancellationToken token) => order switch
    {
        Effect.OpenTunnel open => OpenAsync(open, token),
        Effect.CloseTunnel close => CloseAsync(close.Remote, token),
        _ => Task.CompletedTask,
    };

    private async Task OpenAsync(Effect.OpenTunnel order, CancellationToken token)
    {
        var remote = order.Remote;
        string? failure;
        try
        {
            failure = await WhyNotOpenedAsync(order, token);
        }
        catch (Exception refusal) when (FailureClassifier.IsOfThisMachine(refusal))
        {
            failure = FailureClassifier.OfThisMachine(refusal).Text;
        }

        if (failure is null)
        {
            _outcomes.OnNext(new Message.TunnelOpened(remote, _open[remote].Relay.Port));
            return;
        }

        await CloseAsync(remote, token);
        _outcomes.OnNext(new Message.TunnelFailed(remote, failure));
    }

    private async Task<string?> WhyNotOpenedAsync(Effect.OpenTunnel order, CancellationToken token)
    {
        var remote = order.Remote;
        if (_links.Find(remote.Server) is not { Socket: not null } session)
        {
            return "not connected";
        }

        if (await IsProhibitedAsync(session, token) is { } prohibited)
        {
            return prohibited;
        }

        // A tunnel whose far end is its own local port, or that of a tunnel which leads back, opens connections endlessly.
        int[] avoided = order.IsOnThisMachine
            ? [remote.Port, .. _open.Values.Where(other => other.IsOnThisMachine).Select(other => other.Remote.Port)]
            : [];
        if (order.IsOnThisMachine && _open.Values.Any(other => other.Relay.Port == remote.Port))
        {
            return $"port {remote.Port} of this machine is the near end of a tunnel";
        }

        if (!_open.TryGetValue(remote, out var tunnel))
        {
            try
            {
                tunnel = _open[remote] = new TunnelConnection(remote, TunnelListener.Listen(order.LocalPort, avoided))
                {
                    IsOnThisMachine = order.IsOnThisMachine,
                };
            }
            catch (SocketException none)
            {
                return $"no local port: {none.Message}";
            }
        }

        return await tunnel.LeadAsync(session, order.Address ?? remote.Host, Patience, token);
    }

    /// <summary>Why the server permits no forwarding; null when it does. Checked first, since ssh opens a refused forward without an
    /// error.</summary>
    internal static async Task<string?> IsProhibitedAsync(Ssh.SshSession session, CancellationToken token)
    {
        var before = session.Refusals.Line;
        await ChildProcess.RunAsync(session.TryForward()!, Patience, token);
        var refusals = await session.RefusedAsync(before, token);
        return refusals is { IsProhibited: true } ? refusals.Text("127.0.0.1", 1) : null;
    }

    private async Task CloseAsync(Remote remote, CancellationToken token)
    {
        if (!_open.TryRemove(remote, out var tunnel))
        {
            return;
        }

        try
        {
            await tunnel.CloseAsync(Patience, token);
        }
        catch (Exception refusal) when (FailureClassifier.IsOfThisMachine(refusal))
        {
            // The port is closed by now; the forward ends with its connection.
        }
    }

    private void Count()
    {
        foreach (var tunnel in _open.Values)
        {
            if (tunnel.NewTraffic() is { } traffic)
            {
                _outcomes.OnNext(new Message.TunnelUsed(tunnel.Remote, traffic));
            }
        }
    }
}
