using GpuTop.Config;

namespace GpuTop.Tests.Config;

public sealed class ServerSettingTests
{
    [Theory]
    [InlineData("gpu01", "gpu01")]
    [InlineData("alice@gpu02", "gpu02")]
    [InlineData("ssh://alice@gpu03:2222", "gpu03")]
    [InlineData("ssh://gpu03:2222/", "gpu03")]
    [InlineData("ssh://[fe80::1%eth0]:22", "[fe80::1%eth0]")]
    [InlineData("fe80::1", "fe80::1")]
    [InlineData("alice@corp@jump", "jump")]
    [InlineData("local", "local")]
    public void An_argument_is_called_by_its_hosts_name(string argument, string name)
    {
        var (servers, mistakes) = ServerSetting.FromArguments([argument], []);

        Assert.Equal([new(name, argument)], servers.ToArray());
        Assert.Empty(mistakes);
    }

    [Fact]
    public void Two_users_on_one_host_are_called_by_their_whole_address()
    {
        var (servers, _) = ServerSetting.FromArguments(["alice@gpu01", "bob@gpu01", "gpu02"], []);

        Assert.Equal(["alice@gpu01", "bob@gpu01", "gpu02"], servers.Select(s => s.Name));
    }

    [Fact]
    public void A_name_from_the_settings_stands_for_its_address()
    {
        var (servers, _) = ServerSetting.FromArguments(["big", "gpu02"], [new("big", "alice@dgx"), new("other", "other")]);

        Assert.Equal([new("big", "alice@dgx"), new("gpu02", "gpu02")], servers.ToArray());
    }

    [Theory]
    [InlineData("-oProxyCommand=x", "begin with a hyphen")]
    [InlineData("alice@-oProxyCommand=x", "begin with a hyphen")]
    [InlineData("ssh://-oProxyCommand=x", "begin with a hyphen")]
    [InlineData("gpu\u001b[31m", "control characters: 'gpu\\u001b[31m'")]
    [InlineData("gpu 01", "blanks")]
    [InlineData("gpu;reboot", "hold ;")]
    [InlineData("$(reboot)", "hold $")]
    [InlineData("", "empty")]
    [InlineData("alice@", "needs a host")]
    public void What_ssh_would_take_for_something_else_is_refused(string argument, string why)
    {
        var (servers, mistakes) = ServerSetting.FromArguments([argument, "gpu01"], []);

        Assert.Contains(why, Assert.Single(mistakes).ToString());
        Assert.Equal(["gpu01"], servers.Select(s => s.Name));
    }

    [Fact]
    public void The_same_argument_twice_is_told() =>
        Assert.Equal(
            "server 'gpu01' is named twice",
            Assert.Single(ServerSetting.FromArguments(["gpu01", "gpu01"], []).Mistakes).ToString());
}
