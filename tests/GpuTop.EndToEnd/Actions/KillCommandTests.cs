using System.Diagnostics;
using System.Globalization;
using GpuTop.Effects;
using GpuTop.State;

namespace GpuTop.EndToEnd.Actions;

/// <summary>What the command says of real processes, in the shells that servers have.</summary>
public sealed class KillCommandTests : IDisposable
{
    private readonly List<Process> _started = [];

    private static string Boot => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void It_signals_the_process_that_was_seen(string shell)
    {
        var job = Sleeping();

        Assert.Equal("alive", Said(shell, TargetOf(job.Id), KillSignal.None));
        Assert.False(job.HasExited);
        Assert.Equal("sent", Said(shell, TargetOf(job.Id), KillSignal.Term));
        Assert.True(job.WaitForExit(5000));
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void It_leaves_a_process_that_started_at_another_time(string shell)
    {
        var job = Sleeping();

        Assert.Equal("other", Said(shell, TargetOf(job.Id) with { StartTicks = 4711 }, KillSignal.Kill));
        Assert.False(job.HasExited);
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void It_leaves_a_process_of_another_boot(string shell)
    {
        var job = Sleeping();

        Assert.Equal("other", Said(shell, TargetOf(job.Id) with { BootId = "6b2c0b5e-0000-4000-8000-000000000000" }, KillSignal.Kill));
        Assert.Equal("other", Said(shell, TargetOf(job.Id) with { BootId = null }, KillSignal.Kill));
        Assert.False(job.HasExited);
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void It_leaves_a_process_whose_owner_is_another(string shell)
    {
        var job = Sleeping();

        Assert.Equal("foreign", Said(shell, TargetOf(job.Id) with { UserId = 4711 }, KillSignal.Kill));
        Assert.False(job.HasExited);
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void It_finds_nobody_where_nobody_is(string shell)
    {
        var job = Sleeping();
        var target = TargetOf(job.Id);
        job.Kill();
        job.WaitForExit();

        Assert.Equal("gone", Said(shell, target, KillSignal.Term));
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void It_knows_a_zombie(string shell)
    {
        var parent = Start("bash", "-c", "sleep 0.2 & echo $!; exec sleep 1000");
        var child = int.Parse(parent.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();
        while (!File.ReadAllText($"/proc/{child}/stat").Contains(") Z ", StringComparison.Ordinal)
            && clock.Elapsed < BusyMachine.Slack)
        {
            Thread.Sleep(10);
        }

        Assert.Equal("zombie", Said(shell, TargetOf(child), KillSignal.Term));
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void No_name_of_a_process_misleads_it(string shell)
    {
        var folder = Directory.CreateTempSubdirectory("gputop-names-").FullName;
        foreach (var name in new[] { "a) Z 1 (b", "* $(id)", "-n\nx" })
        {
            var file = Path.Combine(folder, name);
            File.CreateSymbolicLink(file, Programs.Find("sleep")!);
            var job = Start(file, "1000");

            Assert.Equal("sent", Said(shell, TargetOf(job.Id), KillSignal.Kill));
        }

        Directory.Delete(folder, recursive: true);
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill();
            process.Dispose();
        }
    }

    private static KillTarget TargetOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var ticks = long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], CultureInfo.InvariantCulture);
        return new KillTarget(
            "srv", pid, ticks, Boot, int.Parse(Programs.Run("id", ["-u"]), CultureInfo.InvariantCulture), "me", null, null, "");
    }

    private static string Said(string shell, KillTarget target, KillSignal signal) =>
        Programs.Run(shell, [.. shell == "busybox" ? ["sh"] : Array.Empty<string>(), "-c", KillCommand.Text(target, signal)]).Trim();

    private Process Sleeping() => Start(Programs.Find("sleep")!, "1000");

    private Process Start(string file, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        _started.Add(process);
        return process;
    }
}
