using System.CommandLine.Parsing;
using GpuTop.Cli;

namespace GpuTop.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-test-").FullName;
    private readonly string _files;

    public CommandLineTests()
    {
        var (config, ssh) = (Path.Combine(_folder, "gputop.toml"), Path.Combine(_folder, "ssh_config"));
        File.WriteAllText(config, "servers = [\"chec\", \"alice@frees\"]\n");
        File.SetUnixFileMode(config, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(ssh, "Host lisa\n");
        _files = $"--config {config} --ssh-config {ssh}";
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("list --jsno", "unknown option '--jsno'; did you mean '--json'?")]
    [InlineData("list gpu01 --jsno=1", "unknown option '--jsno'; did you mean '--json'?")]
    [InlineData("--jsno list", "unknown option '--jsno'; did you mean '--json'?")]
    [InlineData("list -v", "unknown option '-v'")]
    [InlineData("list -json", "unknown option '-json'; did you mean '--json'?")]
    [InlineData("list --gpus 2", "gputop list has no option '--gpus'; those that have it: gputop free, gputop wait")]
    [InlineData("free --read-only", "gputop free has no option '--read-only'; those that have it: gputop")]
    [InlineData("record --anonymise f", "unknown option '--anonymise'; did you mean '--anonymize'?")]
    [InlineData("list --json=x", "--json takes no value: 'x'")]
    [InlineData("--read-only= gpu01", "--read-only takes no value: ''")]
    [InlineData("init --ys", "unknown option '--ys'; did you mean '--yes'?")]
    public void An_unknown_option_is_no_address(string line, string mistake) => Assert.Equal([mistake], MistakesOf(line));

    [Fact]
    public void An_unknown_ssh_client_is_refused() =>
        Assert.Equal(["--ssh: 'putty' is not auto, openssh or builtin"], MistakesOf("list --ssh putty"));

    [Theory]
    [InlineData("lst", "lst", "list")]
    [InlineData("gpu01 lst --jsno", "lst", "list")]
    [InlineData("freee --gpus 2", "freee", "free")]
    [InlineData("LIST", "LIST", "list")]
    [InlineData("--demo 3 chek", "chek", "check")]
    [InlineData("help", "help", "--help")]
    [InlineData("demo", "demo", "--demo")]
    public void A_word_that_resembles_a_command_is_refused(string line, string word, string meant) => Assert.Equal(
        [$"'{word}' is no command and no known server; did you mean '{meant}'? (a server of that name: gputop -- {word})"],
        MistakesOf(line));

    [Theory]
    [InlineData("lisa")]
    [InlineData("chec")]
    [InlineData("frees")]
    [InlineData("-- lst")]
    [InlineData("-- list")]
    [InlineData("list lst")]
    [InlineData("user@lst")]
    [InlineData("lst.lab.org")]
    [InlineData("ssh://lst:22")]
    [InlineData("mat")]
    [InlineData("gpu01 local")]
    [InlineData("list -- --jsno")]
    [InlineData("wait --for 30 --timeout 1.5 --server -x")]
    public void Servers_and_what_follows_two_hyphens_are_taken(string line) => Assert.Empty(MistakesOf(line));

    [Theory]
    [InlineData("free --gpus x", "--gpus: 'x' is not a number from 1 to 1024")]
    [InlineData("free --gpus 0", "--gpus: '0' is not a number from 1 to 1024")]
    [InlineData("free --gpus=", "--gpus needs a value: N")]
    [InlineData("free --gpus", "--gpus needs a value: N")]
    [InlineData("free --gpus 1 --gpus 2", "--gpus is given 2 times")]
    [InlineData("free --mem lots", "--mem: 'lots' is not an amount of memory, as 20G")]
    [InlineData("wait --for soon", "--for: 'soon' is not a length of time, as 30 (seconds), 10m or 1h30m")]
    [InlineData("wait --timeout -5", "--timeout: '-5' is not a length of time, as 30 (seconds), 10m or 1h30m")]
    [InlineData("wait --timeout 1e3", "--timeout: '1e3' is not a length of time, as 30 (seconds), 10m or 1h30m")]
    [InlineData("record f --for x", "--for: 'x' is not a length of time, as 30 (seconds), 10m or 1h30m")]
    [InlineData("list --demo x", "--demo: 'x' is not a number of servers from 1 to 1000")]
    [InlineData("list --demo 0", "--demo: '0' is not a number of servers from 1 to 1000")]
    [InlineData("metrics --listen x", "--listen: 'x' is not an address and a port, as 127.0.0.1:9835")]
    [InlineData("list --config", "--config needs a value: file")]
    [InlineData("completion foo", "shell: 'foo' is not one of bash, zsh, fish")]
    [InlineData("replay", "gputop replay needs a value: file")]
    public void A_mistake_names_its_option(string line, string mistake) => Assert.Contains(mistake, MistakesOf(line, ""));

    private string[] MistakesOf(string line) => MistakesOf(line, _files);

    private static string[] MistakesOf(string line, string files)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine($"{files} {line}")];
        return [.. CommandLine.MistakesOf(CommandLine.Create().Parse(words), words)];
    }
}
