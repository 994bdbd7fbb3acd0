using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>Opens and closes tunnels and tells what passes through them. Disposing closes all.</summary>
public sealed class TunnelRunner : IDisposable
{
    // Often enough to see that something flows.
    private static readonly TimeSpan CountingPause = TimeSpan.FromSeconds(1);

    // ssh answers in milliseconds; longer means that the connection is stuck, which its own clock will find.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SessionRegistry _links;
    private readonly ConcurrentDictionary<Remote, TunnelConnection> _open = new();
    private readonly ISubject<Effect> _orders = Subject.Synchronize(new Subject<Effect>());
    private readonly ISubject<Message> _outcomes = Subject.Synchronize(new Subject<Message>());
    private readonly IDisposable _working;

    /// <summary>Nothing is open yet.</summary>
    /// <param name="links">The way to the servers.</param>
    /// <param name="clock">Says when to count.</param>
    public TunnelRunner(SessionRegistry links, IScheduler clock)
    {
        _links = links;

        // Orders for one tunnel are carried out one after the other, those for others meanwhile.
        var carriedOut = _orders
            .GroupBy(order => order is Effect.OpenTunnel open ? open.Remote : ((Effect.CloseTunnel)order).Remote)
            .SelectMany(orders => orders.Select(order => Observable.FromAsync(token => CarryOutAsync(order, token))).Concat());
        var counted = Observable.Interval(CountingPause, clock).Do(_ => Count()).Select(_ => Unit.Default);
        _working = carriedOut.Merge(counted).Subscribe(_ => { }, _outcomes.OnError);
    }

    /// <summary>What came of effects. Hot, never ends, any thread.</summary>
    public IObservable<Message> Outcomes => _outcomes.AsObservable();

    /// <summary>Begins an effect that concerns tunnels; ignores others.</summary>
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

    /// <summary>Closes the local ports; what is left of the far ends goes with the connections.</summary>
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

        // A tunnel whose far end is its own near end, or that of one which leads back, opens connections without end.
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
                tunnel = _open[remote] = new TunnelConnection(remote, TunnelListener.Listen(order.LocalPort, avoided)) { IsOnThisMachine = order.IsOnThisMachine };
            }
            catch (SocketException none)
            {
                return $"no local port: {none.Message}";
            }
        }

        return await tunnel.LeadAsync(session, order.Address ?? remote.Host, Patience, token);
    }

    /// <summary>Why the server forwards nothing at all; null when it may. Asked before, for a tunnel that leads nowhere looks open.</summary>
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
            // The port is closed by now; what is left of the far end goes with the connection.
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
