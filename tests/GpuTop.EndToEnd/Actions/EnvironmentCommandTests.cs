using System.Diagnostics;
using System.Globalization;
using GpuTop.Effects;
using GpuTop.State;

namespace GpuTop.EndToEnd.Actions;

/// <summary>What the command tells of a real process, in the shells that servers have.</summary>
public sealed class EnvironmentCommandTests : IDisposable
{
    private readonly Process _job = Start();

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void It_tells_the_variables_of_the_process(string shell)
    {
        var told = Run(shell, StartOf(_job.Id));

        Assert.Contains("CUDA_VISIBLE_DEVICES=0,1", told);
        Assert.Contains("WORDS=two words $HOME `id`", told);
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void It_tells_nothing_of_a_process_that_started_at_another_time(string shell) => Assert.Empty(Run(shell, 4711));

    public void Dispose()
    {
        _job.Kill();
        _job.Dispose();
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo(Programs.Find("sleep")!, ["1000"]);
        start.Environment["CUDA_VISIBLE_DEVICES"] = "0,1";
        start.Environment["WORDS"] = "two words $HOME `id`";
        return Process.Start(start)!;
    }

    private static long StartOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], CultureInfo.InvariantCulture);
    }

    private string[] Run(string shell, long startTicks)
    {
        var line = RequestCommands.LineOf(new Effect.ReadEnvironment("srv", _job.Id, startTicks) { Id = 7 });
        var command = line["r 7 ".Length..];
        // The exit code is the probe's to tell.
        return Programs.Run(shell, [.. shell == "busybox" ? ["sh"] : Array.Empty<string>(), "-c", $"({command}); exit 0"])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
