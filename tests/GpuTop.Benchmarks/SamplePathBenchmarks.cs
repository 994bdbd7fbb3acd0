using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using BenchmarkDotNet.Attributes;
using GpuTop.Demo;
using GpuTop.Model;
using GpuTop.Parse;
using GpuTop.Probe;
using GpuTop.State;

namespace GpuTop.Benchmarks;

/// <summary>What one second of one server with eight GPUs costs from its bytes to the next state: the sample path.</summary>
[MemoryDiagnoser]
public class SamplePathBenchmarks
{
    private const string Nonce = "benchmark";
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    private readonly HistoricalScheduler _clock = new(Start);
    private readonly List<byte[]> _second = [];
    private AppState _state = new() { Fleet = new Fleet([Server.Initial("gpu01", "gpu01", Start)]), Now = Start };
    private IObserver<ReadOnlyMemory<byte>> _chunks = Observer.Create<ReadOnlyMemory<byte>>(static _ => { });

    /// <summary>Records one second of the simulated server, and brings the state to where a long run is.</summary>
    [GlobalSetup]
    public void Record()
    {
        var world = new HistoricalScheduler(Start);
        var recorded = new List<byte[]>();
        using var recording = SimulatedFleet.Servers(4, 7)[0].Output(Nonce, world).Subscribe(chunk => recorded.Add(chunk.ToArray()));
        world.AdvanceBy(TimeSpan.FromSeconds(60));
        var chunks = Observable.Create<ReadOnlyMemory<byte>>(observer =>
        {
            _chunks = observer;
            return () => { };
        });
        chunks.Sections(Nonce, _clock).Subscribe(section =>
        {
            if (SectionParser.Of(section) is { } reading)
            {
                _state = Update.Apply(_state, new Message.ReadingReceived("gpu01", reading), _clock.Now).State;
            }
        });
        foreach (var chunk in recorded)
        {
            _chunks.OnNext(chunk);
        }

        recorded.Clear();
        world.AdvanceBy(TimeSpan.FromSeconds(3));
        _second.AddRange(recorded);
    }

    /// <summary>Frames, parses and applies three seconds, in which each frequent section occurs.</summary>
    [Benchmark]
    public AppState ThreeSeconds()
    {
        _clock.AdvanceBy(TimeSpan.FromSeconds(3));
        foreach (var chunk in _second)
        {
            _chunks.OnNext(chunk);
        }

        return _state;
    }
}
