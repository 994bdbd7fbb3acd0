using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Servers behind a jump host: <c>srv</c> is the jump, <c>target</c> behind it.</summary>
public sealed class JumpTests : IDisposable
{
    private const string Login = "Accepted publickey";

    private readonly SshServer _jump = new();
    private readonly SshServer _target = new();
    private readonly Watcher _watch;

    public JumpTests()
    {
        Configure("srv");
        Share(_target);
        _watch = new Watcher(_jump);
    }

    [RequiresFact(Needs.Server)]
    public void All_servers_behind_a_jump_share_one_connection_to_it()
    {
        for (var index = 0; index < 12; index++)
        {
            _watch.Connect("target", "s" + index);
        }

        for (var index = 0; index < 12; index++)
        {
            _watch.Next<ConnectionEvent.Ready>();
        }

        Assert.Single(_jump.Said(Login));
        Assert.Equal(12, _target.Said(Login, 12).Length);
    }

    [RequiresFact(Needs.Server)]
    public async Task Tunnels_and_commands_work_through_a_jump()
    {
        _watch.Connect("target");

        var told = await ChildProcess.RunAsync(
            _watch.Next<ConnectionEvent.Ready>().Session.Exec("echo one"), TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.Equal("one\n", told.Output);
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_is_down_is_named_and_found_again()
    {
        _jump.Stop();
        _watch.Connect("target");

        var failure = _watch.Next<ConnectionEvent.Broken>().Failure;
        _jump.Start();
        _watch.Next<ConnectionEvent.Ready>();

        Assert.Equal($"jump host srv: connection refused (127.0.0.1 port {_jump.Port})", failure.Text);
        Assert.Equal(FailureKind.Refused, failure.Kind);
    }

    [RequiresFact(Needs.Server)]
    public void A_target_that_is_down_is_not_the_jumps_fault()
    {
        _target.Stop();
        _watch.Connect("target");

        var failure = _watch.Next<ConnectionEvent.Broken>().Failure;

        Assert.Equal((FailureKind.Refused, "connection refused behind the jump host"), (failure.Kind, failure.Text));
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_leads_nobody_on_says_so()
    {
        using var closed = new SshServer("AllowTcpForwarding no");
        Share(closed);
        Configure("closed", $"""
            Host closed
              HostName 127.0.0.1
              Port {closed.Port}
            """);
        _watch.Connect("target");

        var failure = _watch.Next<ConnectionEvent.Broken>().Failure;

        Assert.Equal(
            (
                FailureKind.Proxy,
                "the jump host does not forward: administratively prohibited: open failed",
                "AllowTcpForwarding on the jump host"),
            (failure.Kind, failure.Text, failure.Remedy));
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_refuses_us_is_tried_once_for_all_until_the_user_wants_it_again()
    {
        var letIn = Path.Combine(_jump.Folder, "authorized_keys");
        File.WriteAllText(letIn, "");
        var names = Enumerable.Range(0, 8).Select(index => "s" + index).ToArray();
        Array.ForEach(names, name => _watch.Connect("target", name));
        Array.ForEach(
            names,
            _ => Assert.StartsWith(
                "jump host srv: permission denied", _watch.Next<ConnectionEvent.NeedsUser>().Failure.Text, StringComparison.Ordinal));
        _watch.Connect("target", "late");
        _watch.Next<ConnectionEvent.NeedsUser>(server: "late");
        Assert.Single(_jump.Said("Connection from"));

        File.WriteAllText(letIn, File.ReadAllText(_jump.UserKey + ".pub"));
        _watch.Reconnect("late");
        for (var ready = 0; ready < names.Length + 1; ready++)
        {
            _watch.Next<ConnectionEvent.Ready>();
        }

        Assert.Equal(2, _jump.Said("Connection from", 2).Length);
    }

    [RequiresFact(Needs.Server)]
    public async Task Who_wants_to_pass_while_the_network_is_slow_costs_nobody_his_connection()
    {
        _watch.Connect("target", "alive");
        var session = _watch.Next<ConnectionEvent.Ready>().Session;
        _watch.Hear("\u001eb ");
        _watch.Hear("\u001eb "); // Three seconds on: that the jump has just answered counts no more.
        var frozen = _jump.Sessions;
        Array.ForEach(frozen, pid => Processes.Signal("STOP", pid));
        try
        {
            _watch.Connect("target", "other");
            var failure = _watch.Next<ConnectionEvent.Broken>(server: "other").Failure;

            Assert.Equal((FailureKind.TimedOut, "jump host srv: no answer at the moment"), (failure.Kind, failure.Text));
        }
        finally
        {
            Array.ForEach(frozen, pid => Processes.Signal("CONT", pid));
        }

        await session.SendAsync("still here", CancellationToken.None);
        _watch.Hear("\u001estill here\n");
        _watch.Next<ConnectionEvent.Ready>(server: "other");
        Assert.Single(_jump.Said(Login));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers)]
    public void A_password_of_the_jump_that_is_cancelled_sends_nothing()
    {
        using var user = new TemporaryUser();
        using var asking = new SshServer("PasswordAuthentication yes", "PubkeyAuthentication no");
        File.AppendAllText(_jump.KnownHosts, File.ReadAllText(asking.KnownHosts));
        Configure($"{user.Name}@asking", $"""
            Host asking
              HostName 127.0.0.1
              Port {asking.Port}
            """);

        AssertThatNothingIsSentWhenCancelled(asking);
    }

    [RequiresFact(Needs.Server | Needs.NewUsers)]
    public void So_does_one_that_the_users_own_proxy_command_asks_for()
    {
        using var user = new TemporaryUser();
        using var asking = new SshServer("PasswordAuthentication yes", "PubkeyAuthentication no");
        File.AppendAllText(_jump.KnownHosts, File.ReadAllText(asking.KnownHosts));
        _jump.Configure($"""
            Host asking
              HostName 127.0.0.1
              Port {asking.Port}
              User {user.Name}
            Host target
              ProxyCommand ssh -F {_jump.ConfigFile} -W 127.0.0.1:{_target.Port} asking
            """);

        AssertThatNothingIsSentWhenCancelled(asking);
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_whose_key_has_changed_is_not_passed()
    {
        _jump.Stop();
        _jump.ChangeHostKey();
        _jump.Start();
        _watch.Connect("target");

        var failure = _watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(
            (FailureKind.ChangedHostKey, "jump host srv: the host key has changed: an attack, or the server was set up anew"),
            (failure.Kind, failure.Text));
    }

    [RequiresFact(Needs.Server)]
    public void Options_for_the_jump_that_would_disturb_do_not()
    {
        var options = UserConfigTests.Together.Where(option => !option.StartsWith("IgnoreUnknown", StringComparison.Ordinal));
        var block = string.Join("\n  ", options)
            .Replace("FOLDER", _jump.Folder, StringComparison.Ordinal)
            .Replace("FREE", $"{SshServer.FreePort()}", StringComparison.Ordinal)
            .Replace("TAKEN", $"{_jump.Port}", StringComparison.Ordinal);
        File.WriteAllText(_jump.ConfigFile, $"""
            Host srv
              {block}
            {File.ReadAllText(_jump.ConfigFile)}
            """);
        _watch.Connect("target");

        _watch.Next<ConnectionEvent.Ready>();
        Assert.False(File.Exists(Path.Combine(_jump.Folder, "spoilt")));
    }

    [RequiresFact(Needs.Server)]
    public void A_chain_of_jumps_is_followed()
    {
        using var inner = new SshServer();
        Configure("srv,inner", $"""
            Host inner
              HostName 127.0.0.1
              Port {inner.Port}
            """);
        Share(inner);
        _watch.Connect("target");

        _watch.Next<ConnectionEvent.Ready>();

        Assert.Single(_jump.Said(Login));
        Assert.Single(inner.Said(Login));
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_for_every_host_does_not_lead_through_itself()
    {
        File.AppendAllText(_jump.ConfigFile, "\n  ProxyJump srv\n");
        _watch.Connect("target");

        _watch.Next<ConnectionEvent.Ready>();
    }

    [RequiresFact(Needs.Server)]
    public void Jumps_that_lead_through_each_other_do_not_wait_for_each_other()
    {
        using var other = new SshServer();
        Configure("srv", $"""
            Host srv
              ProxyJump other
            Host other
              HostName 127.0.0.1
              Port {other.Port}
              ProxyJump srv
            Host second
              HostName 127.0.0.1
              Port {_target.Port}
              ProxyJump other
            """);
        Share(other);
        _watch.Connect("target", "a");
        _watch.Connect("second", "b");

        _watch.Next<ConnectionEvent.Ready>();
        _watch.Next<ConnectionEvent.Ready>();
    }

    [RequiresFact(Needs.Server)]
    public void When_the_jumps_connection_dies_all_come_back_through_a_new_one()
    {
        _watch.Connect("target");
        _watch.Next<ConnectionEvent.Ready>();

        Programs.Run("pkill", ["-P", _jump.ProcessId.ToString()]);

        Assert.True(_watch.Next<ConnectionEvent.Broken>().WasLive);
        _watch.Next<ConnectionEvent.Ready>();
        Assert.Equal(2, _jump.Said(Login, 2).Length);
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_answers_no_more_is_left_for_a_new_connection()
    {
        _watch.Connect("target");
        _watch.Next<ConnectionEvent.Ready>();
        _watch.Hear("\u001eb "); // The first heartbeat is back: nothing is under way any more.
        _watch.Hear("\n");
        var frozen = _jump.Sessions;
        Array.ForEach(frozen, pid => Processes.Signal("STOP", pid));
        try
        {
            // The user sees that nothing comes, and does not wait until gputop does.
            _watch.Reconnect();
            var failure = _watch.Next<ConnectionEvent.Broken>().Failure;
            _watch.Next<ConnectionEvent.Ready>();

            Assert.Equal((FailureKind.Silent, "connection lost: no answer within 3 s"), (failure.Kind, failure.Text));
            Assert.Equal(2, _jump.Said(Login, 2).Length);
        }
        finally
        {
            Array.ForEach(frozen, pid => Processes.Signal("KILL", pid));
        }
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_asks_asks_once()
    {
        _target.Trust();
        File.WriteAllText(_jump.KnownHosts, File.ReadAllText(_target.KnownHosts));
        var servers = new List<string>();
        using var questions = _watch.Transport.Prompts.Subscribe(question =>
        {
            servers.Add(question.Server);
            question.Answer("yes");
        });
        _watch.Connect("target", "a");
        _watch.Connect("target", "b");

        _watch.Next<ConnectionEvent.Ready>();
        _watch.Next<ConnectionEvent.Ready>();

        Assert.Equal(["jump host srv"], servers);
    }

    [RequiresFact(Needs.Server)]
    public void One_answer_at_the_jump_lets_all_through_that_wait_for_it()
    {
        File.WriteAllText(_jump.KnownHosts, File.ReadAllText(_target.KnownHosts));
        _watch.Connect("target", "a");
        _watch.Connect("target", "b");
        _watch.Next<ConnectionEvent.NeedsUser>();
        _watch.Next<ConnectionEvent.NeedsUser>();

        using var questions = _watch.Transport.Prompts.Subscribe(question => question.Answer("yes"));
        _watch.Reconnect("a");

        _watch.Next<ConnectionEvent.Ready>();
        _watch.Next<ConnectionEvent.Ready>();
    }

    public void Dispose()
    {
        _watch.DisposeAsync().AsTask().Wait();
        _target.Dispose();
        _jump.Dispose();
    }

    private void AssertThatNothingIsSentWhenCancelled(SshServer asking)
    {
        using var questions = _watch.Transport.Prompts.Subscribe(question => question.Cancel());
        _watch.Connect("target");

        Assert.Equal(FailureKind.Question, _watch.Next<ConnectionEvent.NeedsUser>().Failure.Kind);
        Processes.UntilGone(TimeSpan.FromSeconds(10), () => Processes.Left(asking.Sessions));
        Assert.Single(asking.Said("Connection closed by"));
        Assert.DoesNotContain("Failed", asking.Log, StringComparison.Ordinal);
    }

    // The way to the target.
    private void Configure(string jumps, string more = "") => _jump.Configure($"""
        {more}
        Host target
          HostName 127.0.0.1
          Port {_target.Port}
          ProxyJump {jumps}
        """);

    // Lets the jump's key in, and trusts the server.
    private void Share(SshServer server)
    {
        File.AppendAllText(Path.Combine(server.Folder, "authorized_keys"), File.ReadAllText(_jump.UserKey + ".pub"));
        File.AppendAllText(_jump.KnownHosts, File.ReadAllText(server.KnownHosts));
    }
}
