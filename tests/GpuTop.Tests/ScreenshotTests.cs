using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests;

/// <summary>The pictures of README: the simulated fleet, sixteen minutes after the start, through the whole pipeline in virtual time.
/// <c>GPUTOP_ACCEPT=1 tests/run --filter Screenshot</c> takes them anew.</summary>
public sealed class ScreenshotTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 14, 2, 11, TimeSpan.Zero);
    private static readonly TimeSpan Past = TimeSpan.FromMinutes(16);
    private static readonly Lazy<AppState> Shared = new(Watch);

    [Fact]
    public void The_fleet_by_lines() => Check("fleet", 112, 29, state => state);

    [Fact]
    public void The_fleet_by_boxes() => Check("panes", 150, 42, state => state with
    {
        FleetScreen = state.FleetScreen with { Density = Density.Panes },
    });

    [Fact]
    public void Everything_that_README_shows_happens_in_it()
    {
        var states = Shared.Value.Fleet.Servers.SelectMany(server => server.Gpus).Select(gpu => gpu.Availability.State).ToHashSet();

        Assert.Superset(new HashSet<GpuState> { GpuState.Free, GpuState.Busy, GpuState.Idle, GpuState.Sick }, states);
    }

    private static void Check(string name, int width, int height, Func<AppState, AppState> view)
    {
        var frame = new CellBuffer(0, 0);
        Screen.Draw(view(Shared.Value with { Width = width, Height = height }), frame);
        var actual = frame.ToSvg();
        var path = Path.Combine(Repository.Root, "screenshots", name + ".svg");
        if (Environment.GetEnvironmentVariable("GPUTOP_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"screenshots/{name}.svg is missing; GPUTOP_ACCEPT=1 takes it");
        Assert.True(
            File.ReadAllText(path) == actual, $"screenshots/{name}.svg is out of date; GPUTOP_ACCEPT=1 takes it anew:\n{frame.ToText()}");
    }

    private static AppState Watch()
    {
        var clock = new HistoricalScheduler(Noon - Past);
        var feeds = DemoFeed.Of(4, DemoFeed.Seed, clock);
        var links = new SessionRegistry();
        var start = new AppState
        {
            Fleet = new Fleet([.. feeds.Select(feed => Server.Initial(feed.Name, feed.Host, clock.Now))]),
            Now = clock.Now,
        };
        var last = start;
        using var watching = Pipeline
            .States(
                start,
                feeds.Select(feed => feed.Messages(links, clock)).Merge(),
                Observable.Never<Message>(),
                Observable.Never<Message>(),
                static _ => { },
                clock)
            .Subscribe(state => last = state);
        clock.AdvanceTo(Noon);
        return last;
    }
}
