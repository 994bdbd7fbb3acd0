using System.Net.Sockets;

namespace GpuTop.Ssh;

/// <summary>TCP connections to servers.</summary>
internal static class ServerSocket
{
    /// <summary>ConnectTimeout of the connections by OpenSSH.</summary>
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(15);

    /// <summary>Connects to the first address of a name that answers.</summary>
    /// <exception cref="SocketException">There is none.</exception>
    public static async Task<Socket> ConnectAsync(string host, int port, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(ConnectWithin);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(host, port, limit.Token);
            return socket;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
