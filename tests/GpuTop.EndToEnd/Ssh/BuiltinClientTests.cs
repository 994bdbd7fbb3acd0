using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GpuTop.Config;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>The pitfalls of the library below the built-in client, on a real server.</summary>
[Collection(nameof(NonParallel))]
public sealed class BuiltinClientTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [RequiresFact(Needs.Server)]
    public async Task A_dead_network_with_an_upload_in_a_tunnel_ends_within_a_second()
    {
        using var server = new SshServer();
        using var relay = new Relay(server.Port);
        using var sink = new TcpListener(IPAddress.Loopback, 0);
        sink.Start();
        server.Configure($"Host srv\n  Port {relay.Port}\n  HostKeyAlias [127.0.0.1]:{server.Port}");
        var log = new ConnectionLog(server, SshChoice.Builtin);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;
        var target = new TunnelTarget("localhost", "127.0.0.1", ((IPEndPoint)sink.LocalEndpoint).Port);
        var (farEnd, _) = await session.OpenTunnelAsync(target, Soon, CancellationToken.None);
        using var upload = await farEnd!.ConnectAsync(CancellationToken.None);
        using var received = await sink.AcceptSocketAsync();

        relay.IsDead = true;
        upload.SendTimeout = 500;
        Assert.Throws<SocketException>(() => SendForever(upload)); // The library waits now, and holds its lock.
        var clock = Stopwatch.StartNew();
        await log.DisposeAsync();

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
    }

    [RequiresFact(Needs.Server)]
    public async Task A_server_that_says_nothing_can_be_given_up_at_once()
    {
        using var server = new SshServer();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        server.Configure($"Host srv\n  Port {((IPEndPoint)silent.LocalEndpoint).Port}");
        var log = new ConnectionLog(server, SshChoice.Builtin);
        log.Connect();
        using var accepted = await silent.AcceptSocketAsync();

        var clock = Stopwatch.StartNew();
        await log.DisposeAsync();
        accepted.ReceiveTimeout = 1000;
        while (accepted.Receive(new byte[100]) > 0)
        {
            // The client's own first line.
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
    }

    [RequiresFact(Needs.Server)]
    public async Task Many_servers_hold_no_threads_of_the_pool()
    {
        const int Servers = 32;
        using var server = new SshServer("MaxStartups 100");
        await using var log = new ConnectionLog(server, SshChoice.Builtin);
        for (var i = 0; i < Servers; i++)
        {
            log.Connect(name: "s" + i);
        }

        for (var i = 0; i < Servers; i++)
        {
            log.Next<ConnectionEvent.Ready>(server: null, patience: TimeSpan.FromSeconds(60));
        }

        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => Task.Run(static () => { })));

        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(500), $"{clock.Elapsed}");
    }

    [RequiresFact(Needs.Server)]
    public async Task Many_idle_connections_of_a_tunnel_hold_up_nothing()
    {
        const int Connections = 64;
        using var server = new SshServer();
        using var sink = new TcpListener(IPAddress.Loopback, 0);
        sink.Start();
        await using var log = new ConnectionLog(server, SshChoice.Builtin);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;
        var target = new TunnelTarget("localhost", "127.0.0.1", ((IPEndPoint)sink.LocalEndpoint).Port);
        var (farEnd, _) = await session.OpenTunnelAsync(target, Soon, CancellationToken.None);
        using var closing = farEnd;

        var ends = new List<Socket>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Connections; i++)
        {
            ends.Add(await farEnd!.ConnectAsync(CancellationToken.None));
            ends.Add(await sink.AcceptSocketAsync().WaitAsync(Soon));
        }

        await session.SendAsync("and the probe?", CancellationToken.None);
        log.Hear("\u001eand the probe?\n");
        ends.ForEach(end => end.Dispose());

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"{clock.Elapsed}");
    }

    [RequiresFact(Needs.Server)]
    public async Task The_port_of_a_tunnel_refuses_connections_that_are_not_its_own()
    {
        using var server = new SshServer();
        await using var log = new ConnectionLog(server, SshChoice.Builtin);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;
        var (farEnd, _) = await session.OpenTunnelAsync(
            new TunnelTarget("localhost", "127.0.0.1", server.Port), Soon, CancellationToken.None);
        using var closing = farEnd;

        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 5000 };
        await stranger.ConnectAsync(farEnd!.Address);

        Assert.Equal(0, stranger.Receive(new byte[4]));
    }

    [Fact]
    public async Task The_bridge_of_a_connection_takes_only_the_library()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var far = await ServerSocket.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None);
        using var server = await listener.AcceptSocketAsync();
        using var bridge = new NetworkBridge(far);
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 5000 };
        await stranger.ConnectAsync(IPAddress.Loopback, bridge.Port);

        stranger.Send("CONNECT server:22 HTTP/1.0\r\nProxy-Authorization: Basic Z3B1dG9wOmd1ZXNz\r\n\r\n"u8);

        Assert.Equal(0, stranger.Receive(new byte[4]));
        Assert.False(server.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectRead));
    }

    [RequiresFact(Needs.Server | Needs.Agent)]
    public async Task A_key_that_only_an_agent_holds_logs_in()
    {
        using var server = new SshServer();
        var socket = Path.Combine(server.Folder, "agent");
        using var agent = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { RedirectStandardOutput = true })!;
        try
        {
            agent.StandardOutput.ReadLine(); // It says where it listens.
            Programs.Run("env", ["SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", server.UserKey]);
            File.Delete(server.UserKey);
            server.Configure($"Host srv\n  IdentityAgent {socket}");
            await using var log = new ConnectionLog(server, SshChoice.Builtin);
            log.Connect();

            log.Next<ConnectionEvent.Ready>();
        }
        finally
        {
            agent.Kill();
            agent.WaitForExit();
        }
    }

    [RequiresFact(Needs.Server)]
    public async Task A_server_whose_known_key_is_not_the_preferred_one_is_known()
    {
        using var folder = new SshServer();
        var rsa = Path.Combine(folder.Folder, "rsa_key");
        Programs.Run("ssh-keygen", ["-q", "-t", "rsa", "-N", "", "-f", rsa]);
        using var server = new SshServer("HostKey " + rsa);
        File.WriteAllText(server.KnownHosts, $"[127.0.0.1]:{server.Port} {File.ReadAllText(rsa + ".pub")}");
        await using var log = new ConnectionLog(server, SshChoice.Builtin);
        log.Connect();

        log.Next<ConnectionEvent.Ready>();
    }

    [RequiresFact(Needs.Server)]
    public async Task A_setting_that_the_client_lacks_is_named()
    {
        using var server = new SshServer();
        server.Configure("Host srv\n  ProxyCommand nc %h %p");
        await using var log = new ConnectionLog(server, SshChoice.Builtin);
        log.Connect();

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(
            (FailureKind.Configuration, "the built-in ssh does not know ProxyCommand", "built-in ssh (as configured)"),
            (failure.Kind, failure.Text, failure.Client));
    }

    [RequiresTheory(Needs.Server)]
    [InlineData("Ciphers 3des-cbc", "cipher")]
    [InlineData("MACs umac-64@openssh.com", "MAC")]
    public async Task A_server_without_a_common_algorithm_is_explained(string setting, string what)
    {
        using var server = new SshServer(setting, "Compression no");
        await using var log = new ConnectionLog(server, SshChoice.Builtin);
        log.Connect();

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Negotiation, $"no {what} in common with the server"), (failure.Kind, failure.Text));
    }

    [RequiresFact(Needs.Server)]
    public async Task A_port_that_is_no_ssh_is_explained()
    {
        using var server = new SshServer();
        using var web = new TcpListener(IPAddress.Loopback, 0);
        web.Start();
        server.Configure($"Host srv\n  Port {((IPEndPoint)web.LocalEndpoint).Port}");
        await using var log = new ConnectionLog(server, SshChoice.Builtin);
        log.Connect();
        (await web.AcceptSocketAsync()).Dispose();

        var failure = log.Next<ConnectionEvent.Broken>().Failure;

        Assert.Equal(
            (FailureKind.Throttled, "closed before it sent anything: too many connections at once, or no ssh server"),
            (failure.Kind, failure.Text));
    }

    private static void SendForever(Socket socket)
    {
        var data = new byte[64 * 1024];
        while (true)
        {
            socket.Send(data);
        }
    }
}
