using GpuTop.Effects;
using GpuTop.Ssh;

namespace GpuTop.Tests.Effects;

public sealed class AttachProcessTests
{
    [Theory]
    [InlineData("exit 0", null)]
    [InlineData("exit 3", "sh ended with exit code 3")]
    [InlineData("echo out; echo no such session >&2; exit 1", "no such session")]
    [InlineData(@"printf '\033[31mno such\033[0m \007session\n' >&2; exit 1", "?[31mno such?[0m ?session")]
    public async Task A_failure_is_the_error_output_without_control_characters_or_the_exit_code(string script, string? failure) =>
        Assert.Equal(failure, await Run("sh", script, TimeSpan.FromSeconds(30)));

    [Fact]
    public async Task A_program_that_hangs_is_ended_and_one_that_is_missing_is_named()
    {
        Assert.Equal("sh does not answer", await Run("sh", "exec sleep 60", TimeSpan.FromMilliseconds(100)));

        var missing = await Run("/nowhere/missing", "", TimeSpan.FromSeconds(30));

        Assert.StartsWith("/nowhere/missing can't be started: ", missing, StringComparison.Ordinal);
    }

    private static Task<string?> Run(string program, string script, TimeSpan limit) =>
        AttachProcess.CheckAsync(new ProcessCommand(program, ["-c", script]), limit, CancellationToken.None);
}
