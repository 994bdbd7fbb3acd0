
namespace GpuTop.EndToEnd.Probe;

/// <summary>The script under every shell that a server may have as <c>sh</c>.</summary>
public sealed class ProbeTests : IDisposable
{
    private readonly FakeDriver _driver = new();

    public void Dispose() => _driver.Dispose();

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void Every_section_comes(string shell)
    {
        _driver.Gpus("utilization_gpu=98 memory_used=64614 mig_mode_current=Enabled", "name=Tesla_T4");
        _driver.Processes($"0 {Environment.ProcessId} 64000 97 /usr/bin/python3 -m a, b");

        using var run = new ProbeRun(shell, _driver);

        Assert.Contains($"uid={(Environment.UserName == "root" ? 0 : "")}", run.Text("i"));
        Assert.Contains("loadavg ", run.Text("h", "cpu  "));
        var round = run.Text("g", "\n1, ").Split('\n');
        Assert.StartsWith("index,uuid,name,", round[0]);
        Assert.StartsWith("0, GPU-00000000-4f1c-9a3e-5b7d-000000000000, NVIDIA H100 80GB HBM3, 00000000:10:00.0, 550.54.15, 98, ",
            round[1]);
        Assert.StartsWith("1, GPU-00000001-4f1c-9a3e-5b7d-000000000001, Tesla T4, ", round[2]);
        Assert.Contains("<gpu_instance_id>1</gpu_instance_id>", run.Text("m"));
        Assert.Contains("K Filesystem", run.Text("d"));
        Assert.Contains("U ", run.Text("p"));
        Assert.Matches(@" *PID .*\nO (\d+) \d+\n *\1 ", run.Text("t"));
        run.Text("s");
        run.Text("b");
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void A_process_comes_with_owner_start_ancestors_and_folder(string shell)
    {
        _driver.Processes($"1 {Environment.ProcessId} 64000 97 /usr/bin/python3 -m a, b", "0 999999999 5 1 [Not Found]");

        using var run = new ProbeRun(shell, _driver);
        var text = run.Text("a", "\nM ");

        Assert.StartsWith("F gpu_uuid,pid,used_gpu_memory,process_name\n", text);
        Assert.Contains($"A GPU-00000001-4f1c-9a3e-5b7d-000000000001, {Environment.ProcessId}, 64000, /usr/bin/python3 -m a, b\n", text);
        Assert.Contains("U 0 GPU-00000000-4f1c-9a3e-5b7d-000000000000\nU 1 GPU-00000001-4f1c-9a3e-5b7d-000000000001\nM # gpu", text);
        var start = File.ReadAllText($"/proc/{Environment.ProcessId}/stat").Split(") ")[^1].Split(' ')[19];
        Assert.Contains($"\nT {Environment.ProcessId} {start}\n", text);
        Assert.Matches($@"\nN {Environment.ProcessId} \d+ (\d+ )*1\n", text);
        Assert.Contains($"\nW {Environment.ProcessId} {Environment.CurrentDirectory}\n", text);
        Assert.Contains($"\nD {Environment.ProcessId} 1\n", text);
        Assert.Contains($"\nL {Programs.Run("id", ["-u"]).Trim()} {Environment.UserName}\n", text);
        Assert.Matches($@"\nP +{Environment.ProcessId} +\d+ +\d+ +[A-Z] +\d+ +[\d.]+ +\d+ \S", text);
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void A_short_command_answers_with_its_exit_code(string shell)
    {
        using var run = new ProbeRun(shell, _driver);

        run.Say("r 1 printf 'no newline'; cat; exit 3");
        run.Say("""r 2 echo "a b" 'c|d' >&2; kill -9 $$""");
        run.Say("r 3 :");

        Assert.Equal("no newline\nrc=3\n", run.Text("r1"));
        Assert.Equal("a b c|d\nrc=137\n", run.Text("r2"));
        Assert.Equal("rc=0\n", run.Text("r3"));
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void A_new_interval_holds_from_the_next_round_on(string shell)
    {
        using var run = new ProbeRun(shell, _driver);
        run.Texts("g", 2);

        run.Say("i 250");

        run.WaitFor("three rounds came within a second and a half", _ =>
            run.Times("g") is { Length: > 3 } times && times[^1] - times[^3] < TimeSpan.FromMilliseconds(750));
        Processes.UntilGone(TimeSpan.FromSeconds(10), () => [.. Streams().Skip(1)]);
        Assert.Single(Streams());

        IEnumerable<string> Streams() => _driver.Calls().Where(call =>
            call.Contains("-lms", StringComparison.Ordinal) && !call.Contains("stdbuf", StringComparison.Ordinal));
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void When_the_client_hangs_up_all_ends_at_once(string shell)
    {
        using var run = new ProbeRun(shell, _driver);
        run.Text("t");

        run.HangUp();

        Assert.InRange(run.UntilAllIsGone().TotalSeconds, 0, 2 + BusyMachine.Slack.TotalSeconds);
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void Without_heartbeats_all_ends_even_what_ignores_signals(string shell)
    {
        _driver.Fault("hang");
        using var run = new ProbeRun(shell, _driver, beats: false);

        Assert.InRange(run.UntilAllIsGone().TotalSeconds, 1, 8 + BusyMachine.Slack.TotalSeconds);
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void Below_a_program_that_shares_its_group_only_the_probe_ends(string shell)
    {
        _driver.Fault("hang");
        using var run = new ProbeRun(shell, _driver, leads: false);
        run.Texts("h", 2);

        run.Say("quit");

        Assert.InRange(run.UntilAllIsGone().TotalSeconds, 0, 4 + BusyMachine.Slack.TotalSeconds);
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void A_driver_that_hangs_stalls_nothing_else_and_is_not_asked_twice(string shell)
    {
        _driver.Fault("hang");
        using var run = new ProbeRun(shell, _driver);

        run.Texts("h", 9);
        run.Text("d");
        run.Texts("t", 1);

        var asked = _driver.Calls().Where(call =>
            call.Contains("nvidia-smi", StringComparison.Ordinal) && !call.Contains("stdbuf", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(asked);
        Assert.Equal(asked.Distinct(), asked);
    }
}
