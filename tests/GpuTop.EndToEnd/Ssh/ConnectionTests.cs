using System.Net.Sockets;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

public sealed class ConnectionTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [RequiresFact(Needs.Server)]
    public async Task A_script_runs_on_the_server_and_lines_go_both_ways()
    {
        using var server = new SshServer();
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        watch.Next<ConnectionEvent.Connecting>();
        watch.Next<ConnectionEvent.Authenticated>();
        var session = watch.Next<ConnectionEvent.Ready>().Session;
        await session.SendAsync("hello", CancellationToken.None);

        Assert.StartsWith("\u001e@nonce ready 1 pid=", watch.Hear("\n"), StringComparison.Ordinal);
        watch.Hear("\u001ehello\n");
    }

    [RequiresFact(Needs.Server)]
    public async Task Commands_and_tunnels_share_the_connection()
    {
        using var server = new SshServer();
        await using var watch = new ConnectionLog(server);
        watch.Connect();
        var session = watch.Next<ConnectionEvent.Ready>().Session;

        var told = await session.RunAsync("echo one; exit 7", Soon, CancellationToken.None);
        var (farEnd, problem) = await session.OpenTunnelAsync(
            new TunnelTarget("localhost", "127.0.0.1", server.Port), Soon, CancellationToken.None);
        Assert.Null(problem);
        using var client = new Socket(farEnd!.Address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(farEnd.Address);
        var banner = new byte[4];
        await client.ReceiveAsync(banner);
        await farEnd.CloseAsync(Soon, CancellationToken.None);
        using var late = new Socket(farEnd.Address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);

        Assert.Equal((7, "one\n"), (told.ExitCode, told.Output));
        Assert.Equal("SSH-"u8, banner);
        await Assert.ThrowsAsync<SocketException>(() => late.ConnectAsync(farEnd.Address));
        farEnd.Dispose();
    }

    [RequiresFact(Needs.Server)]
    public async Task Without_a_master_a_command_does_not_connect_by_itself()
    {
        using var server = new SshServer();
        await using var watch = new ConnectionLog(server);

        var told = await ChildProcess.RunAsync(
            OpenSshCommands.Exec(watch.Transport.OpenSsh.Folder.NextSocket(), "true"), TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.Equal(255, told.ExitCode);
        Assert.DoesNotContain("Connection from", server.Log, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task This_machine_needs_no_ssh()
    {
        using var server = new SshServer();
        await using var watch = new ConnectionLog(server);
        watch.Connect("local");

        var session = watch.Next<ConnectionEvent.Ready>().Session;

        Assert.True(session.IsLocal);
        watch.Hear("\u001eb ");
    }

    [RequiresFact(Needs.Server)]
    public async Task A_server_that_is_down_is_tried_again_and_found()
    {
        using var server = new SshServer();
        await using var watch = new ConnectionLog(server);
        server.Stop();
        watch.Connect();

        var broken = watch.Next<ConnectionEvent.Broken>();
        server.Start();
        watch.Next<ConnectionEvent.Ready>();

        Assert.Equal(FailureKind.Refused, broken.Failure.Kind);
        Assert.False(broken.WasLive);
    }

    [RequiresFact(Needs.Server)]
    public async Task The_first_server_that_is_reached_again_makes_the_others_try_at_once()
    {
        using var server = new SshServer();
        server.Configure("Host srv\n  HostName fe80::1%%nowhere"); // No name server needs to be asked for that.
        await using var watch = new ConnectionLog(server);
        watch.Connect(name: "a");
        watch.Connect(name: "b");
        DateTimeOffset[] retries = [LongPause(), LongPause()]; // Both wait now: an attempt that is on its way would not see what changes.

        server.Configure("");
        watch.Reconnect("a");
        watch.Next<ConnectionEvent.Ready>(server: "b");

        Assert.True(DateTimeOffset.Now < retries.Min(), server.Log);

        DateTimeOffset LongPause() =>
            watch.Next<ConnectionEvent.Broken>(broken => broken.RetryAt - DateTimeOffset.Now > TimeSpan.FromSeconds(12)).RetryAt;
    }

    [RequiresFact(Needs.Server)]
    public async Task A_session_that_is_killed_on_the_server_is_lost_and_comes_back()
    {
        using var server = new SshServer();
        await using var watch = new ConnectionLog(server);
        watch.Connect();
        var session = watch.Next<ConnectionEvent.Ready>().Session;

        await session.SendAsync("r kill -9 $PPID", CancellationToken.None);
        var broken = watch.Next<ConnectionEvent.Broken>();
        watch.Next<ConnectionEvent.Ready>();

        Assert.True(broken.WasLive);
        Assert.Equal(FailureKind.Lost, broken.Failure.Kind);
    }

    [RequiresFact(Needs.Server)]
    public async Task A_key_that_is_not_accepted_waits_for_the_user()
    {
        using var server = new SshServer();
        File.WriteAllText(Path.Combine(server.Folder, "authorized_keys"), "");
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;
        File.Copy(server.UserKey + ".pub", Path.Combine(server.Folder, "authorized_keys"), overwrite: true);
        watch.Reconnect();
        watch.Next<ConnectionEvent.Ready>();

        Assert.Equal(
            (FailureKind.Authentication, "permission denied (publickey)", "try: ssh srv"), (failure.Kind, failure.Text, failure.Remedy));
    }

    [RequiresFact(Needs.Server)]
    public async Task No_ssh_starts_after_its_socket_folder_was_removed()
    {
        using var server = new SshServer();
        await using var watch = new ConnectionLog(server);
        watch.Connect();
        var session = watch.Next<ConnectionEvent.Ready>().Session;

        Directory.Delete(watch.Transport.OpenSsh.Folder.Path, recursive: true);
        await session.SendAsync("r kill -9 $PPID", CancellationToken.None);
        var failure = watch.Next<ConnectionEvent.Broken>(broken => !broken.WasLive).Failure;

        Assert.Equal($"this machine: {watch.Transport.OpenSsh.Folder.Path} was removed: restart gputop", failure.Text);
        Assert.Single(server.Said("Accepted publickey"));
    }

    [RequiresFact(Needs.Server)]
    public async Task A_banner_that_speaks_of_restrictions_costs_no_second_login()
    {
        var banner = Path.GetTempFileName();
        File.WriteAllText(banner, "Access: restricted to authorized users\n");
        using var server = new SshServer("Banner " + banner);
        File.WriteAllText(Path.Combine(server.Folder, "authorized_keys"), "");
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Contains("restricted", failure.Raw, StringComparison.Ordinal);
        Assert.Single(server.Said("Connection from"));
        File.Delete(banner);
    }

    [RequiresFact(Needs.Server)]
    public async Task A_changed_host_key_is_never_accepted()
    {
        using var server = new SshServer();
        server.Stop();
        server.ChangeHostKey();
        server.Start();
        await using var watch = new ConnectionLog(server);
        using var questions = watch.Transport.Prompts.Subscribe(question => question.Answer("yes"));
        watch.Connect();

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(FailureKind.ChangedHostKey, failure.Kind);
        Assert.Contains("IDENTIFICATION HAS CHANGED", failure.Raw, StringComparison.Ordinal);

        // What is advised is what helps those who know why.
        Programs.Run("sh", ["-c", failure.Remedy!.Split(": ", 2)[1]]);
        watch.Reconnect();
        watch.Next<ConnectionEvent.Ready>();
    }

    [RequiresFact(Needs.Server)]
    public async Task A_changed_host_key_that_the_user_connects_to_anyway_is_a_warning()
    {
        using var server = new SshServer();
        server.Configure("Host *\n  StrictHostKeyChecking no");
        server.Stop();
        server.ChangeHostKey();
        server.Start();
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        Assert.Equal(
            "the host key has changed, and your configuration says to connect anyway", watch.Next<ConnectionEvent.Ready>().Session.Warning);
    }

    [RequiresFact(Needs.Server)]
    public async Task A_shell_that_ends_at_once_is_told_with_its_words()
    {
        using var server = new SshServer("ForceCommand echo only for backups; exit 3");
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Shell, "logged in, but no shell runs the probe: only for backups"), (failure.Kind, failure.Text));
    }

    [RequiresFact(Needs.Server)]
    public async Task Noise_before_the_script_is_dropped()
    {
        using var server = new SshServer("ForceCommand printf 'no line feed'; echo noise >&2; eval \"$SSH_ORIGINAL_COMMAND\"");
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        Assert.StartsWith("\u001e@nonce ready", watch.Hear("\n"), StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task Many_at_once_all_get_through_sshds_limits()
    {
        using var server = new SshServer("MaxStartups 10:100:10");
        await using var watch = new ConnectionLog(server);
        for (var index = 0; index < 24; index++)
        {
            watch.Connect("srv", "s" + index);
        }

        for (var index = 0; index < 24; index++)
        {
            watch.Next<ConnectionEvent.Ready>();
        }

        Assert.DoesNotContain("beginning MaxStartups throttling", server.Log, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server | Needs.Pgrep)]
    public async Task Nothing_is_left_on_the_server_when_the_subscription_ends()
    {
        using var server = new SshServer();
        var watch = new ConnectionLog(server);
        watch.Connect();
        watch.Next<ConnectionEvent.Ready>();
        var ready = watch.Hear("\n");
        var pid = int.Parse(ready.Split("pid=")[1].Split(' ')[0]);

        Assert.True(Directory.Exists($"/proc/{pid}"));
        await watch.DisposeAsync();

        SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{pid}"), BusyMachine.Slack);
        Assert.False(Directory.Exists($"/proc/{pid}"));
    }
}
