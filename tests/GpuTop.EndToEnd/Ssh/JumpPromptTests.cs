using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Questions of a jump host.</summary>
public sealed class JumpPromptTests : JumpTestBase
{
    [RequiresFact(Needs.Server | Needs.NewUsers)]
    public void A_password_of_the_jump_that_is_cancelled_sends_nothing()
    {
        using var user = new TemporaryUser();
        using var asking = new SshServer("PasswordAuthentication yes", "PubkeyAuthentication no");
        File.AppendAllText(Jump.KnownHosts, File.ReadAllText(asking.KnownHosts));
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
        File.AppendAllText(Jump.KnownHosts, File.ReadAllText(asking.KnownHosts));
        Jump.Configure($"""
            Host asking
              HostName 127.0.0.1
              Port {asking.Port}
              User {user.Name}
            Host target
              ProxyCommand ssh -F {Jump.ConfigFile} -W 127.0.0.1:{Target.Port} asking
            """);

        AssertThatNothingIsSentWhenCancelled(asking);
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_that_asks_asks_once()
    {
        Target.Trust();
        File.WriteAllText(Jump.KnownHosts, File.ReadAllText(Target.KnownHosts));
        var servers = new List<string>();
        using var questions = Watch.Transport.Prompts.Subscribe(question =>
        {
            servers.Add(question.Server);
            question.Answer("yes");
        });
        Watch.Connect("target", "a");
        Watch.Connect("target", "b");

        Watch.Next<ConnectionEvent.Ready>();
        Watch.Next<ConnectionEvent.Ready>();

        Assert.Equal(["jump host srv"], servers);
    }

    [RequiresFact(Needs.Server)]
    public void One_answer_at_the_jump_lets_all_through_that_wait_for_it()
    {
        File.WriteAllText(Jump.KnownHosts, File.ReadAllText(Target.KnownHosts));
        Watch.Connect("target", "a");
        Watch.Connect("target", "b");
        Watch.Next<ConnectionEvent.NeedsUser>();
        Watch.Next<ConnectionEvent.NeedsUser>();

        using var questions = Watch.Transport.Prompts.Subscribe(question => question.Answer("yes"));
        Watch.Reconnect("a");

        Watch.Next<ConnectionEvent.Ready>();
        Watch.Next<ConnectionEvent.Ready>();
    }

    private void AssertThatNothingIsSentWhenCancelled(SshServer asking)
    {
        using var questions = Watch.Transport.Prompts.Subscribe(question => question.Cancel());
        Watch.Connect("target");

        Assert.Equal(FailureKind.Question, Watch.Next<ConnectionEvent.NeedsUser>().Failure.Kind);
        Processes.UntilGone(TimeSpan.FromSeconds(10), () => Processes.Left(asking.Sessions));
        Assert.Single(asking.Said("Connection closed by"));
        Assert.DoesNotContain("Failed", asking.Log, StringComparison.Ordinal);
    }
}
