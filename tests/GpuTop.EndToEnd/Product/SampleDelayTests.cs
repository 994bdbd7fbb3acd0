using System.Diagnostics;
using Xunit.Abstractions;

namespace GpuTop.EndToEnd.Product;

[Collection(nameof(NonParallel))]
public sealed class SampleDelayTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly TestFleet _fleet = new(new GpuServer("gpu01"), new GpuServer("gpu02"), new GpuServer("gpu03"));

    public void Dispose() => _fleet.Dispose();

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Values_on_the_screen_follow_the_servers_within_two_samples()
    {
        using var screen = _fleet.Start();
        screen.WaitFor("a server", text => ScreenReader.IsLive(text, "gpu01"));

        var delays = new List<TimeSpan>();
        foreach (var value in (int[])[11, 22, 33, 44, 55, 66, 77])
        {
            _fleet.Servers[0].Driver.Gpus("", $"utilization_gpu={value} memory_used=30000");
            var clock = Stopwatch.StartNew();
            screen.WaitFor($"{value} %", text => ScreenReader.Utilization(text, "gpu01", 1) == value);
            delays.Add(clock.Elapsed);
            // Not in step with the sampling.
            screen.WaitFor("nothing new for a moment", _ => clock.Elapsed > delays[^1] + TimeSpan.FromMilliseconds(140 * delays.Count));
        }

        output.WriteLine("seconds: " + string.Join(' ', delays.Select(delay => $"{delay.TotalSeconds:0.00}")));
        delays.Sort();
        Assert.True(delays[delays.Count / 2] < 2 * Interval, $"the median is {delays[delays.Count / 2].TotalSeconds:0.00} s");
        Assert.True(delays[^1] < (2 * Interval) + BusyMachine.Slack, $"the longest is {delays[^1].TotalSeconds:0.00} s");
    }
}
