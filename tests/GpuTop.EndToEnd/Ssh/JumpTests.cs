using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Connections to servers behind one or several jump hosts.</summary>
public sealed class JumpTests : JumpTestBase
{
    [RequiresFact(Needs.Server)]
    public void All_servers_behind_a_jump_share_one_connection_to_it()
    {
        for (var index = 0; index < 12; index++)
        {
            Watch.Connect("target", "s" + index);
        }

        for (var index = 0; index < 12; index++)
        {
            Watch.Next<ConnectionEvent.Ready>();
        }

        Assert.Single(Jump.Said(Login));
        Assert.Equal(12, Target.Said(Login, 12).Length);
    }

    [RequiresFact(Needs.Server)]
    public void Many_names_of_one_server_behind_a_jump_take_turns()
    {
        using var server = new SshServer("MaxStartups 10:100:10");
        Configure("srv", $"""
            Host many
              HostName 127.0.0.1
              Port {server.Port}
              ProxyJump srv
            """);
        Share(server);
        for (var index = 0; index < 24; index++)
        {
            Watch.Connect("many", "s" + index);
        }

        for (var index = 0; index < 24; index++)
        {
            Watch.Next<ConnectionEvent.Ready>(patience: TimeSpan.FromSeconds(60));
        }

        Assert.DoesNotContain("Broken", Watch.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("beginning MaxStartups throttling", server.Log, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task Tunnels_and_commands_work_through_a_jump()
    {
        Watch.Connect("target");

        var told = await Watch.Next<ConnectionEvent.Ready>().Session.RunAsync(
            "echo one", TimeSpan.FromSeconds(10) + BusyMachine.Slack, CancellationToken.None);

        Assert.True(told.Output == "one\n", $"{told}");
    }

    [RequiresFact(Needs.Server)]
    public void Options_for_the_jump_that_would_disturb_do_not()
    {
        var options = UserConfigTests.Together.Where(option => !option.StartsWith("IgnoreUnknown", StringComparison.Ordinal));
        var block = string.Join("\n  ", options)
            .Replace("FOLDER", Jump.Folder, StringComparison.Ordinal)
            .Replace("FREE", $"{SshServer.FreePort()}", StringComparison.Ordinal)
            .Replace("TAKEN", $"{Jump.Port}", StringComparison.Ordinal);
        File.WriteAllText(Jump.ConfigFile, $"""
            Host srv
              {block}
            {File.ReadAllText(Jump.ConfigFile)}
            """);
        Watch.Connect("target");

        Watch.Next<ConnectionEvent.Ready>();
        Assert.False(File.Exists(Path.Combine(Jump.Folder, "spoilt")));
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
        Watch.Connect("target");

        Watch.Next<ConnectionEvent.Ready>();

        Assert.Single(Jump.Said(Login));
        Assert.Single(inner.Said(Login));
    }

    [RequiresFact(Needs.Server)]
    public void A_jump_for_every_host_does_not_lead_through_itself()
    {
        File.AppendAllText(Jump.ConfigFile, "\n  ProxyJump srv\n");
        Watch.Connect("target");

        Watch.Next<ConnectionEvent.Ready>();
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
              Port {Target.Port}
              ProxyJump other
            """);
        Share(other);
        Watch.Connect("target", "a");
        Watch.Connect("second", "b");

        Watch.Next<ConnectionEvent.Ready>();
        Watch.Next<ConnectionEvent.Ready>();
    }
}
