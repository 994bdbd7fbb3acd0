using System.Runtime.Versioning;

namespace GpuTop.EndToEnd.Probe;

/// <summary>What can go wrong on a server, under the most frequent <c>sh</c>.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProbeFaultTests : IDisposable
{
    private readonly FakeDriver _driver = new();

    public void Dispose() => _driver.Dispose();

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void Fields_that_the_driver_does_not_know_are_left_out_or_asked_by_their_old_name(string shell)
    {
        _driver.Unknown("utilization.encoder", "power.draw.instant", "clocks_event_reasons.active", "mig.mode.current", "compute_mode");
        using var run = new ProbeRun(shell, _driver);

        var round = run.Text("g", "\n0, ").Split('\n');

        Assert.DoesNotContain("encoder", round[0]);
        Assert.Contains("power.draw,power.limit", round[0]);
        Assert.Contains("clocks_throttle_reasons.active,persistence_mode,utilization.jpeg", round[0]);
        Assert.Equal(round[0].Split(',').Length, round[1].Split(", ").Length);
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void A_driver_that_is_much_too_old_for_the_fields_is_started_twice_more_and_not_once_for_each(string shell)
    {
        _driver.Unknown(
            "utilization.encoder", "utilization.decoder", "power.draw.instant", "clocks_event_reasons.active", "mig.mode.current",
            "utilization.jpeg",
            "utilization.ofa", "gpu_recovery_action", "remapped_rows.pending", "remapped_rows.failure", "fabric.state", "fabric.status");
        var starts = Path.Combine(_driver.State, "starts");
        File.WriteAllText(starts, "");
        using var run = new ProbeRun(shell, _driver);

        var round = run.Text("g", "\n0, ").Split('\n');

        Assert.EndsWith("clocks_throttle_reasons.active,persistence_mode,compute_mode,retired_pages.pending", round[0]);
        Assert.Equal(round[0].Split(',').Length, round[1].Split(", ").Length);
        // Apart from the numbers of the cards, which are asked for once beside it.
        var asked = File.ReadAllLines(starts)
            .Where(line => line != "gpu index,uuid")
            .Select(line => line.Split(' ')[0])
            .Where(what => what is "gpu" or "help");
        Assert.Equal(["gpu", "help", "gpu"], asked);
    }

    [Theory, Shell("dash")]
    public void A_driver_without_a_list_of_its_fields_is_asked_without_one_more_each_time(string shell)
    {
        _driver.Unknown("power.draw.instant", "utilization.jpeg", "utilization.ofa", "fabric.status");
        _driver.Fault("fail help");
        using var run = new ProbeRun(shell, _driver);

        var round = run.Text("g", "\n0, ").Split('\n');

        Assert.EndsWith(
            "compute_mode,gpu_recovery_action,remapped_rows.pending,remapped_rows.failure,retired_pages.pending,fabric.state", round[0]);
    }

    [Theory, Shell("dash")]
    public void A_driver_without_millisecond_loops_is_asked_in_seconds(string shell)
    {
        _driver.Fault("old");
        using var run = new ProbeRun(shell, _driver);

        run.Texts("g", 3, "\n0, ");

        Assert.Contains(_driver.Running(), process => process.Command.EndsWith("-l 1 ", StringComparison.Ordinal));
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void A_driver_that_fails_says_so_and_is_asked_again(string shell)
    {
        _driver.Fail("Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 580.173", 18);
        using var run = new ProbeRun(shell, _driver);

        run.Text("g", "\nFailed to initialize NVML: Driver/library version mismatch\nNVML library version: 580.173\n");
        Assert.Contains("E Failed to initialize NVML", run.Text("a"));
        Assert.Contains("E exit code 18\n", run.Text("a"));

        _driver.Fault("none");

        run.Text("g", "\n0, GPU-");
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void Lines_that_are_no_rows_hold_no_row_back(string shell)
    {
        const string Warning = "WARNING: infoROM is corrupted at gpu 0000:01:00.0";
        string[] Rows(int round) => [$"0, {round}", $"1, {round}"];
        _driver.Script(
        [
            Warning, .. Rows(1), "pause", Warning, .. Rows(2), "pause", .. Rows(3), Warning, "pause", .. Rows(4), Warning, "pause",
            .. Rows(5), "pause", Warning, Warning, .. Rows(6),
        ]);
        using var run = new ProbeRun(shell, _driver);

        // Nothing follows the last round: a row that waits for the next one never arrives.
        run.Text("g", "\n0, 6\n1, 6\n");
        Assert.Contains(Warning, run.Text("g", "\n0, 1\n1, 1\n"));
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void A_server_without_nvidia_smi_says_it_once_and_tells_the_rest(string shell)
    {
        using var run = new ProbeRun(shell, _driver, path: _driver.State);

        run.Texts("h", 4);
        run.Text("d");

        Assert.Equal("\nnvidia-smi: not found\nnvidia-smi: exit code 127\n", Assert.Single(run.Texts("g", 1)));
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void Text_of_the_driver_comes_through_whatever_it_is(string shell)
    {
        _driver.Fault("garbage gpu");
        using var run = new ProbeRun(shell, _driver);
        run.Text("g", "\n???]0;owned??[2J? 31m, ?gpj.exe, ,,,,\n0\n1, GPU-");

        _driver.Fault("xid gpu");
        run.Text("g", "\nNVRM: Xid (PCI:0000:10:00): 79, pid=4711, GPU has fallen off the bus.\n1, GPU-");

        _driver.Fault("long gpu");
        run.Text("g", "\n0123456789abcdef");

        _driver.Gpus("", "lost", "");
        _driver.Fault("none");
        run.Text("g", "\nUnable to determine the device handle for GPU1: 0000:20:00.0: GPU is lost.  Reboot the system to recover " +
            "this GPU\n2, GPU-");

        _driver.Fault("cut gpu");
        run.Text("g", "nvidia-smi: exit code 0");
    }

    [Theory, Shell("dash")]
    public void A_stream_that_comes_in_blocks_is_told_round_by_round(string shell)
    {
        _driver.Fault("buffered gpu");
        using var run = new ProbeRun(shell, _driver);
        run.Say("i 100");

        var rounds = run.Texts("g", 6);

        Assert.All(rounds[1..5], round => Assert.Equal(3, round.TrimEnd('\n').Split('\n').Length));
    }

    [Theory, Shell("tmux")]
    public void Sessions_come_with_their_panes(string tmux)
    {
        using var run = new ProbeRun("dash", _driver);
        var socket = $"TMUX_TMPDIR={_driver.State} {tmux} -u";

        run.Say($"r 1 {socket} -f /dev/null new-session -d -s 'odd|name' -n 'wind|ow' -c / 'exec sleep 600'");
        run.Text("r1", "rc=0");
        run.Say("n");
        var text = run.Text("s", "|sleep|");
        run.Say($"r 2 {socket} kill-server");
        run.Text("r2", "rc=0");

        Assert.Matches(@"(?m)^S \$0\|\d+\|0\|1\|odd\|name$", text);
        Assert.Matches(@"(?m)^P \$0\|0\|0\|%0\|\d+\|0\|sleep\|wind\|ow$", text);
        Assert.Matches(@"(?m)^D %0\|/$", text);
    }
}
