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
    public void Arguments_are_named_by_host(string argument, string name)
    {
        var (servers, mistakes) = ServerSetting.FromArguments([argument], []);

        Assert.Equal([new(name, argument)], servers.ToArray());
        Assert.Empty(mistakes);
    }

    [Fact]
    public void Duplicate_hosts_are_named_by_address()
    {
        var (servers, _) = ServerSetting.FromArguments(["alice@gpu01", "bob@gpu01", "gpu02"], []);

        Assert.Equal(["alice@gpu01", "bob@gpu01", "gpu02"], servers.Select(s => s.Name));
    }

    [Fact]
    public void Configured_names_map_to_addresses()
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
    public void Addresses_that_ssh_misreads_are_refused(string argument, string why)
    {
        var (servers, mistakes) = ServerSetting.FromArguments([argument, "gpu01"], []);

        Assert.Contains(why, Assert.Single(mistakes).ToString());
        Assert.Equal(["gpu01"], servers.Select(s => s.Name));
    }

    [Fact]
    public void Duplicate_arguments_are_mistakes() =>
        Assert.Equal(
            "server 'gpu01' is named twice",
            Assert.Single(ServerSetting.FromArguments(["gpu01", "gpu01"], []).Mistakes).ToString());
}
