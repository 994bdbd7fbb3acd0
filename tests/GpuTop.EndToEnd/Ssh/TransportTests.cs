using System.Net.Sockets;
using System.Text;
using GpuTop.Config;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>What both ssh clients do alike on a real server: connections, commands, tunnels, reconnects.</summary>
public sealed class TransportTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_script_runs_on_the_server_and_lines_go_both_ways(SshChoice ssh)
    {
        using var server = new SshServer();
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();

        log.Next<ConnectionEvent.Connecting>();
        log.Next<ConnectionEvent.Authenticated>();
        var session = log.Next<ConnectionEvent.Ready>().Session;
        await session.SendAsync("hello", CancellationToken.None);

        Assert.StartsWith("\u001e@nonce ready 1 pid=", log.Hear("\n"), StringComparison.Ordinal);
        log.Hear("\u001ehello\n");
        Assert.EndsWith(" (as configured)", session.Client, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task Commands_share_the_connection(SshChoice ssh)
    {
        using var server = new SshServer();
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;

        var done = await session.RunAsync("echo one; echo two >&2; exit 7", Soon, CancellationToken.None);
        var late = await session.RunAsync("sleep 30", TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.Equal((7, "one\n", "two\n"), (done.ExitCode, done.Output, done.Errors));
        Assert.Null(late.ExitCode);
        Assert.Single(server.Said("Accepted publickey"));
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_command_can_end_a_process_of_the_server(SshChoice ssh)
    {
        using var server = new SshServer();
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;
        await session.SendAsync("r sleep 600 & printf 'started %s.' $!", CancellationToken.None);
        var pid = log.Hear(".").Split("started ")[^1].TrimEnd('.');

        var killed = await session.RunAsync($"kill -KILL {pid}", Soon, CancellationToken.None);
        await session.SendAsync($"r wait {pid}; printf 'ended %s.' $?", CancellationToken.None);

        Assert.Equal((0, ""), (killed.ExitCode, killed.Errors));
        log.Hear("ended 137.");
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task Tunnels_share_the_connection(SshChoice ssh)
    {
        using var server = new SshServer();
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;

        Assert.Null(await session.TunnelRefusalAsync(Soon, CancellationToken.None));
        var (farEnd, problem) = await session.OpenTunnelAsync(
            new TunnelTarget("localhost", "127.0.0.1", server.Port), Soon, CancellationToken.None);
        Assert.Null(problem);
        using var client = await farEnd!.ConnectAsync(CancellationToken.None);
        var banner = new byte[4];
        await client.ReceiveAsync(banner);
        await farEnd.CloseAsync(Soon, CancellationToken.None);

        Assert.Equal("SSH-"u8, banner);
        await Assert.ThrowsAsync<SocketException>(() => farEnd.ConnectAsync(CancellationToken.None));
        farEnd.Dispose();
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_tunnel_to_a_closed_port_says_so(SshChoice ssh)
    {
        using var server = new SshServer();
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;
        var port = SshServer.FreePort();
        var (farEnd, _) = await session.OpenTunnelAsync(new TunnelTarget("localhost", "127.0.0.1", port), Soon, CancellationToken.None);
        using var closing = farEnd;

        var before = farEnd!.LastRefusal;
        using var client = await farEnd.ConnectAsync(CancellationToken.None);
        var reason = await farEnd.RefusalAsync(before, CancellationToken.None);

        Assert.Equal($"nothing listens on {port} there", reason);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_server_that_prohibits_tunnels_is_reported(SshChoice ssh)
    {
        using var server = new SshServer("AllowTcpForwarding no");
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;

        var problem = await session.TunnelRefusalAsync(Soon, CancellationToken.None);

        Assert.Equal("the server refuses tunnels (AllowTcpForwarding no)", problem);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_server_that_is_down_is_found_when_it_is_back(SshChoice ssh)
    {
        using var server = new SshServer();
        await using var log = new ConnectionLog(server, ssh);
        server.Stop();
        log.Connect();

        var broken = log.Next<ConnectionEvent.Broken>();
        server.Start();
        log.Next<ConnectionEvent.Ready>();

        Assert.Equal(
            (FailureKind.Refused, $"connection refused (127.0.0.1 port {server.Port})"), (broken.Failure.Kind, broken.Failure.Text));
        Assert.False(broken.WasLive);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_session_that_is_killed_on_the_server_is_lost_and_comes_back(SshChoice ssh)
    {
        using var server = new SshServer();
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;

        await session.SendAsync("r kill -9 $PPID", CancellationToken.None);
        var broken = log.Next<ConnectionEvent.Broken>();
        log.Next<ConnectionEvent.Ready>();

        Assert.True(broken.WasLive);
        Assert.Equal(FailureKind.Lost, broken.Failure.Kind);
        Assert.StartsWith("connection lost", broken.Failure.Text, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_network_that_swallows_everything_is_noticed_and_its_return_too(SshChoice ssh)
    {
        using var server = new SshServer();
        using var relay = new Relay(server.Port);
        server.Configure($"Host srv\n  Port {relay.Port}\n  HostKeyAlias [127.0.0.1]:{server.Port}");
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();
        log.Next<ConnectionEvent.Ready>();

        relay.IsDead = true;
        log.Reconnect(); // Asks for a heartbeat, which has to come within three seconds.
        var broken = log.Next<ConnectionEvent.Broken>();
        relay.IsDead = false;
        log.Next<ConnectionEvent.Ready>();

        Assert.Equal((FailureKind.Silent, true), (broken.Failure.Kind, broken.WasLive));
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task Nothing_is_left_on_the_server(SshChoice ssh)
    {
        using var server = new SshServer();
        await using (var log = new ConnectionLog(server, ssh))
        {
            log.Connect();
            log.Next<ConnectionEvent.Ready>();
        }

        Assert.True(SpinWait.SpinUntil(() => server.Sessions.Length == 0, Soon), server.Log);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_flood_of_output_arrives_whole(SshChoice ssh)
    {
        using var server = new SshServer("RekeyLimit 64K");
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;

        // Compressed, so that it takes a few exchanges of keys.
        await session.SendAsync("r head -c 300000 /dev/urandom | od -An -tx1 -v", default);
        await session.SendAsync("r printf 'the end.'", default);

        Assert.True(Encoding.UTF8.GetByteCount(log.Hear("the end.")) > 900_000);
        Assert.DoesNotContain("Broken", log.Everything[..log.Everything.IndexOf("Server listening", StringComparison.Ordinal)], default);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_server_of_one_session_serves_the_probe(SshChoice ssh)
    {
        using var server = new SshServer("MaxSessions 1");
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();
        var session = log.Next<ConnectionEvent.Ready>().Session;

        var refused = await session.RunAsync("true", Soon, CancellationToken.None);
        await session.SendAsync("still there", CancellationToken.None);

        Assert.Equal(255, refused.ExitCode);
        log.Hear("\u001estill there\n");
    }
}
