using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GpuTop.Demo;

/// <summary>A web page on 127.0.0.1 that stands for a port of a simulated server. Disposing closes its port.</summary>
public sealed class SimulatedPage : IDisposable
{
    private const int LongestRequest = 16 * 1024;

    // A browser opens connections in advance and sends nothing.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _response;

    private SimulatedPage(string server, int port)
    {
        var text = Html(server, port);
        _response = Encoding.UTF8.GetBytes(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}");
        _listener.Start();
    }

    /// <summary>Where it listens.</summary>
    public EndPoint Address => _listener.LocalEndpoint;

    /// <summary>Starts to listen on a free port.</summary>
    /// <param name="server">Name of the server.</param>
    /// <param name="port">The port of the server that it stands for.</param>
    public static SimulatedPage Open(string server, int port)
    {
        var page = new SimulatedPage(server, port);
        _ = page.AcceptAsync();
        return page;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static string Html(string server, int port) =>
        $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{server}:{port}</title></head>"
        + "<body style=\"font-family:sans-serif;margin:4em\">"
        + $"<h1>{server}:{port}</h1><p>This page stands for port {port} of the simulated server {server} of <b>gputop --demo</b>."
        + " With a real server, its program would answer here.</p></body></html>\n";

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using var client = socket;
        using var timeout = new CancellationTokenSource(RequestTimeout);
        try
        {
            var request = new byte[LongestRequest];
            var length = 0;
            while (request.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                var count = await client.ReceiveAsync(request.AsMemory(length), timeout.Token);
                if (count == 0)
                {
                    return;
                }

                length += count;
            }

            await client.SendAsync(_response, timeout.Token);
            client.Shutdown(SocketShutdown.Both);
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, silent, or sends more than a request.
        }
    }
}
