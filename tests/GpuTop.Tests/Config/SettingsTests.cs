using System.Text;
using GpuTop.Config;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.Config;

public sealed class SettingsTests
{
    [Fact]
    public void Every_plain_setting_is_taken_from_the_file()
    {
        var settings = Read("""
            interval = 0.5
            color = 256
            ascii = true
            mouse = false
            read_only = true
            density = "panes"
            free_after = "1m30s"
            idle_after = 60
            attach_in = "window"
            hook = ["notify-send", "gputop"]
            """);

        Assert.Equal(TimeSpan.FromSeconds(0.5), settings.Interval);
        Assert.Equal(ColorDepth.Ansi256, settings.Color);
        Assert.Equal((true, false, true), (settings.Ascii, settings.Mouse, settings.ReadOnly));
        Assert.Equal((Density.Panes, true), (settings.Density, settings.AttachInWindow));
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(1)), (settings.FreeAfter, settings.IdleAfter));
        Assert.Equal(["notify-send", "gputop"], settings.Hook.ToArray());
    }

    [Fact]
    public void Servers_come_from_the_short_list_and_then_from_their_tables()
    {
        var settings = Read("""
            servers = ["gpu01", "alice@gpu02", "bob@gpu02", "local"]
            [[server]]
            name = "big"
            host = "ssh://carol@dgx:2222"
            [[server]]
            name = "gpu05"
            [[server]]
            host = "dave@gpu06"
            """);

        Assert.Equal(
            [
                new("gpu01", "gpu01"), new("gpu02", "alice@gpu02"), new("bob@gpu02", "bob@gpu02"), new("local", "local"),
                new("big", "ssh://carol@dgx:2222"), new("gpu05", "gpu05"), new("gpu06", "dave@gpu06"),
            ],
            settings.Servers.ToArray());
        Assert.Equal(["local"], settings.Servers.Where(s => s.IsLocal).Select(s => s.Name));
    }

    [Fact]
    public void The_ssh_client_is_set_for_all_and_for_single_servers()
    {
        var settings = Read("""
            ssh = "openssh"
            servers = ["gpu01"]
            [[server]]
            name = "gpu02"
            ssh = "builtin"
            """);

        Assert.Equal(SshChoice.Auto, Settings.Default.Ssh);
        Assert.Equal(SshChoice.OpenSsh, settings.Ssh);
        Assert.Equal([null, SshChoice.Builtin], settings.Servers.Select(server => server.Ssh));
    }

    [Fact]
    public void A_tunnel_has_the_same_port_here_and_goes_to_every_server_unless_told_otherwise()
    {
        var tunnels = Read("""
            [[tunnel]]
            name = "board"
            remote = 6006
            [[tunnel]]
            name = "db"
            server = "gpu0?"
            remote = "node7:5432"
            local = 0
            open = true
            scheme = "none"
            """).Tunnels;

        Assert.Equal(new("board", "*", "localhost", 6006, 6006, false, TunnelScheme.Http), tunnels[0]);
        Assert.Equal(new("db", "gpu0?", "node7", 5432, null, true, TunnelScheme.None), tunnels[1]);
        Assert.Equal((true, false, true), (tunnels[1].AppliesTo("gpu03"), tunnels[1].AppliesTo("gpu10"), tunnels[0].AppliesTo("gpu10")));
    }

    [Fact]
    public void An_alert_without_a_limit_takes_the_threshold()
    {
        var alerts = Read("""
            [thresholds]
            disk_warn = 80
            [[alert]]
            when = "disk"
            [[alert]]
            when = "temperature"
            above = 77.5
            for = "1m"
            notify = []
            [[alert]]
            name = "mine"
            when = "job-ended"
            user = "me"
            """).Alerts;

        Assert.Equal([("disk", 80), ("temperature", 77.5), ("mine", (double?)null)], alerts.Select(a => (a.Name, a.Above)));
        Assert.Equal(AlertChannels.Bell | AlertChannels.Desktop, alerts[0].Channels);
        Assert.Equal((TimeSpan.FromMinutes(1), 0), (alerts[1].Hold, (int)alerts[1].Channels));
    }

    [Theory]
    [InlineData("interval = 0.1", "1:12: interval must be at least 0.25 s, not 0.1")]
    [InlineData("interval = '2h'", "1:12: interval must be at most 1 h, not '2h'")]
    [InlineData("interval = true", "1:12: interval must be seconds or a text such as \"500ms\", \"10s\", \"15m\", not true")]
    [InlineData("interval = nan", "1:12: interval must be seconds or a text such as \"500ms\", \"10s\", \"15m\", not NaN")]
    [InlineData("mouse = 'yes'", "1:9: mouse must be true or false, not 'yes'")]
    [InlineData("ascii = 1", "1:9: ascii must be \"auto\", true or false, not 1")]
    [InlineData("hook = 'x'", "1:8: hook must be a list of texts: a program and its arguments, not 'x'")]
    [InlineData("hook = ['']", "1:9: hook must begin with a program's name")]
    [InlineData("servers = ['a', 1]", "1:17: servers must be a list of addresses such as \"gpu01\" or \"alice@gpu02\"; it holds 1")]
    [InlineData("servers = ['a', 'a']", "1:17: server 'a' is named twice")]
    [InlineData(
        "servers = ['-oProxyCommand=x']",
        "1:12: a server's address must not begin with a hyphen, which ssh takes for an option: '-oProxyCommand=x'")]
    [InlineData("servers = ['a']\n[[server]]\nname = 'a'", "3:8: server 'a' is named twice")]
    [InlineData("[[server]]\nhots = 'a'\nname = 'b'", "2:1: unknown key 'hots'; did you mean 'host'?")]
    [InlineData("[[server]]", "1:3: [[server]] needs name or host")]
    [InlineData("[server]\nname = 'a'", "1:2: server must be tables, each below a line [[server]], not a table")]
    [InlineData("[[server]]\nname = 'a'\ninterval = 2", "3:1: 'interval' is not part of server; put it above the first line in [brackets]")]
    [InlineData("[thresholds]\nmemory_red = 50", "2:14: memory_red must be at least memory_yellow, 60, not 50")]
    [InlineData("[[tunnel]]\nname = 'x'", "1:3: [[tunnel]] needs remote")]
    [InlineData(
        "[[tunnel]]\nname = 'x'\nremote = 70000",
        "3:10: remote must be a port from 1 to 65535, or a text such as \"node7:8888\", not 70000")]
    [InlineData(
        "[[tunnel]]\nname = 'x'\nremote = '-x:1'",
        "3:10: remote must be a port from 1 to 65535, or a text such as \"node7:8888\", not '-x:1'")]
    [InlineData(
        "[[command]]\nname = \"a\\u001b\"\nrun = 'x'",
        "2:8: name must be a text that is not empty, without control characters, not 'a\\u001b'")]
    [InlineData("[[command]]\nname = 'a'\nrun = 'x'\nkey = 'ab'", "4:7: key must be one character or F1 to F12, not 'ab'")]
    [InlineData(
        "[[alert]]\nwhen = 'dsk'",
        "2:8: when must be one of \"gpu-free\", \"gpu-idle\", \"gpu-sick\", \"job-ended\", \"disk\", \"server-lost\", \"server-back\", "
        + "\"temperature\", not 'dsk'")]
    [InlineData("[[alert]]\nwhen = 'gpu-free'\nabove = 5", "3:9: above has no meaning for 'gpu-free'; only for 'disk' and 'temperature'")]
    [InlineData("[[alert]]\nwhen = 'gpu-free'\nuser = 'x'", "3:8: user has no meaning for 'gpu-free'; only for 'gpu-idle' and 'job-ended'")]
    [InlineData("[[alert]]\nwhen = 'disk'\nnotify = ['bel']", "3:11: notify must hold only \"bell\", \"desktop\", \"hook\", not 'bel'")]
    [InlineData("[[alert]]\nwhen = 'disk'\nnotify = ['hook']", "3:10: notify holds 'hook', but hook above names no program")]
    [InlineData("[[alert]]\nwhen = 'disk'\n[[alert]]\nwhen = 'disk'", "3:3: two alerts are called 'disk'; give each a name of its own")]
    public void A_wrong_setting_is_one_mistake_with_its_place(string toml, string mistake) =>
        Assert.Equal("f:" + mistake, Assert.Single(SettingsFile.Parse(Encoding.UTF8.GetBytes(toml), "f").Mistakes).ToString());

    private static Settings Read(string toml)
    {
        var loaded = SettingsFile.Parse(Encoding.UTF8.GetBytes(toml), "f");

        Assert.Empty(loaded.Mistakes);
        return loaded.Settings;
    }
}
