using System.Net.Sockets;
using System.Text;

namespace GpuTop.Cli;

/// <summary>As much of HTTP/1.1 as a scrape needs: one request a connection, <c>GET /metrics</c> and <c>GET /</c>.</summary>
/// <param name="listener">Listens already.</param>
/// <param name="metrics">The text of a scrape.</param>
internal sealed class MetricsServer(TcpListener listener, Func<string> metrics)
{
    private const int MostHeadBytes = 16 * 1024;
    private const string Page = "gputop: metrics are at /metrics\n";

    // A client that says nothing, or takes nothing, is let go.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Content type of the exposition format.
    private const string MetricsType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Answers until cancelled.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(token);
            _ = ServeAsync(client, token);
        }
    }

    /// <summary>The answer to a request, head and body.</summary>
    /// <param name="request">Its first line, <c>GET /metrics HTTP/1.1</c>.</param>
    internal string Answer(string request)
    {
        var words = request.Split(' ');
        if (words is not [var method, var target, var version] || !version.StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            return Response("400 Bad Request", "text/plain; charset=utf-8", "bad request\n");
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
        limit.CancelAfter(Patience);
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                if (await ReadHeadAsync(stream, limit.Token) is { } head)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer(head.Split("\r\n")[0])), limit.Token);
                }
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // A client that went away misses its answer.
        }
    }

    // The whole head has to be read: closing a connection with unread bytes resets it, and the answer is lost with it.
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
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{more}Connection: close\r\n\r\n{body}";
}
