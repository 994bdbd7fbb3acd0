using System.Diagnostics;

namespace GpuTop.EndToEnd.Probe;

/// <summary>Process names of other users that hold lines in the format of <c>/proc/PID/stat</c>.</summary>
public sealed class ProcessNameTests : IDisposable
{
    private readonly FakeDriver _driver = new();
    private readonly List<Process> _started = [];
    private readonly List<NamedProcess> _named = [];

    public void Dispose()
    {
        _named.ForEach(process => process.Dispose());
        foreach (var process in _started)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        _driver.Dispose();
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void A_name_that_calls_a_process_a_child_of_the_probe_ends_nothing(string shell)
    {
        var victim = Start("sleep", "1000");
        using var run = new ProbeRun(shell, _driver, leads: false);
        var attacker = Name($"\n{victim.Id} {run.Pid}\n");
        run.Texts("h", 2);

        run.Say("i 500");
        run.Texts("g", 3, "\n0, ");
        run.Say("quit");
        run.UntilAllIsGone();

        Assert.Equal('S', Processes.StateOf(victim.Id));
        Assert.Equal('S', Processes.StateOf(attacker.Pid));
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void A_name_that_calls_a_process_a_child_of_the_stream_ends_nothing(string shell)
    {
        var victim = Start("sleep", "1000");
        using var run = new ProbeRun(shell, _driver, leads: false);
        run.Texts("g", 2, "\n0, ");

        // The processes between the probe and its stream: a new interval ends one of them with all below it.
        Assert.All(Processes.DescendantsOf(run.Pid), pid => Name($"\n{victim.Id} {pid}\n"));
        run.Say("i 500");
        run.Texts("g", 5, "\n0, ");

        Assert.Equal('S', Processes.StateOf(victim.Id));
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void A_name_that_calls_a_process_a_df_in_the_kernel_is_not_one(string shell)
    {
        var victim = Start("sh", "-c", "sleep 1000; :", "--", "/not/a/mount");
        Name($"\n{victim.Id} (df) D \n");

        using var run = new ProbeRun(shell, _driver);

        Assert.DoesNotContain("/not/a/mount", run.Text("d"));
    }

    private NamedProcess Name(string name)
    {
        var process = new NamedProcess(name);
        _named.Add(process);
        return process;
    }

    private Process Start(string file, params string[] arguments)
    {
        var process = Process.Start(file, arguments);
        _started.Add(process);
        return process;
    }
}
