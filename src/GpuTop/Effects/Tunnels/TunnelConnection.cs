using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>A tunnel: the local listener and the forward over the current connection.</summary>
/// <param name="remote">Its destination.</param>
/// <param name="listener">Its local end.</param>
internal sealed class TunnelConnection(Remote remote, TunnelListener listener)
{
    private Traffic? _lastTraffic;

    public Remote Remote => remote;

    public TunnelListener Listener => listener;

    /// <summary>Whether its destination is on the machine that gputop runs on.</summary>
    public bool IsOnThisMachine { get; init; }

    /// <summary>Opens the forward over a connection in place of the last one; the reason of a failure, else null.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="address">The address to connect to, as the server resolves it.</param>
    /// <param name="within">Time limit.</param>
    /// <param name="token">Cancels.</param>
    public async Task<string?> ConnectAsync(SshSession session, string address, TimeSpan within, CancellationToken token)
    {
        Disconnect();
        var (farEnd, problem) = await session.OpenTunnelAsync(new TunnelTarget(remote.Host, address, remote.Port), within, token);
        listener.FarEnd = farEnd;
        return problem;
    }

    /// <summary>Closes the port and its connections, and cancels the forward.</summary>
    public async Task CloseAsync(TimeSpan within, CancellationToken token)
    {
        await listener.DisposeAsync();
        if (listener.FarEnd is { } farEnd)
        {
            await farEnd.CloseAsync(within, token);
        }

        Disconnect();
    }

    /// <summary>The traffic, when it changed since the last call; else null.</summary>
    public Traffic? TrafficIfChanged()
    {
        var traffic = listener.Traffic;
        return traffic == _lastTraffic ? null : _lastTraffic = traffic;
    }

    private void Disconnect()
    {
        var farEnd = listener.FarEnd;
        listener.FarEnd = null;
        farEnd?.Dispose();
    }
}
