using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Config;
using GpuTop.Ssh;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>One child process, a plain shell in the place of ssh.</summary>
public sealed class AttemptTests
{
    [Fact]
    public async Task What_the_shell_exited_with_is_waited_for_after_its_last_word()
    {
        // As ssh does: the end of the output is told first, and whoever is ended then knows no exit code.
        var end = await EndOfAsync("trap 'exit 255' TERM; echo 'exec: restricted' >&2; exec >&-; sleep 0.2; exit 1");

        Assert.Equal((1, "exec: restricted\n"), (end.ExitCode, end.Errors));
    }

    [Theory]
    [InlineData("welcome\\n", "", "welcome\n")]
    [InlineData("welcome\\n", "mark\\n", "welcome\n\n")]
    public async Task The_ready_line_is_found_with_and_without_the_mark_of_the_shell(string before, string mark, string noise)
    {
        // All in one block, much longer than a mark.
        var end = await EndOfAsync($"printf '{before}{mark}ready and a long line that follows\\n'", "mark"u8.ToArray());

        Assert.Equal((true, false, noise), (end.WasReady, end.RanNothing, end.Noise));
    }

    private static Task<AttemptEnd> EndOfAsync(string script, ReadOnlyMemory<byte>? shellMark = null)
    {
        var process = new LocalProcess(new ProcessCommand("/bin/sh", ["-c", script]), new ServerSetting("srv", "srv"));
        var program = new ProbeProgram(Array.Empty<byte>(), "ready"u8.ToArray());
        var shell = new ProbeShell(process, program, Observable.Never<Unit>(), Scheduler.Default, shellMark);
        return process.RunAsync(shell, Observer.Create<ConnectionStep>(_ => { }), CancellationToken.None);
    }
}
