using System.Net;
using System.Net.Sockets;
using GpuTop.Effects;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Tests.Effects;

public sealed class TunnelListenerTests : IDisposable
{
    private readonly CancellationTokenSource _late = new(TimeSpan.FromSeconds(60));
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public TunnelListenerTests() => _server.Start();

    [Fact]
    public async Task Bytes_go_both_ways_and_are_counted()
    {
        await using var relay = Lead();
        using var client = await ConnectAsync(relay);
        using var server = await _server.AcceptSocketAsync(_late.Token);

        await client.SendAsync("hello"u8.ToArray(), _late.Token);
        Assert.Equal("hello", await ReadAsync(server, 5));
        await server.SendAsync("welcome"u8.ToArray(), _late.Token);
        Assert.Equal("welcome", await ReadAsync(client, 7));

        await UntilAsync(() => relay.Traffic == new Traffic(1, 5, 7, null), () => $"{relay.Traffic}");
    }

    [Fact]
    public async Task Ten_megabytes_go_both_ways_at_once_and_arrive_unchanged()
    {
        var (up, down) = (new byte[10 * 1024 * 1024], new byte[(10 * 1024 * 1024) + 1]);
        new Random(1).NextBytes(up);
        new Random(2).NextBytes(down);
        await using var relay = Lead();
        using var client = await ConnectAsync(relay);
        using var server = await _server.AcceptSocketAsync(_late.Token);

        var received = await Task.WhenAll(ExchangeAsync(client, up), ExchangeAsync(server, down));

        Assert.Equal(down, received[0]);
        Assert.Equal(up, received[1]);
        await UntilAsync(() => relay.Traffic == new Traffic(0, up.Length, down.Length, null), () => $"{relay.Traffic}");
    }

    [Fact]
    public async Task A_side_that_has_ended_still_hears_the_rest_of_the_other()
    {
        await using var relay = Lead();
        using var client = await ConnectAsync(relay);
        using var server = await _server.AcceptSocketAsync(_late.Token);

        await client.SendAsync("question"u8.ToArray(), _late.Token);
        client.Shutdown(SocketShutdown.Send);
        var question = await ReadToEndAsync(server);
        await server.SendAsync("answer"u8.ToArray(), _late.Token);
        server.Shutdown(SocketShutdown.Send);

        Assert.Equal("question"u8.ToArray(), question);
        Assert.Equal("answer"u8.ToArray(), await ReadToEndAsync(client));
    }

    [Fact]
    public async Task A_client_that_does_not_read_stops_the_server_from_sending()
    {
        await using var relay = Lead();
        using var client = await ConnectAsync(relay);
        using var server = await _server.AcceptSocketAsync(_late.Token);
        server.Blocking = false;

        var sent = FillUp(server);
        var held = relay.Traffic.BytesReceived;

        // Socket buffers of both sides and one copy buffer; independent of the amount sent.
        Assert.InRange(sent - held, 0, 64 * 1024 * 1024);
        await UntilAsync(() => FillUp(server) == 0, () => "the server can still send");
    }

    [Fact]
    public async Task Many_connections_share_the_port()
    {
        await using var relay = Lead();
        var echoing = EchoAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            using var client = await ConnectAsync(relay);
            await client.SendAsync(BitConverter.GetBytes(number), _late.Token);
            client.Shutdown(SocketShutdown.Send);
            return BitConverter.ToInt32(await ReadToEndAsync(client));
        }));

        Assert.Equal(Enumerable.Range(0, 200), answers);
        await UntilAsync(() => relay.Traffic.Connections == 0, () => $"{relay.Traffic}");
        _server.Stop();
        await echoing;
    }

    [Fact]
    public async Task A_client_that_breaks_off_takes_the_connection_to_the_server_with_it()
    {
        await using var relay = Lead();
        var client = await ConnectAsync(relay);
        using var server = await _server.AcceptSocketAsync(_late.Token);

        client.LingerState = new LingerOption(true, 0);
        client.Dispose();

        await UntilAsync(() => relay.Traffic.Connections == 0, () => $"{relay.Traffic}");
        Assert.Empty(await ReadToEndAsync(server));
    }

    [Fact]
    public async Task A_far_end_that_closes_without_a_word_is_asked_why()
    {
        await using var relay = Lead(why: "nothing listens there");
        using var client = await ConnectAsync(relay);

        (await _server.AcceptSocketAsync(_late.Token)).Dispose();

        Assert.Empty(await ReadToEndAsync(client));
        await UntilAsync(() => relay.Traffic.Problem == "nothing listens there", () => $"{relay.Traffic}");
    }

    [Fact]
    public async Task A_connection_that_works_clears_the_problem_of_the_one_before()
    {
        await using var relay = Lead(why: "nothing listens there");
        using var refused = await ConnectAsync(relay);
        (await _server.AcceptSocketAsync(_late.Token)).Dispose();
        await UntilAsync(() => relay.Traffic.Problem is not null, () => $"{relay.Traffic}");

        using var client = await ConnectAsync(relay);
        using var server = await _server.AcceptSocketAsync(_late.Token);
        await server.SendAsync("x"u8.ToArray(), _late.Token);

        await UntilAsync(() => relay.Traffic.Problem is null, () => $"{relay.Traffic}");
    }

    [Fact]
    public async Task Without_a_far_end_connections_are_closed_and_the_port_stays()
    {
        await using var relay = Lead();
        var end = relay.FarEnd;
        relay.FarEnd = null;

        using var early = await ConnectAsync(relay);
        Assert.Empty(await ReadToEndAsync(early));
        relay.FarEnd = end;
        using var client = await ConnectAsync(relay);
        using var server = await _server.AcceptSocketAsync(_late.Token);
        await server.SendAsync("x"u8.ToArray(), _late.Token);

        Assert.Equal("x", await ReadAsync(client, 1));
    }

    [Fact]
    public async Task Closing_ends_open_connections_and_frees_the_port()
    {
        var relay = Lead();
        using var client = await ConnectAsync(relay);
        using var server = await _server.AcceptSocketAsync(_late.Token);

        await relay.DisposeAsync();

        Assert.Empty(await ReadToEndAsync(server));
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(relay));
    }

    [Fact]
    public async Task A_tunnel_that_leads_to_itself_comes_to_an_end()
    {
        await using var relay = TunnelListener.Listen(null);
        relay.FarEnd = new TestEnd(new IPEndPoint(IPAddress.Loopback, relay.Port), null);
        using var client = await ConnectAsync(relay);

        await UntilAsync(() => relay.Traffic.Problem is not null, () => $"{relay.Traffic}");

        Assert.Equal("more than 256 connections: no more are taken", relay.Traffic.Problem);
        Assert.InRange(relay.Traffic.Connections, 0, 257);
    }

    public void Dispose()
    {
        _server.Dispose();
        _late.Dispose();
    }

    private TunnelListener Lead(string? why = null)
    {
        var relay = TunnelListener.Listen(null);
        relay.FarEnd = new TestEnd(_server.LocalEndpoint, why);
        return relay;
    }

    private async Task<Socket> ConnectAsync(TunnelListener relay)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, relay.Port, _late.Token);
        return client;
    }

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _server.AcceptSocketAsync(_late.Token);
                _ = EchoAsync(socket);
            }
        }
        catch (SocketException)
        {
            // The test has ended.
        }
    }

    private async Task EchoAsync(Socket socket)
    {
        using var end = socket;
        await socket.SendAsync(await ReadToEndAsync(socket), _late.Token);
        socket.Shutdown(SocketShutdown.Both);
    }

    private async Task<byte[]> ExchangeAsync(Socket socket, byte[] content)
    {
        var reading = ReadToEndAsync(socket);
        using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(content, _late.Token);
        socket.Shutdown(SocketShutdown.Send);
        return await reading;
    }

    private async Task<string> ReadAsync(Socket socket, int count)
    {
        using var stream = new NetworkStream(socket, ownsSocket: false);
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _late.Token);
        return System.Text.Encoding.ASCII.GetString(bytes);
    }

    private async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer, _late.Token) is > 0 and var count)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    private static long FillUp(Socket socket)
    {
        var chunk = new byte[64 * 1024];
        var sent = 0L;
        while (true)
        {
            var count = socket.Send(chunk, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return sent;
            }

            sent += count;
        }
    }

    private async Task UntilAsync(Func<bool> holds, Func<string> what)
    {
        while (!holds())
        {
            Assert.False(_late.IsCancellationRequested, what());
            await Task.Yield();
        }
    }

    private sealed class TestEnd(EndPoint address, string? why) : FarEnd(address)
    {
        public override Task<string?> RefusalAsync(int after, CancellationToken token) => Task.FromResult(why);

        public override void Dispose()
        {
        }
    }
}
