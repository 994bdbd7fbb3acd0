using System.Net.Sockets;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>A tunnel: the local listener and the forward over the current connection.</summary>
/// <param name="remote">Its destination.</param>
/// <param name="listener">Its local end.</param>
internal sealed class TunnelConnection(Remote remote, TunnelListener listener)
{
    private SshSession? _session;
    private string? _path;
    private string _address = remote.Host;
    private Traffic? _lastTraffic;
    private IDisposable? _simulated;

    public Remote Remote => remote;

    public TunnelListener Listener => listener;

    /// <summary>Whether its destination is on the machine that gputop runs on.</summary>
    public bool IsOnThisMachine { get; init; }

    /// <summary>Opens the forward over a connection in place of the last one; the reason of a failure, else null.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="address">The address to connect to, as the server resolves it.</param>
    /// <param name="within">Time limit for ssh.</param>
    /// <param name="token">Cancels.</param>
    public async Task<string?> ConnectAsync(SshSession session, string address, TimeSpan within, CancellationToken token)
    {
        RemoveSocket();
        if (session.Simulated is { } simulated)
        {
            ConnectTo(simulated);
            return null;
        }

        _address = address;
        var path = session.NextForward();
        var (exitCode, _, errors) = await ChildProcess.RunAsync(session.OpenForward(path, address, remote.Port)!, within, token);
        if (exitCode != 0)
        {
            return exitCode is null ? "ssh does not answer" : FailureText.Clean(errors);
        }

        (_session, _path) = (session, path);
        listener.FarEnd = new FarEnd(
            new UnixDomainSocketEndPoint(path),
            () => session.Refusals.Line,
            async (before, stop) => (await session.RefusedAsync(before, stop))?.Text(remote.Host, remote.Port));
        return null;
    }

    /// <summary>Closes the port and its connections, and cancels the forward.</summary>
    public async Task CloseAsync(TimeSpan within, CancellationToken token)
    {
        await listener.DisposeAsync();
        if (_session is { } session && _path is { } path)
        {
            await ChildProcess.RunAsync(session.CloseForward(path, _address, remote.Port)!, within, token);
        }

        RemoveSocket();
    }

    /// <summary>The traffic, when it changed since the last call; else null.</summary>
    public Traffic? TrafficIfChanged()
    {
        var traffic = listener.Traffic;
        return traffic == _lastTraffic ? null : _lastTraffic = traffic;
    }

    private void ConnectTo(SimulatedEnds simulated)
    {
        (var end, _simulated) = simulated.Listen(remote.Port);
        listener.FarEnd = new FarEnd(end, () => 0, (_, _) => Task.FromResult<string?>(null));
    }

    // ssh does not delete the socket's file.
    private void RemoveSocket()
    {
        listener.FarEnd = null;
        _simulated?.Dispose();
        _simulated = null;
        if (_path is not null)
        {
            File.Delete(_path);
            _path = null;
        }
    }
}
