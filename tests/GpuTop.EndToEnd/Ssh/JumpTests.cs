using GpuTop.Ssh;
using News = GpuTop.Ssh.News<string>;

namespace GpuTop.EndToEnd.Ssh;

public sealed class JumpTests
{
    private const string Login = "Accepted publickey";

    [ServerFact]
    public async Task All_servers_behind_a_jump_share_one_connection_to_it()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Behind(jump, target);
        await using var watch = new Watcher(jump);
        for (var index = 0; index < 12; index++)
        {
            watch.Connect("target", "s" + index);
        }

        for (var index = 0; index < 12; index++)
        {
            watch.Next<News.Ready>();
        }

        Assert.Single(jump.Said(Login));
        Assert.Equal(12, target.Said(Login, 12).Length);
    }

    [ServerFact]
    public async Task Tunnels_and_commands_work_through_a_jump()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Behind(jump, target);
        await using var watch = new Watcher(jump);
        watch.Connect("target");

        var told = await Child.RunAsync(watch.Next<News.Ready>().Session.Exec("echo one"), TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.Equal("one\n", told.Output);
    }

    [ServerFact]
    public async Task A_jump_that_is_down_is_named_and_found_again()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Behind(jump, target);
        await using var watch = new Watcher(jump);
        jump.Stop();
        watch.Connect("target");

        var failure = watch.Next<News.Broken>().Failure;
        jump.Start();
        watch.Next<News.Ready>();

        Assert.Equal($"jump host srv: connection refused (127.0.0.1 port {jump.Port})", failure.Text);
        Assert.Equal(FailureKind.Refused, failure.Kind);
    }

    [ServerFact]
    public async Task A_target_that_is_down_is_not_the_jumps_fault()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Behind(jump, target);
        await using var watch = new Watcher(jump);
        target.Stop();
        watch.Connect("target");

        var failure = watch.Next<News.Broken>().Failure;

        Assert.True(failure.Kind is FailureKind.Refused or FailureKind.Proxy, failure.ToString());
    }

    [ServerFact]
    public async Task A_chain_of_jumps_is_followed()
    {
        using var jump = new SshServer();
        using var inner = new SshServer();
        using var target = new SshServer();
        Behind(jump, target, $"""
            Host inner
              HostName 127.0.0.1
              Port {inner.Port}
            """, "srv,inner");
        Share(jump, inner);
        await using var watch = new Watcher(jump);
        watch.Connect("target");

        watch.Next<News.Ready>();

        Assert.Single(jump.Said(Login));
        Assert.Single(inner.Said(Login));
    }

    [ServerFact]
    public async Task A_jump_for_every_host_does_not_lead_through_itself()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Behind(jump, target, "", "srv");
        File.AppendAllText(jump.ConfigFile, "\n  ProxyJump srv\n");
        await using var watch = new Watcher(jump);
        watch.Connect("target");

        watch.Next<News.Ready>();
    }

    [ServerFact]
    public async Task When_the_jumps_connection_dies_all_come_back_through_a_new_one()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Behind(jump, target);
        await using var watch = new Watcher(jump);
        watch.Connect("target");
        watch.Next<News.Ready>();

        Programs.Run("pkill", ["-P", jump.ProcessId.ToString()]);

        Assert.True(watch.Next<News.Broken>().WasLive);
        watch.Next<News.Ready>();
        Assert.Equal(2, jump.Said(Login, 2).Length);
    }

    [ServerFact]
    public async Task A_jump_that_answers_no_more_is_left_for_a_new_connection()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Behind(jump, target);
        await using var watch = new Watcher(jump);
        watch.Connect("target");
        watch.Next<News.Ready>();
        watch.Hear("\u001eb "); // The first heartbeat is back: nothing is under way any more.
        watch.Hear("\n");
        var frozen = jump.Sessions;
        Array.ForEach(frozen, pid => Processes.Signal("STOP", pid));
        try
        {
            // The user sees that nothing comes, and does not wait until gputop does.
            watch.Reconnect();
            var failure = watch.Next<News.Broken>().Failure;
            watch.Next<News.Ready>();

            Assert.Equal((FailureKind.Silent, "connection lost: no answer within 3 s"), (failure.Kind, failure.Text));
            Assert.Equal(2, jump.Said(Login, 2).Length);
        }
        finally
        {
            Array.ForEach(frozen, pid => Processes.Signal("KILL", pid));
        }
    }

    [ServerFact]
    public async Task A_jump_that_asks_asks_once()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Behind(jump, target);
        target.Trust();
        File.WriteAllText(jump.KnownHosts, File.ReadAllText(target.KnownHosts));
        await using var watch = new Watcher(jump);
        var servers = new List<string>();
        using var questions = watch.Transport.Questions.Subscribe(question =>
        {
            servers.Add(question.Server);
            question.Answer("yes");
        });
        watch.Connect("target", "a");
        watch.Connect("target", "b");

        watch.Next<News.Ready>();
        watch.Next<News.Ready>();

        Assert.Equal(["jump host srv"], servers);
    }

    [ServerFact]
    public async Task One_answer_at_the_jump_lets_all_through_that_wait_for_it()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Behind(jump, target);
        File.WriteAllText(jump.KnownHosts, File.ReadAllText(target.KnownHosts));
        await using var watch = new Watcher(jump);
        watch.Connect("target", "a");
        watch.Connect("target", "b");
        watch.Next<News.NeedsUser>();
        watch.Next<News.NeedsUser>();

        using var questions = watch.Transport.Questions.Subscribe(question => question.Answer("yes"));
        watch.Reconnect("a");

        watch.Next<News.Ready>();
        watch.Next<News.Ready>();
    }

    /// <summary>Lets the jump's configuration lead to the target through it.</summary>
    private static void Behind(SshServer jump, SshServer target, string more = "", string way = "srv")
    {
        jump.Configure($"""
            {more}
            Host target
              HostName 127.0.0.1
              Port {target.Port}
              ProxyJump {way}
            """);
        Share(jump, target);
    }

    /// <summary>Lets the jump's key in, and trusts the server.</summary>
    private static void Share(SshServer jump, SshServer server)
    {
        File.AppendAllText(Path.Combine(server.Folder, "authorized_keys"), File.ReadAllText(jump.UserKey + ".pub"));
        File.AppendAllText(jump.KnownHosts, File.ReadAllText(server.KnownHosts));
    }
}
