using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace GpuTop.EndToEnd.Product;

public sealed class FleetLifeTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFleet _fleet = new(new GpuServer("gpu01"), new GpuServer("gpu02"), new GpuServer("gpu03"));

    public void Dispose() => _fleet.Dispose();

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_server_that_is_down_at_the_start_says_why_and_comes_live_when_it_is_up()
    {
        var job = $"0 {Environment.ProcessId} 61000 97 train.py";
        _fleet.Servers[0].Driver.Processes(job);
        _fleet.Servers[1].Driver.Processes(job);
        _fleet.Servers[2].Ssh.Stop();

        using var screen = _fleet.Start();
        screen.WaitFor("two servers with owners, and why the third is not there", text =>
            ScreenReader.Gpu(text, "gpu01", 0).Contains(Environment.UserName, StringComparison.Ordinal)
            && ScreenReader.Gpu(text, "gpu02", 0).Contains(Environment.UserName, StringComparison.Ordinal)
            && ScreenReader.Server(text, "gpu03").Contains("connection refused", StringComparison.Ordinal));
        _fleet.Servers[2].Ssh.Start();

        screen.WaitFor("the third server", text => ScreenReader.IsLive(text, "gpu03"), TimeSpan.FromSeconds(40));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_server_that_was_selected_is_tried_at_once_on_r()
    {
        _fleet.Servers[0].Ssh.Stop();
        using var screen = _fleet.Start();
        screen.WaitFor("a pause of several seconds", text =>
            Regex.Match(ScreenReader.Server(text, "gpu01"), @"again in (\d+)s") is { Success: true } match
                && int.Parse(match.Groups[1].Value) >= 9,
            TimeSpan.FromSeconds(40));

        _fleet.Servers[0].Ssh.Start();
        var clock = Stopwatch.StartNew();
        screen.Press("g", "r");
        screen.WaitFor("the server", text => ScreenReader.IsLive(text, "gpu01"));

        output.WriteLine($"live {clock.Elapsed.TotalSeconds:0.00} s after r");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8) + BusyMachine.Slack, $"it took {clock.Elapsed.TotalSeconds:0.0} s");
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_lost_server_keeps_its_last_data_with_their_age_and_disturbs_no_other()
    {
        var (lost, other) = (_fleet.Servers[0], _fleet.Servers[1]);
        lost.Driver.Gpus("utilization_gpu=42 memory_used=30000", "");
        using var screen = _fleet.Start();
        screen.WaitFor("both servers", text => ScreenReader.Utilization(text, "gpu01", 0) == 42 && ScreenReader.IsLive(text, "gpu02"));

        // While nobody listens it can't come back, so that there is time to look.
        lost.Ssh.StopAll();
        screen.WaitFor("how old the data of the lost server are", text =>
            ScreenReader.IsDown(text, "gpu01") && ScreenReader.Server(text, "gpu01").Contains("last data", StringComparison.Ordinal));
        foreach (var value in (int[])[31, 64, 77])
        {
            other.Driver.Gpus($"utilization_gpu={value} memory_used=30000");
            var shown = screen.WaitFor($"{value} % on the other server", text => ScreenReader.Utilization(text, "gpu02", 0) == value);
            Assert.Equal(42, ScreenReader.Utilization(shown, "gpu01", 0));
            Assert.Contains("last data", ScreenReader.Server(shown, "gpu01"), StringComparison.Ordinal); // It may be trying again just now.
        }

        lost.Driver.Gpus("utilization_gpu=43 memory_used=30000", "");
        lost.Ssh.Start();
        screen.WaitFor(
            "the server as it is now",
            text => ScreenReader.IsLive(text, "gpu01") && ScreenReader.Utilization(text, "gpu01", 0) == 43,
            TimeSpan.FromSeconds(40));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_session_that_is_killed_on_the_server_comes_back_by_itself()
    {
        using var screen = _fleet.Start();
        screen.WaitFor(
            "all servers",
            text => ScreenReader.IsLive(text, "gpu01") && ScreenReader.IsLive(text, "gpu02") && ScreenReader.IsLive(text, "gpu03"));
        var ssh = _fleet.Servers[0].Ssh;
        var before = ssh.Sessions;

        // While nobody listens it can't come back, so that there is time to look.
        ssh.StopAll();
        screen.WaitFor("that it is lost", text => ScreenReader.Server(text, "gpu01").Contains("connection lost", StringComparison.Ordinal));
        ssh.Start();
        var text = screen.WaitFor("that it is back", text => ScreenReader.IsLive(text, "gpu01"));

        Assert.True(ScreenReader.IsLive(text, "gpu02") && ScreenReader.IsLive(text, "gpu03"), text);
        Assert.Empty(ssh.Sessions.Intersect(before));
    }
}
