using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
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

    private static Task<AttemptEnd> EndOfAsync(string script) => new ProbeProcess(
        new ProcessCommand("/bin/sh", ["-c", script]),
        new Dictionary<string, string>(),
        null,
        new Target("srv", "srv"),
        new ProbeProgram(Array.Empty<byte>(), "ready"u8.ToArray()),
        Observable.Never<Unit>(),
        Scheduler.Default).RunAsync(Observer.Create<ConnectionStep>(_ => { }), () => { }, CancellationToken.None);
}
