using System.Globalization;
using GpuTop.Demo;

namespace GpuTop.Tests.Demo;

public sealed class SimulatedServerTests
{
    private static SimulatedServer First => SimulatedFleet.Servers(4, seed: 1)[0];

    private static SimulatedServer Failing => SimulatedFleet.Servers(4, seed: 1)[3];

    [Fact]
    public void Building_and_even_subscribing_says_nothing_before_time_goes_by()
    {
        using var watcher = new DemoConnection(First);

        Assert.Equal("", watcher.Text);
    }

    [Fact]
    public void All_parts_are_heard_within_two_seconds_of_the_ready_line()
    {
        using var watcher = new DemoConnection(Failing);

        var text = watcher.Hear(TimeSpan.FromSeconds(2.5));

        Assert.All("idhsptcam", tag => Assert.Contains($"\u001e{tag}>\n", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Every_row_has_the_fields_that_were_named(int place)
    {
        using var watcher = new DemoConnection(SimulatedFleet.Servers(8, seed: 1)[place]);

        var rows = DemoConnection.GpuRows(watcher.Hear(TimeSpan.FromSeconds(3))).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(MachineCatalog.At(place).Driver, row["driver_version"]));
    }

    [Fact]
    public void A_card_that_must_be_reset_says_so_in_the_fields_that_need_it()
    {
        using var watcher = new DemoConnection(First);

        var row = DemoConnection.GpuRows(watcher.Hear(TimeSpan.FromSeconds(1))).Single(row => row["index"] == "7");

        Assert.Equal("[GPU requires reset]", row["utilization.gpu"]);
        Assert.Equal("0", row["memory.used"]);
    }

    [Fact]
    public void A_split_card_has_no_utilization_and_lists_its_instances()
    {
        using var watcher = new DemoConnection(Failing);

        var text = watcher.Hear(TimeSpan.FromSeconds(2));

        Assert.All(
            DemoConnection.GpuRows(text),
            row => Assert.Equal(("[N/A]", "Enabled"), (row["utilization.gpu"], row["mig.mode.current"])));
        Assert.Equal(4, DemoConnection.Lines(text, "m").Count(line => line.StartsWith("L   MIG ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_unreliable_server_is_lost_and_comes_back()
    {
        using var watcher = new DemoConnection(Failing);

        watcher.Clock.AdvanceBy(TimeSpan.FromSeconds(40));
        var silent = watcher.Hear(TimeSpan.FromSeconds(22));
        var back = watcher.Hear(TimeSpan.FromSeconds(20));

        Assert.Equal("", silent);
        Assert.Contains("ready 1", back, StringComparison.Ordinal);
        Assert.All(
            watcher.Losses, loss => Assert.Equal("connection timed out", Assert.IsType<ConnectionLostException>(loss.Error).Message));
        Assert.InRange(watcher.Losses[0].At, TimeSpan.FromSeconds(46), TimeSpan.FromSeconds(47.1));
        Assert.InRange(watcher.Losses.Count, 2, 3);
    }

    [Fact]
    public void What_began_before_the_loss_goes_on_behind_it()
    {
        using var watcher = new DemoConnection(Failing);
        var before = Owners(watcher.Hear(TimeSpan.FromSeconds(3))).First();

        var after = Owners(watcher.Hear(TimeSpan.FromSeconds(77))).Last(row => row[0] == before[0]);

        Assert.InRange(DemoConnection.Number(after[4]) - DemoConnection.Number(before[4]), 70, 80);
    }

    [Fact]
    public void A_heartbeat_is_echoed_after_the_latency()
    {
        var server = First;
        using var watcher = new DemoConnection(server);
        watcher.Clock.AdvanceBy(TimeSpan.FromSeconds(1));

        server.Send("b 638999");

        Assert.Equal("", string.Concat(DemoConnection.Lines(watcher.Hear(TimeSpan.FromMilliseconds(11)), "b")));
        Assert.Equal("638999", string.Concat(DemoConnection.Lines(watcher.Hear(TimeSpan.FromMilliseconds(1)), "b")));
    }

    [Fact]
    public void A_new_interval_counts_at_once_and_is_never_under_a_quarter_second()
    {
        var server = Failing;
        using var watcher = new DemoConnection(server);
        watcher.Clock.AdvanceBy(TimeSpan.FromSeconds(1));

        server.Send("i 10");

        Assert.InRange(DemoConnection.Lines(watcher.Hear(TimeSpan.FromSeconds(2)), "g").Count(), 7, 9);
    }

    [Fact]
    public void Now_means_all_sections_at_once()
    {
        var server = First;
        using var watcher = new DemoConnection(server);
        watcher.Clock.AdvanceBy(TimeSpan.FromSeconds(3));

        server.Send("n");

        Assert.NotEmpty(DemoConnection.Lines(watcher.Hear(TimeSpan.FromMilliseconds(20)), "d"));
    }

    [Fact]
    public void My_process_ends_when_it_is_killed()
    {
        var server = First;
        using var watcher = new DemoConnection(server);
        var mine = Owners(watcher.Hear(TimeSpan.FromSeconds(3))).First(row => row[2] == "1001")[0];

        server.Send($"r 7 kill -TERM {mine}");
        var text = watcher.Hear(TimeSpan.FromSeconds(9));

        Assert.Equal(["rc=0"], DemoConnection.Lines(text, "r7"));
        Assert.Contains("\u001er7>\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Owners(watcher.Hear(TimeSpan.FromSeconds(3))), row => row[0] == mine);
    }

    [Fact]
    public void The_process_of_somebody_else_does_not()
    {
        var server = First;
        using var watcher = new DemoConnection(server);
        var other = Owners(watcher.Hear(TimeSpan.FromSeconds(3))).First(row => row[2] == "1002")[0];

        server.Send($"r 8 kill -KILL {other}");
        var text = watcher.Hear(TimeSpan.FromSeconds(9));

        Assert.Equal(["sh: 1: kill: Operation not permitted", "rc=1"], DemoConnection.Lines(text, "r8"));
        Assert.Contains(Owners(text), row => row[0] == other);
    }

    [Theory]
    [InlineData("r 1 echo hello", "rc=0")]
    [InlineData("r 1 kill 999999999999", "sh: 1: kill: No such process|rc=1")]
    [InlineData("r", "")]
    [InlineData("", "")]
    [InlineData("i soon", "")]
    [InlineData("nonsense 1 2 3", "")]
    public void Odd_lines_do_no_harm(string line, string answer)
    {
        var server = First;
        using var watcher = new DemoConnection(server);
        watcher.Clock.AdvanceBy(TimeSpan.FromSeconds(1));

        server.Send(line);

        Assert.Equal(answer, string.Join('|', DemoConnection.Lines(watcher.Hear(TimeSpan.FromSeconds(1)), "r1")));
    }

    [Fact]
    public void Quit_ends_the_output_and_what_is_sent_then_is_lost()
    {
        var server = First;
        using var watcher = new DemoConnection(server);
        watcher.Clock.AdvanceBy(TimeSpan.FromSeconds(1));

        server.Send("quit");
        watcher.Clock.AdvanceBy(TimeSpan.FromSeconds(1));
        server.Send("b 1");

        Assert.Equal("", watcher.Hear(TimeSpan.FromSeconds(5)));
        Assert.Empty(watcher.Losses);
    }

    [Fact]
    public void The_cpu_ticks_grow_with_time_as_on_all_cores_together()
    {
        using var watcher = new DemoConnection(First);

        var sums = DemoConnection.Lines(watcher.Hear(TimeSpan.FromSeconds(10)), "h")
            .Where(line => line.StartsWith("cpu ", StringComparison.Ordinal))
            .Select(
                line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Sum(
                    ticks => long.Parse(ticks, CultureInfo.InvariantCulture)))
            .ToList();

        Assert.All(sums.Zip(sums.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 12_790, 12_810));
    }

    private static IEnumerable<string[]> Owners(string text) =>
        DemoConnection.Lines(text, "a")
            .Where(line => line.StartsWith("P ", StringComparison.Ordinal))
            .Select(line => line[2..].Split(' ', 8));
}
