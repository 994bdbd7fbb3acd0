using GpuTop.Config;
using GpuTop.Model;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Servers behind a jump host, by the built-in client.</summary>
public sealed class BuiltinJumpTests() : JumpTestBase(SshChoice.Builtin)
{
    [RequiresFact(Needs.Server)]
    public async Task All_servers_behind_a_jump_share_one_connection_to_it()
    {
        const int Servers = 12;
        for (var index = 0; index < Servers; index++)
        {
            Watch.Connect("target", "s" + index);
        }

        SshSession? session = null;
        for (var index = 0; index < Servers; index++)
        {
            session = Watch.Next<ConnectionEvent.Ready>().Session;
        }

        var told = await session!.RunAsync("echo one", TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.Equal("one\n", told.Output);
        Assert.Single(Jump.Said(Login));
        Assert.Equal(Servers, Target.Said(Login, Servers).Length);
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_ends_takes_its_servers_with_it_and_all_come_back()
    {
        Watch.Connect("target");
        Watch.Next<ConnectionEvent.Ready>();

        Jump.EndSessions();
        var broken = Watch.Next<ConnectionEvent.Broken>();
        Watch.Next<ConnectionEvent.Ready>();

        Assert.Equal((FailureKind.Lost, true), (broken.Failure.Kind, broken.WasLive));
    }

    [RequiresFact(Needs.Server)]
    public void A_server_that_is_down_behind_the_jump_is_told_apart_from_the_jump()
    {
        Target.Stop();
        Watch.Connect("target");

        var failure = Watch.Next<ConnectionEvent.Broken>().Failure;

        Assert.Equal((FailureKind.Refused, "connection refused behind the jump host"), (failure.Kind, failure.Text));
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_refuses_us_is_named()
    {
        File.WriteAllText(Path.Combine(Jump.Folder, "authorized_keys"), "");
        Watch.Connect("target");

        var failure = Watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Authentication, "jump host srv: permission denied (publickey)"), (failure.Kind, failure.Text));
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_does_not_forward_is_named()
    {
        using var jump = new SshServer("AllowTcpForwarding no");
        Share(jump);
        Configure("closed", $"Host closed\n  HostName 127.0.0.1\n  Port {jump.Port}");
        Watch.Connect("target");

        var failure = Watch.Next<ConnectionEvent.Broken>().Failure;

        Assert.Equal(FailureKind.Proxy, failure.Kind);
        Assert.StartsWith("the jump host does not forward: administratively prohibited", failure.Text, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public void A_chain_of_two_jumps_leads_to_the_server()
    {
        using var second = new SshServer();
        Share(second);
        Configure("srv,second", $"Host second\n  HostName 127.0.0.1\n  Port {second.Port}");
        Watch.Connect("target");

        Watch.Next<ConnectionEvent.Ready>();

        Assert.Single(second.Said(Login));
        Assert.Single(Jump.Said(Login));
    }

    [RequiresFact(Needs.Server)]
    public void The_host_key_of_a_jump_is_asked_about_once()
    {
        File.WriteAllText(Jump.KnownHosts, File.ReadAllText(Target.KnownHosts));
        using var answers = new PromptAnswers(Watch, "yes");
        Watch.Connect("target", "a");
        Watch.Connect("target", "b");

        Watch.Next<ConnectionEvent.Ready>();
        Watch.Next<ConnectionEvent.Ready>();

        var prompt = Assert.Single(answers.Asked);
        Assert.Equal((PromptKind.HostKey, "jump host srv"), (prompt.Kind, prompt.Server));
    }
}
