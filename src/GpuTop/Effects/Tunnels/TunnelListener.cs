using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>The local end of a tunnel: listens on the loopback address and copies each connection to the current far end.
/// Unlike a listener of ssh it counts bytes, detects failures and keeps the port across connections.
/// Disposing closes the port and all connections.</summary>
internal sealed class TunnelListener : IAsyncDisposable
{
    // accept(2) fails at once while no file descriptor is left.
    private static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(100);

    // More than a browser opens; bounds a tunnel that leads to itself in an undetected way, where each connection opens another.
    private const int MaxConnections = 256;

    private readonly Socket _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Task _accepting;
    private long _sent;
    private long _received;
    private volatile FarEnd? _farEnd;
    private volatile string? _problem;

    private TunnelListener(Socket listener)
    {
        _listener = listener;
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The far end; while it is null, connections are closed at once.</summary>
    public FarEnd? FarEnd
    {
        get => _farEnd;
        set
        {
            _farEnd = value;
            _problem = null;
        }
    }

    /// <summary>The open connections and bytes so far.</summary>
    public Traffic Traffic => new(_connections.Count, Interlocked.Read(ref _sent), Interlocked.Read(ref _received), _problem);

    /// <summary>Starts to listen.</summary>
    /// <param name="wanted">The port; another one is chosen where it is taken or null.</param>
    /// <exception cref="SocketException">No port is free.</exception>
    /// <param name="avoided">Ports that must not be used.</param>
    public static TunnelListener Listen(int? wanted, params IReadOnlyCollection<int> avoided) => new(LocalPort.Listen(wanted, avoided));

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var near = await _listener.AcceptAsync(_closing.Token);
                var serving = ServeAsync(near);
                _connections.TryAdd(serving, 0);
                _ = serving.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (SocketException) when (!_closing.IsCancellationRequested)
            {
                await Task.Delay(AcceptRetryDelay, _closing.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket near)
    {
        using var nearEnd = near;
        if (_farEnd is not { } farEnd)
        {
            return;
        }

        if (_connections.Count >= MaxConnections)
        {
            _problem = $"more than {MaxConnections} connections: no more are taken";
            return;
        }

        var refusal = farEnd.LastRefusal;
        try
        {
            near.NoDelay = true;
            using var far = await farEnd.ConnectAsync(_closing.Token);
            var copy = new SocketCopy(near, far, sent => Interlocked.Add(ref _sent, sent), Received);
            if (await copy.RunAsync(_closing.Token))
            {
                return;
            }

            near.Dispose(); // Close the client before the wait for the reason.
            _problem = await farEnd.RefusalAsync(refusal, _closing.Token) ?? _problem;
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Both sockets are closed, which reports the failure to both sides.
        }
    }

    private void Received(int count)
    {
        Interlocked.Add(ref _received, count);
        _problem = null;
    }
}
