using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Benchmarks;

/// <summary>What one frame of 8 servers with 8 GPUs costs: thirty a second at most, one a second as a rule.</summary>
[MemoryDiagnoser]
public class ScreenBenchmarks
{
    private readonly CellBuffer _frame = new(0, 0);
    private AppState _state = null!;

    [Params(Density.Summary, Density.Rows, Density.Panes)]
    public Density Density { get; set; }

    [Params(80, 200)]
    public int Width { get; set; }

    /// <summary>Charts of the fleet's day below the entries.</summary>
    [Params(FleetChartMode.Never, FleetChartMode.Always)]
    public FleetChartMode Charts { get; set; }

    [GlobalSetup]
    public void Setup() => _state = new AppState
    {
        Fleet = new Fleet([.. Enumerable.Range(1, 8).Select(Server)]),
        Now = DateTimeOffset.UnixEpoch.AddDays(20000),
        Width = Width,
        Height = Width == 80 ? 24 : 60,
        FleetScreen = new FleetScreen { Density = Density, Charts = Charts },
        History = Day(DateTimeOffset.UnixEpoch.AddDays(20000)),
    };

    [Benchmark]
    public void Draw() => Screen.Draw(_state, _frame);

    private static FleetHistory Day(DateTimeOffset end)
    {
        var history = new FleetHistory();
        for (var minute = 24 * 60; minute >= 0; minute--)
        {
            var sums = new FleetSums();
            sums.Add(minute % 101, minute % 1000, 1000, 20 * (minute % 300));
            sums.AddFree(minute % 64);
            history.Add(sums, end.AddMinutes(-minute));
        }

        return history;
    }

    private static Server Server(int number)
    {
        var now = DateTimeOffset.UnixEpoch.AddDays(20000);
        var name = $"gpu{number:00}";
        var server = Model.Server.Initial(name, name, now) with { Connection = new ConnectionStatus(ConnectionPhase.Live, now) };
        var processes = Enumerable.Range(0, 12).Select(i => new GpuProcess
        {
            Pid = i,
            User = i % 3 == 0 ? "alice" : "bob",
            UserId = i % 3,
            Command = "/opt/conda/bin/python train.py --lr 3e-4",
            Elapsed = TimeSpan.FromHours(i),
            Shares = [new GpuShare($"GPU-{i % 8}", 10000, 50)],
        });
        server = server.Apply(new Reading.Processes([.. processes], null), now, AvailabilityLimits.Default);
        for (var second = 600; second >= 0; second--)
        {
            server = server.Apply(new Reading.Gpus(Samples(second), null), now.AddSeconds(-second), AvailabilityLimits.Default);
        }

        return server;
    }

    private static ImmutableArray<GpuSample> Samples(int second) =>
    [
        .. Enumerable.Range(0, 8).Select(card => new GpuSample
        {
            Index = card,
            Uuid = $"GPU-{card}",
            Name = "NVIDIA H200",
            UtilizationPercent = (second + (10 * card)) % 101,
            MemoryUsedMiB = 17000 * card,
            MemoryTotalMiB = 143771,
            TemperatureCelsius = 60 + card,
            PowerWatts = 400.5,
            PowerLimitWatts = 700,
        }),
    ];
}
