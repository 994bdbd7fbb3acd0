using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Renci.SshNet;

namespace GpuTop.Ssh;

/// <summary>The far end of a tunnel of the built-in client: a loopback port that takes only connections of this process, as any user of
/// the machine can reach it.</summary>
internal sealed class BuiltinTunnel : FarEnd
{
    /// <summary>Most connections of the tunnel of a user; each holds a thread of the pool in the library.</summary>
    public const int MostConnections = 256;

    private readonly BuiltinClient _client;
    private readonly TunnelTarget _target;
    private readonly int _connections;
    private readonly ForwardedPortLocal _port;
    private readonly ConcurrentDictionary<uint, byte> _own;
    private int _isDisposed;

    private BuiltinTunnel(
        BuiltinClient client, TunnelTarget target, int connections, ForwardedPortLocal port, ConcurrentDictionary<uint, byte> own)
        : base(new IPEndPoint(IPAddress.Loopback, (int)port.BoundPort))
    {
        (_client, _target, _connections, _port, _own) = (client, target, connections, port, own);
        AddThreads(connections);
    }

    public override int LastRefusal => _client.Refusals.Newest;

    /// <summary>Opens it. Blocks.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="target">Where it leads.</param>
    /// <param name="connections">Most connections at a time.</param>
    /// <exception cref="SocketException">No port is free.</exception>
    /// <exception cref="Renci.SshNet.Common.SshException">The connection is gone.</exception>
    public static BuiltinTunnel Open(BuiltinClient client, TunnelTarget target, int connections)
    {
        var own = new ConcurrentDictionary<uint, byte>();
        var port = new ForwardedPortLocal("127.0.0.1", 0, target.Address, (uint)target.Port);

        // An exception of the handler refuses the connection.
        port.RequestReceived += (_, request) =>
        {
            if (!own.TryRemove(request.OriginatorPort, out var _))
            {
                throw new InvalidOperationException("a connection of another process");
            }
        };
        client.Start(port);
        return new BuiltinTunnel(client, target, connections, port, own);
    }

    public override async Task<Socket> ConnectAsync(CancellationToken token)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _own[(uint)((IPEndPoint)socket.LocalEndPoint!).Port] = 0;
            await socket.ConnectAsync(Address, token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override async Task<string?> RefusalAsync(int after, CancellationToken token) =>
        (await _client.Refusals.AwaitAsync(after, token))?.Text(_target.Host, _target.Port);

    public override Task CloseAsync(TimeSpan within, CancellationToken token) =>
        RemoveAsync().WaitAsync(within, token).ContinueWith(static _ => { }, TaskScheduler.Default);

    public override void Dispose() => _ = RemoveAsync();

    private Task RemoveAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return Task.CompletedTask;
        }

        AddThreads(-_connections);
        return Task.Run(() => _client.Remove(_port)); // Waits for its connections.
    }

    // The pool would make one new thread a second, and everything else would wait.
    private static void AddThreads(int count)
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(1, workers + count), completions);
    }
}
