using GpuTop.Probe;

namespace GpuTop.Tests.Probe;

public sealed class ProbeScriptTests
{
    [Fact]
    public void The_script_is_one_function_and_its_call()
    {
        var text = ProbeScript.Text("abc123", TimeSpan.FromSeconds(2), hangUp: false, limit: TimeSpan.FromSeconds(7));

        Assert.StartsWith("_gp() {\n", text);
        Assert.EndsWith("}\n_gp abc123 7 0 2000; exit\n", text);
    }

    [Fact]
    public void What_only_people_read_is_not_sent()
    {
        var lines = ProbeScript.Text("abc123", TimeSpan.FromSeconds(1)).Split('\n');

        Assert.DoesNotContain(lines, line => line.StartsWith('#') || line.StartsWith(' '));
        Assert.DoesNotContain('\r', string.Concat(lines));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a;reboot")]
    [InlineData("é")]
    public void A_nonce_that_a_shell_would_read_otherwise_is_refused(string nonce) =>
        Assert.Throws<ArgumentException>(() => ProbeScript.Text(nonce, TimeSpan.FromSeconds(1)));

    [Fact]
    public void No_two_connections_share_a_nonce() => Assert.NotEqual(ProbeScript.NewNonce(), ProbeScript.NewNonce());
}
