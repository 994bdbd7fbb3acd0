using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.Ui;

/// <summary>A fleet with a realistic day of history, built through the real model; used for README's pictures.</summary>
internal static class SampleFleet
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 2, 11, TimeSpan.Zero);

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private static readonly Lazy<Fleet> Shared = new(Make);
    private static readonly Lazy<ImmutableArray<(DateTimeOffset At, FleetSums Sums)>> SharedSums = new(() => [.. Sums()]);

    /// <summary>Four servers with 21 GPUs: busy, free, idle, in a container, lost.</summary>
    public static Fleet Of4Servers => Shared.Value;

    /// <summary>The state that shows it.</summary>
    public static AppState State(int width, int height, Density density = Density.Rows) => new()
    {
        Fleet = Of4Servers,
        History = History(),
        Now = Now,
        Width = width,
        Height = height,
        FleetScreen = new FleetScreen { Density = density, Folded = ["gpu02"] },
    };

    /// <summary>The boot of every server.</summary>
    public const string BootId = "6b2c0b5e-0000-4000-8000-000000000001";

    /// <summary>A server with a sample every ten seconds over a time, constant except for the cards' load.</summary>
    public static Server Heard(
        string name, TimeSpan since, IReadOnlyList<Card> cards, IReadOnlyList<GpuProcess> processes, string? processProblem = null)
    {
        var server = Server.Initial(name, name, Now - since);
        server = server with { Connection = new ConnectionStatus(ConnectionPhase.Live, Now - since) };
        server = Hear(server, new Reading.Identity("alice", 1001, "/home/alice", name) { BootId = BootId }, Now - since);
        for (var at = Now - since; at <= Now; at += Pace)
        {
            var moment = at;
            server = Hear(server, new Reading.Processes([.. processes], processProblem), at);
            server = Hear(server, new Reading.Gpus([.. cards.Select((card, index) => card.Sample(name, index, moment))], null), at);
        }

        return Hear(server, new Reading.Processes([.. processes], processProblem), Now);
    }

    /// <summary>CPU, memory, disk and latency of the server.</summary>
    public static Server WithLoad(this Server server, int cores, int cpu, int ramUsedGiB, int ramGiB, string mount, double full, double ms)
    {
        var first = new HostSample
        {
            Cores = cores,
            BusyTicks = 0,
            TotalTicks = 0,
            MemoryUsedMiB = ramUsedGiB * 1024,
            MemoryTotalMiB = ramGiB * 1024,
        };
        server = Hear(server, new Reading.Host(first), Now - TimeSpan.FromSeconds(1));
        server = Hear(server, new Reading.Host(first with { BusyTicks = cpu, TotalTicks = 100 }), Now);
        server = Hear(server, new Reading.Mounts([Disk(mount, full)]), Now);
        return Hear(server, new Reading.Echo(TimeSpan.FromMilliseconds(ms)), Now);
    }

    private static Mount Disk(string path, double full) =>
        new(path, "/dev/sdb1", "ext4", 1000, (long)(10 * full), (long)(10 * (100 - full)), full, 10);

    public static Server Hear(Server server, Reading reading, DateTimeOffset at) => server.Apply(reading, at, AvailabilityLimits.Default);

    /// <summary>A process on one or more cards of a server.</summary>
    public static GpuProcess Process(
        string server, string? user, string? command, TimeSpan? elapsed, params (int Card, double? GiB, int? Sm)[] shares) =>
        new()
        {
            Pid = 4000 + (shares[0].Card * 100) + (command?.Length ?? 0),
            User = user,
            UserId = user switch { null => null, "root" => 0, "alice" => 1001, _ => 1002 },
            Command = command,
            Elapsed = elapsed,
            Shares = [
                .. shares.Select(
                    share => new GpuShare(Uuid(server, share.Card), share.GiB is { } size ? (int)(size * 1024) : null, share.Sm))],
        };

    public static string Uuid(string server, int card) => $"GPU-{server}-{card}";

    public static TimeSpan Days(int days, int hours = 0, int minutes = 0) => new(days, hours, minutes, 0);

    // A new one each time, since ticks add to it.
    private static FleetHistory History()
    {
        var history = new FleetHistory();
        foreach (var (at, sums) in SharedSums.Value)
        {
            history.Add(sums, at);
        }

        return history;
    }

    // Of what the cards of the fleet had.
    private static IEnumerable<(DateTimeOffset At, FleetSums Sums)> Sums()
    {
        for (var at = Now - Days(0, 9, 12); at <= Now; at += Pace)
        {
            var sums = new FleetSums();
            foreach (var gpu in Of4Servers.Servers.SelectMany(server => server.Gpus))
            {
                double? Mean(HistoryMetric metric) => gpu.History.Mean(metric, at, at + Pace);
                if (Mean(HistoryMetric.Memory) is { } percent)
                {
                    var total = gpu.Sample.MemoryTotalMiB!.Value;
                    sums.Add(Mean(HistoryMetric.Utilization), total * percent / 100, total, Mean(HistoryMetric.Power));
                    sums.AddFree(gpu.FreeUnits);
                }
            }

            yield return (at, sums);
        }
    }

    private static Fleet Make()
    {
        var gpu04 = Heard(
            "gpu04",
            Days(0, 0, 12),
            [Card.Busy("NVIDIA RTX A6000", 48, 77, 20)],
            [Process("gpu04", "dora", "python fit.py", Days(0, 5), (0, 20, 70))]);
        return new Fleet(
        [
            Gpu01(),
            Gpu02(),
            Gpu03(),
            gpu04 with
            {
                Connection = new ConnectionStatus(
                    ConnectionPhase.Lost, Now, new Problem("connection timed out", "ssh gpu04"), Now + TimeSpan.FromSeconds(12)),
                LastReceivedAt = Now - TimeSpan.FromMinutes(3),
                SectionTimes = gpu04.SectionTimes.SetItem(ProbeSection.Gpus, Now - TimeSpan.FromMinutes(3)),
            },
        ]);
    }

    private static Server Gpu01()
    {
        const string A100 = "NVIDIA A100-SXM4-80GB";
        ImmutableArray<Card> cards =
        [
            Card.Busy(A100, 80, 98, 63.1, 71, 298),
            Card.Busy(A100, 80, 100, 71.9, 74, 312),
            Card.Empty(A100, 80, 34, 61),
            Card.Empty(A100, 80, 33, 60),
            Card.Holding(A100, 80, 38.4, 36, 64),
            Card.Busy(A100, 80, 43, 21.5, 52, 180),
            Card.Busy(A100, 80, 88, 78.2, 84, 388),
            Card.Busy(A100, 80, 61, 40.2, 58, 244),
        ];
        return Heard("gpu01", Days(0, 9, 12), cards,
        [
            Process(
                "gpu01",
                "alice",
                "/opt/conda/bin/python -u /home/alice/lm/train.py --lr 3e-4 --batch 64",
                Days(2, 4),
                (0, 61, 97),
                (1, 71.4, 99)),
            Process("gpu01", "alice", "python eval.py", Days(0, 0, 12), (0, 2.1, 1)),
            Process("gpu01", "bob", "/usr/bin/python3 -m jupyter notebook", Days(3, 1), (4, 38.4, 0)),
            Process("gpu01", "carol", "./simulate --steps 100000", Days(0, 0, 41), (5, 21, 40)),
            Process("gpu01", "dora", "python sweep.py --config configs/large.yaml", Days(0, 7, 3), (6, 40.1, 50)),
            Process("gpu01", "erik", "python sweep.py", Days(0, 6, 59), (6, 20.1, 30)),
            Process("gpu01", "carol", "python3 /data/carol/render.py", Days(0, 1, 2), (6, 10, 5)),
            Process("gpu01", "李伟", "python 训练.py", Days(0, 0, 3), (6, 8, 3)),
            Process("gpu01", "李伟", "python 训练模型.py --名字 测试", Days(1, 2), (7, 40, 60)),
        ]).WithLoad(128, 34, 212, 1007, "/home", 91, 12.2);
    }

    private static Server Gpu02()
    {
        const string A100 = "NVIDIA A100-SXM4-80GB";
        int[] load = [97, 99, 100, 96, 98, 71, 95, 99];
        return Heard("gpu02", Days(0, 0, 11), [.. load.Select(percent => Card.Busy(A100, 80, percent, percent * 0.7))],
        [
            Process("gpu02", "alice", "python train.py", Days(0, 11), (0, 60, 97), (1, 60, 97), (2, 60, 97), (3, 60, 97)),
            Process("gpu02", "carol", "python train.py", Days(1, 3), (4, 60, 97), (5, 60, 97), (6, 60, 97), (7, 60, 97)),
        ]).WithLoad(128, 71, 640, 1007, "/home", 91, 11.7);
    }

    private static Server Gpu03()
    {
        const string Rtx = "NVIDIA GeForce RTX 3090";
        var docker = Process("gpu03", "root", "python", Days(0, 0, 41), (0, 8, 31)) with
        {
            Container = new Container("docker", "3f2a9c00d1e2", "carol_resnet"),
        };
        return Heard(
            "gpu03",
            Days(0, 2),
            [Card.Busy(Rtx, 24, 31, 8, 55, 180), Card.Empty(Rtx, 24, 31, 18), Card.Empty(Rtx, 24, 30, 21), Card.Empty(Rtx, 24, 33, 20)],
            [docker])
            .WithLoad(32, 2, 11, 125, "/scratch", 4, 9.1);
    }
}
