using GpuTop.Cli;

namespace GpuTop.Tests.Cli.Shell;

public sealed class CompletionCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("gputop ch", "check")]
    [InlineData("gputop list --js", "--json")]
    [InlineData("gputop wait --gpus 2 --sh", "--share")]
    [InlineData("gputop completion ", "bash,fish,zsh")]
    [InlineData("/opt/bin/gputop  completion z", "zsh")]
    public void Commands_options_and_values_are_completed(string line, string words) =>
        Assert.Equal(words, string.Join(',', Words(line).Order()));

    [Theory]
    [InlineData("gputop replay ")]
    [InlineData("gputop record se")]
    [InlineData("gputop --config ")]
    [InlineData("gputop list --log /tm")]
    [InlineData("gputop nonsense --nonsense x")]
    public void File_names_are_left_to_the_shell(string line) => Assert.Empty(Words(line));

    [Fact]
    public void Servers_of_the_named_configurations_are_completed_and_hidden_commands_are_not()
    {
        var config = Path.Combine(_folder, "gputop.toml");
        var ssh = Path.Combine(_folder, "ssh_config");
        File.WriteAllText(config, "servers = [\"gpu01\", \"alice@gpu02\"]\n");
        File.SetUnixFileMode(config, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(ssh, "Host gpu03 gpu* $(reboot)\n  User bob\n");

        var options = $"--config {config} --ssh-config {ssh}";

        Assert.Equal(["gpu01", "gpu02", "gpu03"], Words($"gputop {options} list gp").Order());
        Assert.Equal(["$(reboot)"], Words($"gputop record file {options} $"));
        Assert.DoesNotContain("complete", Words("gputop c"));
    }

    [Fact]
    public void Options_and_commands_have_their_description() =>
        Assert.StartsWith(
            "check\ttell for every", Assert.Single(CompletionCommand.Of(CommandLine.Create(), "gputop chec")), StringComparison.Ordinal);

    private static IEnumerable<string> Words(string line) =>
        CompletionCommand.Of(CommandLine.Create(), line).Select(item => item.Split('\t')[0]);
}
