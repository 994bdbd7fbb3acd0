using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GpuTop.EndToEnd;

/// <summary>A web page on a loopback port, as a program of the user's shows one.</summary>
internal sealed class WebServer : IDisposable
{
    /// <summary>What the page says.</summary>
    public const string Page = "<h1>loss 0.01</h1>";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public WebServer()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Fetches the page through a port of this machine; null when nobody answers there.</summary>
    public static string? Fetch(int port)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return client.GetStringAsync($"http://127.0.0.1:{port}/").GetAwaiter().GetResult();
        }
        catch (Exception nobody) when (nobody is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Whether anybody listens on a port of this machine.</summary>
    public static bool IsListening(int port)
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var request = new byte[4096];
                if (await client.GetStream().ReadAsync(request) > 0)
                {
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 200 OK\r\nContent-Length: {Page.Length}\r\nConnection: close\r\n\r\n{Page}"));
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
