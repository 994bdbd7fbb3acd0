using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class JupyterTokensTests
{
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("http://h:8888/lab?token=abc&x=1 :: /home/alice/my work", 8888, "abc")]
    [InlineData("[JupyterServerListApp] https://gpu01/user/bob/?token=b :: /", 443, "b")]
    [InlineData("http://[::1]:8890/?token=c", 8890, "c")]
    public void A_line_has_port_and_token(string line, int port, string token) =>
        Assert.Equal([(port, token)], JupyterTokens.Tokens(line).ToArray());

    [Theory]
    [InlineData("Currently running servers:\n")]
    [InlineData("sh: 1: jupyter: not found\n")]
    [InlineData("http://\nhttp://:x/?token=a :: /")]
    [InlineData("http://h:1/?token=")]
    [InlineData("http://h:1/ :: /")]
    public void Without_address_or_token_there_is_no_server(string text) => Assert.Empty(JupyterTokens.Tokens(text));

    [RequiresFact(Needs.Recordings)]
    public void Every_recording_has_one_server() =>
        Assert.Equal(
            [(8080, Token), (8888, Token), (8888, Token)],
            Recorded.All("misc", "jupyter").Values.SelectMany(text => JupyterTokens.Tokens(text)));
}
