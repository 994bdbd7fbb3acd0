using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class SshRouteTests
{
    [Fact]
    public void Without_a_proxy_the_first_hop_is_the_address()
    {
        var route = Parse("user alice\nhostname gpu1.lab\nport 2222\nproxyusefdpass no\n");

        Assert.Equal("gpu1.lab:2222", route.LoginLimitKey);
        Assert.Empty(route.Jumps);
        Assert.Null(route.ProxyCommand);
    }

    [Fact]
    public void Names_of_one_server_behind_a_jump_share_its_login_limit()
    {
        var one = Parse("hostname gpu1\nport 22\nproxyjump alice@bastion:2200,inner\n");
        var same = Parse("hostname gpu1\nport 22\nproxyjump alice@bastion:2200,inner\n");
        var other = Parse("hostname gpu2\nport 22\nproxyjump alice@bastion:2200,inner\n");
        var elsewhere = Parse("hostname gpu1\nport 22\nproxyjump bastion2\n");

        Assert.Equal(["alice@bastion:2200", "inner"], one.Jumps.ToArray());
        Assert.Equal(one.LoginLimitKey, same.LoginLimitKey);
        Assert.NotEqual(one.LoginLimitKey, other.LoginLimitKey);
        Assert.NotEqual(one.LoginLimitKey, elsewhere.LoginLimitKey);
    }

    [Fact]
    public void Servers_behind_the_same_proxy_command_share_their_first_hop() =>
        Assert.Equal("nc -x proxy %h %p", Parse("hostname gpu1\nport 22\nproxycommand nc -x proxy %h %p\n").LoginLimitKey);

    [Fact]
    public void None_is_no_proxy()
    {
        var route = Parse("hostname gpu1\nport 22\nproxyjump none\nproxycommand none\n");

        Assert.Equal("gpu1:22", route.LoginLimitKey);
    }

    [Theory]
    [InlineData("jump-%h", "jump-10.0.0.3")]
    [InlineData("%r@bastion:%p,inner-%n", "alice@bastion:2222 inner-gpu1")]
    [InlineData("100%%@bastion", "100%@bastion")]
    [InlineData("%x@bastion", "%x@bastion")]
    public void Tokens_stand_for_the_servers_parts(string jumps, string hops) =>
        Assert.Equal(hops, string.Join(' ', Parse($"user alice\nhostname 10.0.0.3\nport 2222\nproxyjump {jumps}\n").Jumps));

    [Theory]
    [InlineData("bastion", "-- bastion")]
    [InlineData("bastion:2200", "-p 2200 -- bastion")]
    [InlineData("alice@bastion", "-l alice -- bastion")]
    [InlineData("alice@lab.org@bastion:2200", "-l alice@lab.org -p 2200 -- bastion")]
    [InlineData("ssh://alice@bastion:2200/", "-l alice -p 2200 -- bastion")]
    [InlineData("[fe80::1]:2200", "-p 2200 -- fe80::1")]
    [InlineData("fe80::1", "-- fe80::1")]
    [InlineData("-oProxyCommand=x", "-- -oProxyCommand=x")]
    public void A_jump_host_is_told_to_ssh_in_its_parts(string text, string arguments) =>
        Assert.Equal(arguments, string.Join(' ', JumpHost.Parse(text).Arguments));

    private static SshRoute Parse(string text) => SshRoute.Parse(text, "gpu1");
}
