using System.Net;
using System.Net.Sockets;

namespace GpuTop.Ssh;

/// <summary>The far end of a tunnel over one session. Disposing frees what it holds on this machine; on the server it ends with the
/// session.</summary>
/// <param name="address">The address of this machine that leads to it.</param>
internal abstract class FarEnd(EndPoint address) : IDisposable
{
    /// <summary>The address of this machine that leads to it: each connection to it is forwarded.</summary>
    public EndPoint Address => address;

    /// <summary>Connects to it; the caller disposes the socket.</summary>
    /// <exception cref="SocketException">It is closed.</exception>
    public virtual async Task<Socket> ConnectAsync(CancellationToken token)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(address, token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Number of the newest refused connection; 0 when there was none.</summary>
    public virtual int LastRefusal => 0;

    /// <summary>The reason of a refusal with a higher number; null when none comes soon.</summary>
    /// <param name="after">A number of <see cref="LastRefusal"/>.</param>
    /// <param name="token">Cancels.</param>
    public virtual Task<string?> RefusalAsync(int after, CancellationToken token) => Task.FromResult<string?>(null);

    /// <summary>Ends it before its session ends.</summary>
    public virtual Task CloseAsync(TimeSpan within, CancellationToken token) => Task.CompletedTask;

    public abstract void Dispose();
}
