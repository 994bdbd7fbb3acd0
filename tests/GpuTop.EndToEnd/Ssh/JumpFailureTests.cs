using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Jump hosts and targets that are down, refuse, or answer no more.</summary>
public sealed class JumpFailureTests : JumpTestBase
{
    [RequiresFact(Needs.Server)]
    public void A_jump_that_is_down_is_named_and_found_again()
    {
        Jump.Stop();
        Watch.Connect("target");

        var failure = Watch.Next<ConnectionEvent.Broken>().Failure;
        Jump.Start();
        Watch.Next<ConnectionEvent.Ready>();

        Assert.Equal($"jump host srv: connection refused (127.0.0.1 port {Jump.Port})", failure.Text);
        Assert.Equal(FailureKind.Refused, failure.Kind);
    }

    [RequiresFact(Needs.Server)]
    public void A_target_that_is_down_is_not_the_jumps_fault()
    {
        Target.Stop();
        Watch.Connect("target");

        var failure = Watch.Next<ConnectionEvent.Broken>().Failure;

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
        Watch.Connect("target");

        var failure = Watch.Next<ConnectionEvent.Broken>().Failure;

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
        var letIn = Path.Combine(Jump.Folder, "authorized_keys");
        File.WriteAllText(letIn, "");
        var names = Enumerable.Range(0, 8).Select(index => "s" + index).ToArray();
        Array.ForEach(names, name => Watch.Connect("target", name));
        Array.ForEach(
            names,
            _ => Assert.StartsWith(
                "jump host srv: permission denied", Watch.Next<ConnectionEvent.NeedsUser>().Failure.Text, StringComparison.Ordinal));
        Watch.Connect("target", "late");
        Watch.Next<ConnectionEvent.NeedsUser>(server: "late");
        Assert.Single(Jump.Said("Connection from"));

        File.WriteAllText(letIn, File.ReadAllText(Jump.UserKey + ".pub"));
        Watch.Reconnect("late");
        for (var ready = 0; ready < names.Length + 1; ready++)
        {
            Watch.Next<ConnectionEvent.Ready>();
        }

        Assert.Equal(2, Jump.Said("Connection from", 2).Length);
    }

    [RequiresFact(Needs.Server)]
    public async Task Who_wants_to_pass_while_the_network_is_slow_costs_nobody_his_connection()
    {
        Watch.Connect("target", "alive");
        var session = Watch.Next<ConnectionEvent.Ready>().Session;
        Watch.Hear("\u001eb ");
        Watch.Hear("\u001eb "); // Three seconds on: that the jump has just answered counts no more.
        var frozen = Jump.Sessions;
        Array.ForEach(frozen, pid => Processes.Signal("STOP", pid));
        try
        {
            Watch.Connect("target", "other");
            var failure = Watch.Next<ConnectionEvent.Broken>(server: "other").Failure;

            Assert.Equal((FailureKind.TimedOut, "jump host srv: no answer at the moment"), (failure.Kind, failure.Text));
        }
        finally
        {
            Array.ForEach(frozen, pid => Processes.Signal("CONT", pid));
        }

        await session.SendAsync("still here", CancellationToken.None);
        Watch.Hear("\u001estill here\n");
        Watch.Next<ConnectionEvent.Ready>(server: "other");
        Assert.Single(Jump.Said(Login));
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_whose_key_has_changed_is_not_passed()
    {
        Jump.Stop();
        Jump.ChangeHostKey();
        Jump.Start();
        Watch.Connect("target");

        var failure = Watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(
            (FailureKind.ChangedHostKey, "jump host srv: the host key has changed: an attack, or the server was set up anew"),
            (failure.Kind, failure.Text));
    }

    [RequiresFact(Needs.Server)]
    public void When_the_jumps_connection_dies_all_come_back_through_a_new_one()
    {
        Watch.Connect("target");
        Watch.Next<ConnectionEvent.Ready>();

        Programs.Run("pkill", ["-P", Jump.ProcessId.ToString()]);

        Assert.True(Watch.Next<ConnectionEvent.Broken>().WasLive);
        Watch.Next<ConnectionEvent.Ready>();
        Assert.Equal(2, Jump.Said(Login, 2).Length);
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_answers_no_more_is_left_for_a_new_connection()
    {
        Watch.Connect("target");
        Watch.Next<ConnectionEvent.Ready>();
        Watch.Hear("\u001eb "); // The first heartbeat is back: nothing is under way any more.
        Watch.Hear("\n");
        var frozen = Jump.Sessions;
        Array.ForEach(frozen, pid => Processes.Signal("STOP", pid));
        try
        {
            // The user sees that nothing comes, and does not wait until gputop does.
            Watch.Reconnect();
            var failure = Watch.Next<ConnectionEvent.Broken>().Failure;
            Watch.Next<ConnectionEvent.Ready>();

            Assert.Equal((FailureKind.Silent, "connection lost: no answer within 3 s"), (failure.Kind, failure.Text));
            Assert.Equal(2, Jump.Said(Login, 2).Length);
        }
        finally
        {
            Array.ForEach(frozen, pid => Processes.Signal("KILL", pid));
        }
    }
}
