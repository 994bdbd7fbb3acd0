using System.Net.Sockets;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>A tunnel: the port here, and the way on over the connection of the moment.</summary>
/// <param name="remote">Where it leads.</param>
/// <param name="relay">Its near end.</param>
internal sealed class TunnelConnection(Remote remote, TunnelListener relay)
{
    private Ssh.SshSession? _session;
    private string? _path;
    private string _address = remote.Host;
    private RelayCounts? _told;

    public Remote Remote => remote;

    public TunnelListener Relay => relay;

    /// <summary>Whether it leads to the machine that gputop runs on.</summary>
    public bool IsOnThisMachine { get; init; }

    /// <summary>Leads it over a connection, after the one that it had is gone; why that failed, else null.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="address">What to connect to there, as the server sees it.</param>
    /// <param name="within">How long ssh may take.</param>
    /// <param name="token">Gives up.</param>
    public async Task<string?> LeadAsync(Ssh.SshSession session, string address, TimeSpan within, CancellationToken token)
    {
        RemoveSocket();
        _address = address;
        var path = session.NextForward();
        var (exitCode, _, errors) = await ChildProcess.RunAsync(session.OpenForward(path, address, remote.Port)!, within, token);
        if (exitCode != 0)
        {
            return exitCode is null ? "ssh does not answer" : FailureClassifier.Clean(errors);
        }

        (_session, _path) = (session, path);
        relay.FarEnd = new FarEnd(
            new UnixDomainSocketEndPoint(path),
            () => session.Refusals.Line,
            async (before, stop) => (await session.RefusedAsync(before, stop))?.Text(remote.Host, remote.Port));
        return null;
    }

    /// <summary>Closes the port and its connections, and ends the way on.</summary>
    public async Task CloseAsync(TimeSpan within, CancellationToken token)
    {
        await relay.DisposeAsync();
        if (_session is { } session && _path is { } path)
        {
            await ChildProcess.RunAsync(session.CloseForward(path, _address, remote.Port)!, within, token);
        }

        RemoveSocket();
    }

    /// <summary>What passes, when that changed since it was asked last; else null.</summary>
    public Traffic? NewTraffic()
    {
        var counts = relay.Counts;
        if (counts == _told)
        {
            return null;
        }

        _told = counts;
        return new Traffic(counts.Connections, counts.BytesSent, counts.BytesReceived, counts.Problem);
    }

    // ssh leaves the file behind.
    private void RemoveSocket()
    {
        relay.FarEnd = null;
        if (_path is not null)
        {
            File.Delete(_path);
            _path = null;
        }
    }
}
