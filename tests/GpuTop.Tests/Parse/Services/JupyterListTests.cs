using System.Text;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class JupyterListTests
{
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("http://h:8888/lab?token=abc&x=1 :: /home/alice/my work", "http://h:8888/lab", "h", 8888, "abc", "/home/alice/my work")]
    [InlineData("[JupyterServerListApp] https://gpu01:443/user/bob/ :: /", "https://gpu01/user/bob/", "gpu01", 443, null, "/")]
    [InlineData("http://[::1]:8890/", "http://[::1]:8890/", "[::1]", 8890, null, null)]
    [InlineData("http://h:1/?token=", "http://h:1/", "h", 1, null, null)]
    public void A_line_tells_address_token_and_directory(
        string line, string url, string host, int port, string? token, string? directory) =>
        Assert.Equal([new JupyterServer(url, host, port, token, directory)], JupyterList.Read(Encoding.UTF8.GetBytes(line)).ToArray());

    [Theory]
    [InlineData("Currently running servers:\n")]
    [InlineData("sh: 1: jupyter: not found\n")]
    [InlineData("http://\nhttp://:x/ :: /")]
    public void Without_an_address_there_is_no_server(string text) => Assert.Empty(JupyterList.Read(Encoding.UTF8.GetBytes(text)));

    [SharedFact("recordings/misc")]
    public void Every_recording_has_one_server()
    {
        JupyterServer[] expected =
        [
            new("http://192.168.33.80:8080/", "192.168.33.80", 8080, Token, "/home/vagrant"),
            new("http://localhost:8888/", "localhost", 8888, Token, "/Users/alice01"),
            new("http://406a7c03649f:8888/", "406a7c03649f", 8888, Token, "/home/jovyan"),
        ];

        Assert.Equal(expected, Recorded.All("misc", "jupyter").Values.SelectMany(text => JupyterList.Read(text)));
    }
}
