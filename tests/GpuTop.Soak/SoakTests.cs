using System.Diagnostics;
using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Demo;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;
using Xunit.Abstractions;

namespace GpuTop.Soak;

/// <summary>A fleet of 64 simulated servers, each with a fault twice a minute: two minutes, or <c>GPUTOP_SOAK_MINUTES</c>. Memory, handles
/// and threads stay flat and every fault is recovered from. A project of its own, because it measures its own process.</summary>
/// <param name="output">For the figures.</param>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Servers = 64;
    private const int Seed = 7;

    /// <summary>The longest pause between attempts (78 s) twice, as a simulated outage of 25 s may fail the attempt between; a hang
    /// takes 15 s to be noticed.</summary>
    private static readonly TimeSpan RecoveredWithin = TimeSpan.FromSeconds(200);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(200);

    private readonly Random _random = new(Seed);
    private readonly List<Trial> _trials = [];
    private AppState? _state;
    private Exception? _bug;

    [Fact]
    public async Task Sixty_four_servers_with_faults_are_watched_without_growth()
    {
        var minutes = double.Parse(Environment.GetEnvironmentVariable("GPUTOP_SOAK_MINUTES") ?? "2", CultureInfo.InvariantCulture);
        var length = TimeSpan.FromMinutes(minutes);
        var loop = LoopThread.Start();
        var servers = SimulatedFleet.Servers(Servers, Seed)
            .Select((server, index) => new FaultyServer(server, new Random(Seed + index), loop))
            .ToArray();
        using var running = Watch(servers, loop);
        using var faults = Observable.Interval(TimeSpan.FromSeconds(30.0 / Servers), loop)
            .Subscribe(turn => BeginFault(servers[turn % Servers], loop));
        var figures = new List<Figures>();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < length)
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            figures.Add(Figures.Now(clock.Elapsed));
        }

        faults.Dispose();
        await UntilAsync(() => _trials.TrueForAll(trial => trial.Took is not null), RecoveredWithin, loop);
        Print(figures);

        Assert.Null(_bug);
        Assert.All(
            _trials,
            trial => Assert.True(
                trial.Took <= RecoveredWithin, $"{trial.Server} after {trial.Fault}: {trial.Took?.ToString() ?? "never"}"));
        Assert.True(_trials.Select(trial => trial.Fault).Distinct().Count() == Enum.GetValues<Fault>().Length);
        AssertFlat(figures);
    }

    private IDisposable Watch(FaultyServer[] servers, IScheduler loop)
    {
        var links = new SessionRegistry();
        var start = new AppState
        {
            Fleet = new Fleet([.. servers.Select(server => Server.Initial(server.Name, server.Name, loop.Now))]),
            Now = loop.Now,
            Width = 160,
            Height = 50,
        };

        // Another view each second, so that all of them are drawn on all that faults leave.
        var keys = Observable.Interval(TimeSpan.FromSeconds(1), loop).Select(
            second => (Message)new Message.Pressed(new KeyPress(Key.Character, new((char)('1' + (second % 7))))));
        var frame = new CellBuffer(0, 0);
        return Pipeline.States(
                start, servers.Select(server => server.Feed.Messages(links, loop)).Merge(), keys, Observable.Never<Message>(),
                static _ => { }, loop)
            .Do(Note)
            .Sample(Frame, loop)
            .Subscribe(state => Screen.Draw(state, frame), bug => _bug = bug);
    }

    private void BeginFault(FaultyServer server, IScheduler loop)
    {
        var fault = (Fault)_random.Next(Enum.GetValues<Fault>().Length);
        server.Begin(fault);
        loop.Schedule(TimeSpan.FromSeconds(3 + (5 * _random.NextDouble())), () =>
        {
            server.End();
            var knewGpus = Of(server.Name)?.SectionTimes.ContainsKey(ProbeSection.Gpus) == true;
            _trials.Add(new Trial(server.Name, fault, loop.Now, knewGpus));
        });
    }

    // A server is back when it sent something after the fault's end, with its GPUs where it has any.
    private void Note(AppState state)
    {
        _state = state;
        foreach (var trial in _trials)
        {
            if (trial.Took is null && Of(trial.Server) is { } server && server.PhaseAt(state.Now) == ConnectionPhase.Live
                && server.SectionTimes.GetValueOrDefault(ProbeSection.Host) > trial.EndedAt
                && (!trial.KnewGpus || server.SectionTimes.GetValueOrDefault(ProbeSection.Gpus) > trial.EndedAt))
            {
                trial.Took = state.Now - trial.EndedAt;
            }
        }
    }

    private Server? Of(string name) => _state?.Fleet.Servers.FirstOrDefault(server => server.Name == name);

    private static async Task UntilAsync(Func<bool> isSo, TimeSpan patience, IScheduler loop)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < patience; await Task.Delay(TimeSpan.FromSeconds(1)))
        {
            if (await Observable.Start(isSo, loop))
            {
                return;
            }
        }
    }

    private void Print(List<Figures> figures)
    {
        foreach (var kind in _trials.GroupBy(trial => trial.Fault).OrderBy(kind => kind.Key))
        {
            var took = kind.Select(trial => (trial.Took ?? TimeSpan.MaxValue).TotalSeconds).Order().ToArray();
            var (median, longest) = (took[took.Length / 2], took[^1]);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Key,-9} {took.Length,5} times, recovered after {median:0.0} s (median), {longest:0.0} s (longest)"));
        }

        var step = Math.Max(1, figures.Count / 12);
        foreach (var figure in figures.Where((_, index) => index % step == 0).Append(figures[^1]))
        {
            output.WriteLine(figure.ToString());
        }
    }

    // The charts fill for as long as the fleet is watched, so some growth is right: 10 samples of 12 bytes a second and GPU, capped.
    private static void AssertFlat(List<Figures> figures)
    {
        var warm = figures.Skip(figures.Count / 3).ToArray();
        var (early, late) = (warm[..(warm.Length / 3)], warm[^(warm.Length / 3)..]);

        Assert.True(Median(late, figure => figure.HeapMiB) - Median(early, figure => figure.HeapMiB) < 32, "the heap grows");
        Assert.True(Median(late, figure => figure.Threads) - Median(early, figure => figure.Threads) <= 4, "threads grow");
        Assert.True(Median(late, figure => figure.Handles) - Median(early, figure => figure.Handles) <= 8, "handles grow");
    }

    private static double Median(Figures[] figures, Func<Figures, double> of) => figures.Select(of).Order().ElementAt(figures.Length / 2);

    /// <summary>One fault and its end.</summary>
    private sealed class Trial(string server, Fault fault, DateTimeOffset endedAt, bool knewGpus)
    {
        public string Server => server;

        public Fault Fault => fault;

        public DateTimeOffset EndedAt => endedAt;

        public bool KnewGpus => knewGpus;

        public TimeSpan? Took { get; set; }
    }

    private sealed record Figures(TimeSpan At, double HeapMiB, double ResidentMiB, int Threads, int Handles, double CpuPercent)
    {
        public static Figures Now(TimeSpan at)
        {
            using var process = Process.GetCurrentProcess();
            return new Figures(
                at,
                GC.GetTotalMemory(forceFullCollection: true) / 1048576.0,
                process.WorkingSet64 / 1048576.0,
                process.Threads.Count,
                process.HandleCount,
                100 * process.TotalProcessorTime.TotalSeconds / (DateTime.Now - process.StartTime).TotalSeconds);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{At.TotalSeconds,6:0} s: heap {HeapMiB:0.0} MiB, resident {ResidentMiB:0} MiB, {Threads} threads, {Handles} handles, "
                + $"{CpuPercent:0} % of a core");
    }
}
