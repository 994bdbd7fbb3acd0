using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Cli;
using GpuTop.Demo;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.Cli;

public sealed class DemoPastTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_card_that_tells_its_memory_has_a_day()
    {
        var past = Filled(4);

        var histories = SimulatedFleet.Servers(4, DemoFeed.Seed).SelectMany(server => past.Of(server.Name).Values).ToList();
        Assert.True(histories.Count >= 19, $"{histories.Count} cards");
        Assert.All(histories, history =>
        {
            Assert.Equal(Start - MetricHistory.Reach, history.Oldest);
            for (var at = Start.AddDays(-1).AddMinutes(1); at < Start; at += TimeSpan.FromMinutes(1))
            {
                Assert.InRange(history.Mean(HistoryMetric.Memory, at, at.AddMinutes(1))!.Value, 0, 100);
                Assert.InRange(history.Mean(HistoryMetric.Power, at, at.AddMinutes(1))!.Value, 1, 1000);
                Assert.InRange(history.Mean(HistoryMetric.Temperature, at, at.AddMinutes(1))!.Value, 20, 100);
            }
        });
    }

    [Fact]
    public void A_day_is_not_all_the_same()
    {
        var past = Filled(4);

        var hours = Enumerable.Range(1, 24)
            .Select(hour => past.Fleet.Mean(HistoryMetric.Free, Start.AddHours(-hour), Start.AddHours(1 - hour))!.Value).ToList();
        Assert.True(hours.Max() - hours.Min() > 1, string.Join(' ', hours));
    }

    [Fact]
    public void It_ends_where_the_simulation_begins()
    {
        var clock = new HistoricalScheduler(Start);
        var servers = SimulatedFleet.Servers(4, DemoFeed.Seed);
        var past = new DemoPast(servers, Start);
        past.Fill(Scheduler.Immediate, () => { });
        var fleet = new Fleet(
            [.. servers.Select(server => Server.Initial(server.Name, server.Name, Start) with { Past = past.Of(server.Name) })]);
        using var feeds = DemoFeed.Of(servers, DemoFeed.Seed, clock).Select(feed => feed.Messages(new SessionRegistry(), clock))
            .Merge()
            .OfType<Message.ReadingReceived>()
            .Subscribe(heard => fleet = fleet.With(
                heard.Server, server => server.Apply(heard.Reading, clock.Now, AvailabilityLimits.Default)));

        clock.AdvanceBy(TimeSpan.FromSeconds(20));

        var gpus = fleet.Servers.SelectMany(server => server.Gpus).Where(gpu => gpu.History.Oldest < Start).ToList();
        var jumps = gpus.Where(gpu => Math.Abs(
            gpu.History.Mean(HistoryMetric.Memory, Start.AddSeconds(-10), Start)!.Value - gpu.Sample.MemoryPercent!.Value) > 10);
        Assert.True(gpus.Count >= 19, $"{gpus.Count} cards");
        // A job may begin with the simulation.
        Assert.True(jumps.Count() <= 2, string.Join('\n', jumps));
    }

    [Fact]
    public void A_fleet_that_is_to_load_gputop_begins_without_a_day()
    {
        var past = Filled(65);

        Assert.Empty(past.Of("gpu65"));
        Assert.Null(past.Fleet.Oldest);
    }

    private static DemoPast Filled(int servers)
    {
        var past = new DemoPast(SimulatedFleet.Servers(servers, DemoFeed.Seed), Start);
        var isDone = false;
        past.Fill(Scheduler.Immediate, () => isDone = true);
        Assert.True(isDone);
        return past;
    }
}
