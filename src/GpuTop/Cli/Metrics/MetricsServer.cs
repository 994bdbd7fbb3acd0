using System.Net.Sockets;
using System.Text;
using GpuTop.Ssh;

namespace GpuTop.Cli;

/// <summary>HTTP/1.1 server for scrapes: one request a connection, <c>GET /metrics</c> and <c>GET /</c>.</summary>
/// <param name="listener">Started listener.</param>
/// <param name="hosts">Accepted hosts.</param>
/// <param name="metrics">Text of a scrape.</param>
internal sealed class MetricsServer(TcpListener listener, MetricsHosts hosts, Func<string> metrics)
{
    private const int MostHeadBytes = 16 * 1024;
    private const string Page = "gputop: metrics are at /metrics\n";

    private const string WrongHost = "not served under this name; use the address, or the machine's own name\n";

    // A scraper needs one or two; further ones wait in the listen queue.
    private const int MostConnections = 32;

    // Time limit of a request and its answer.
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(5);

    // For connections to servers, and because the runtime ends the process when it cannot open a library.
    private const int ReservedDescriptors = 32;

    // Pause until another connection has freed its descriptor.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(200);

    // Content type of the exposition format.
    private const string MetricsType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Answers until cancelled, at most 32 clients at a time.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        // Waiting clients are accepted without a pause, which must not hold the caller's thread.
        await Task.Yield();
        using var slots = new SemaphoreSlim(MostConnections);
        while (true)
        {
            await slots.WaitAsync(token);
            while (slots.CurrentCount < MostConnections - 1 && Posix.DescriptorsLeft() < ReservedDescriptors)
            {
                await Task.Delay(AfterRefusal, token);
            }

            try
            {
                var client = await listener.AcceptTcpClientAsync(token);
                _ = ServeAsync(client, token).ContinueWith(_ => slots.Release(), TaskScheduler.Default);
            }
            catch (SocketException)
            {
                // No descriptors left (EMFILE, ENFILE), or the client closed before accept (ECONNABORTED).
                slots.Release();
                await Task.Delay(AfterRefusal, token);
            }
        }
    }

    /// <summary>The answer to a request, head and body.</summary>
    /// <param name="head">Its first line, <c>GET /metrics HTTP/1.1</c>, and its headers.</param>
    internal string Answer(string head)
    {
        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ');
        if (words is not [var method, var target, var version] || !version.StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            return Response("400 Bad Request", "text/plain; charset=utf-8", "bad request\n");
        }

        // DNS rebinding: a page of another site whose name resolves to this machine sends that name.
        if (!hosts.Accepts(lines.Skip(1)))
        {
            return Response("421 Misdirected Request", "text/plain; charset=utf-8", WrongHost);
        }

        return (method, target.Split('?')[0]) switch
        {
            ("GET", "/metrics") => Response("200 OK", MetricsType, metrics()),
            ("GET", "/") => Response("200 OK", "text/plain; charset=utf-8", Page),
            ("GET", _) => Response("404 Not Found", "text/plain; charset=utf-8", Page),
            _ => Response("405 Method Not Allowed", "text/plain; charset=utf-8", "only GET\n", "Allow: GET\r\n"),
        };
    }

    private async Task ServeAsync(TcpClient client, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(RequestLimit);
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                if (await ReadHeadAsync(stream, limit.Token) is { } head)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer(head)), limit.Token);
                }
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // The client has closed the connection.
        }
    }

    // Read the whole head: close(2) with unread bytes resets the connection, and the answer is lost.
    private static async Task<string?> ReadHeadAsync(NetworkStream stream, CancellationToken token)
    {
        var buffer = new byte[MostHeadBytes];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), token);
            length += read;
            if (read == 0)
            {
                return null;
            }

            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
            {
                return Encoding.ASCII.GetString(buffer, 0, length);
            }
        }

        return null;
    }

    private static string Response(string status, string type, string body, string more = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + $"{more}Connection: close\r\n\r\n{body}";
}
