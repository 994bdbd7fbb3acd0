using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Demo;
using GpuTop.Probe;

namespace GpuTop.Tests.Demo;

public sealed class SimulatedFleetTests
{
    private const int Sorts = 12;

    [Fact]
    public void The_same_seed_says_the_same_bytes()
    {
        using var one = new DemoConnection(SimulatedFleet.Servers(Sorts, seed: 7));
        using var other = new DemoConnection(SimulatedFleet.Servers(Sorts, seed: 7));

        one.Clock.AdvanceBy(TimeSpan.FromMinutes(3));
        other.Clock.AdvanceBy(TimeSpan.FromMinutes(3));

        Assert.All(one.Texts, pair => Assert.Equal(pair.Value.ToString(), other.Texts[pair.Key].ToString()));
    }

    [Fact]
    public void Another_seed_is_another_fleet()
    {
        using var one = new DemoConnection(SimulatedFleet.Servers(1, seed: 7));
        using var other = new DemoConnection(SimulatedFleet.Servers(1, seed: 8));

        Assert.NotEqual(one.Hear(TimeSpan.FromSeconds(5)), other.Hear(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void The_world_does_not_depend_on_how_often_one_looks()
    {
        using var seldom = new DemoConnection(SimulatedFleet.Servers(1, seed: 7));
        var server = SimulatedFleet.Servers(1, seed: 7)[0];
        using var often = new DemoConnection(server);
        often.Clock.AdvanceBy(TimeSpan.FromSeconds(1));
        server.Send("i 250");

        seldom.Clock.AdvanceBy(TimeSpan.FromSeconds(30));
        often.Clock.AdvanceBy(TimeSpan.FromSeconds(29));

        Assert.Equal(DemoConnection.GpuRows(seldom.Text).Last(), DemoConnection.GpuRows(often.Text).Last());
    }

    [Fact]
    public void Names_are_numbered_and_four_servers_are_as_in_the_picture()
    {
        var servers = SimulatedFleet.Servers(4, seed: 1);
        using var watcher = new DemoConnection(servers);

        watcher.Clock.AdvanceBy(TimeSpan.FromSeconds(1));

        Assert.Equal(["gpu01", "gpu02", "gpu03", "gpu04"], servers.Select(server => server.Name));
        Assert.Equal([8, 8, 4, 1], watcher.Texts.Values.Select(text => DemoConnection.Lines(text.ToString(), "g").Count()));
    }

    [Fact]
    public void Hours_of_output_of_all_sorts_frame_cleanly()
    {
        var clock = new HistoricalScheduler(DemoConnection.Start);
        var servers = SimulatedFleet.Servers(8, seed: 3);
        var counts = new Dictionary<string, int>();
        var longest = 0;
        foreach (var server in servers.Where(server => server.Name != "gpu04"))
        {
            server.Output("N0NCE", clock).Do(chunk => longest = Math.Max(longest, LongestLine(chunk.Span))).Sections("N0NCE", clock)
                .Subscribe(section => counts[section.Tag] = counts.GetValueOrDefault(section.Tag) + 1);
            clock.Schedule(TimeSpan.FromSeconds(5), () => server.Send("b 1"));
        }

        clock.AdvanceBy(TimeSpan.FromMinutes(20));

        Assert.Equal(
            [Section.Noise, Section.Ready, "a", "b", "c", "d", "g", "h", "i", "p", "s", "t"], counts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((7, 7, 7, 7), (counts[Section.Ready], counts[Section.Noise], counts["i"], counts["b"]));
        Assert.InRange(counts["g"], 7 * 1199, 7 * 1200);
        Assert.InRange(counts["a"], 7 * 399, 7 * 400);
        Assert.InRange(longest, 500, 3000);
    }

    [Fact]
    public void The_fields_of_a_row_are_those_that_the_probe_asks_for()
    {
        var script = ProbeScript.Text("N0NCE", TimeSpan.FromSeconds(1)).Replace("\\\n", "", StringComparison.Ordinal);

        Assert.Contains($"_rich={GpuRows.Fields}\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Temperature_follows_the_work_slowly()
    {
        using var watcher = new DemoConnection(SimulatedFleet.Servers(1, seed: 5));

        watcher.Clock.AdvanceBy(TimeSpan.FromSeconds(38));

        var temperatures = DemoConnection.GpuRows(watcher.Text)
            .Where(row => row["index"] == "0")
            .Select(row => DemoConnection.Number(row["temperature.gpu"]))
            .ToList();
        Assert.InRange(temperatures[0], 60, 80);
        Assert.All(temperatures.Zip(temperatures.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, -2, 2));
    }

    private static int LongestLine(ReadOnlySpan<byte> chunk)
    {
        var longest = 0;
        foreach (var line in chunk.Split((byte)'\n'))
        {
            longest = Math.Max(longest, line.End.Value - line.Start.Value);
        }

        return longest;
    }
}
