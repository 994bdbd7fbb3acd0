using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>Leads the connection of the ssh library to a server's socket over one loopback connection, which can be cut at any time: the
/// library holds a lock while it sends, so that on a dead network closing would take as long as TCP does.</summary>
/// <remarks>The library connects to it as to an HTTP proxy, with a random password: other users of this machine are refused.</remarks>
internal sealed class NetworkBridge : IDisposable
{
    public const string User = "gputop";

    private const int BufferSize = 16 * 1024;
    private const int MaxRequest = 1024;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Time for the library to read to the end.</summary>
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(1);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _far;
    private readonly CancellationTokenSource _cut = new();
    private readonly byte[] _authorization;

    /// <param name="far">Connected to the server; disposed with this.</param>
    public NetworkBridge(Socket far)
    {
        _far = far;
        Password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _authorization = Encoding.ASCII.GetBytes(
            $"\r\nProxy-Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{User}:{Password}"))}\r\n");
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _ = AcceptAsync();
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    public string Password { get; }

    /// <summary>Whether the server sent anything.</summary>
    public bool HasReceived { get; private set; }

    /// <summary>Cuts the connection. Does not block.</summary>
    public void Dispose()
    {
        _cut.Cancel();
        _listener.Dispose();
        _far.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync(_cut.Token));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The library is connected, or the bridge was cut.
        }
    }

    private async Task ServeAsync(Socket near)
    {
        using var nearEnd = near;
        var isOwn = false;
        try
        {
            near.NoDelay = true;
            isOwn = await IsOwnAsync(near);
            if (!isOwn)
            {
                return;
            }

            _listener.Dispose();
            await near.SendAsync("HTTP/1.0 200 OK\r\n\r\n"u8.ToArray(), _cut.Token);
            var down = CopyAsync(_far, near, () => HasReceived = true);
            if (await Task.WhenAny(CopyAsync(near, _far), down) == down)
            {
                await EndAsync(near);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Closing both sockets reports it to the library and the server.
        }
        finally
        {
            if (isOwn)
            {
                _far.Dispose();
            }
        }
    }

    private async Task<bool> IsOwnAsync(Socket near)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cut.Token);
        limit.CancelAfter(RequestTimeout);
        var request = new byte[MaxRequest];
        var length = 0;
        while (length < request.Length
            && await near.ReceiveAsync(request.AsMemory(length), limit.Token) is > 0 and var count)
        {
            length += count;
            if (request.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                return request.AsSpan(0, length).IndexOf(_authorization) >= 0;
            }
        }

        return false;
    }

    // Closing a socket with unread input resets it, and the library would miss the server's last words.
    private async Task EndAsync(Socket near)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cut.Token);
        limit.CancelAfter(EndTimeout);
        near.Shutdown(SocketShutdown.Send);
        var rest = new byte[MaxRequest];
        while (await near.ReceiveAsync(rest, limit.Token) > 0)
        {
            // Nobody takes it any more.
        }
    }

    private async Task CopyAsync(Socket from, Socket to, Action? received = null)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await from.ReceiveAsync(buffer, _cut.Token) is > 0 and var length)
            {
                received?.Invoke();
                for (var at = 0; at < length;)
                {
                    at += await to.SendAsync(buffer.AsMemory(at, length - at), _cut.Token);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
