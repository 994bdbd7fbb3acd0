using System.Net;
using System.Net.Sockets;

namespace GpuTop.EndToEnd;

/// <summary>A TCP relay before a port of this machine that can drop everything, as an unplugged cable does: neither end is
/// notified.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private volatile bool _isDead;

    public Relay(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>While set, nothing passes, not even the end of a connection. Connections that lost data meanwhile stay broken.</summary>
    public bool IsDead
    {
        get => _isDead;
        set => _isDead = value;
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream()), CopyAsync(far.GetStream(), near.GetStream()));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
        {
            // One side has gone; so goes the other.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[32 * 1024];
        var wasDead = false;
        int length;
        while ((length = await from.ReadAsync(buffer, _end.Token)) > 0)
        {
            wasDead |= _isDead;
            if (!wasDead)
            {
                await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
            }
        }

        if (wasDead || _isDead)
        {
            await Task.Delay(Timeout.Infinite, _end.Token);
        }
    }
}
