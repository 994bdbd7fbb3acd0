using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using static GpuTop.Tests.Ui.SampleFleet;

namespace GpuTop.Tests.Ui;

/// <summary>A fleet of unusual states.</summary>
internal static class OddFleet
{
    private const string A100 = "NVIDIA A100 80GB PCIe";

    private static readonly Lazy<Fleet> Shared = new(() =>
        new Fleet([Mig(), Sick(), Nothing(), Mixed(), NeedsUser(), Connecting(), Stale(), Hanging(), WithoutDriver(), JustConnected()]));

    public static AppState State(int width, int height, Density density = Density.Rows) => new()
    {
        Fleet = Shared.Value,
        Now = Now,
        Width = width,
        Height = height,
        FleetScreen = new FleetScreen { Density = density },
    };

    private static Server Mig()
    {
        var whole = Card.Busy(A100, 80, 0, 31).Still with { UtilizationPercent = null, MigEnabled = true };
        ImmutableArray<GpuProcess> processes =
        [
            Process("mig", "bob", "python serve.py --port 8000", Days(0, 3), (0, 19, null)) is var bob
                ? bob with { Shares = [bob.Shares[0] with { MigUuid = "MIG-1" }] }
                : null!,
        ];
        var server = Heard("mig", Days(0, 0, 1), [new Card(whole, false)], processes);
        var card = Uuid("mig", 0);
        return Hear(
            server,
            new Reading.MigInstances(
            [
                (card, new MigInstance("MIG-1", "3g.40gb", 0, 20480, 40192)),
                (card, new MigInstance("MIG-2", "2g.20gb", 1)),
                (card, new MigInstance("MIG-3", "1g.10gb", 2, 13, 9728)),
            ]),
            Now);
    }

    private static Server Sick()
    {
        var still = Card.Busy(A100, 80, 50, 10).Still;
        return Heard(
            "sick", Days(0, 0, 1),
            [
                new Card(
                    still with
                    {
                        UtilizationPercent = null,
                        MemoryUsedMiB = null,
                        TemperatureCelsius = null,
                        PowerWatts = null,
                        Problem = "GPU requires reset",
                    },
                    false),
                new Card(still with { EccUncorrected = 3 }, false),
                new Card(still with { TemperatureCelsius = 93, Throttle = ThrottleReasons.HardwareThermal }, false),
            ],
            [Process("sick", "alice", "python train.py", Days(1), (1, 9, 50))]).WithLoad(64, 3, 20, 512, "/", 99, 230);
    }

    private static Server Nothing() => Heard(
        "na", Days(0, 0, 1),
        [
            new Card(new GpuSample { Name = "Orin (nvgpu)" }, false),
            new Card(new GpuSample { Name = "Orin (nvgpu)", UtilizationPercent = 40 }, false)],
        [Process("na", null, null, null, (1, null, null)) with { HiddenReason = "[Insufficient Permissions]" }],
        "Insufficient Permissions");

    private static Server Mixed() => Heard(
        "mixed", Days(0, 0, 0) + TimeSpan.FromSeconds(8),
        [Card.Empty(A100, 80, 30, 50), Card.Busy("NVIDIA GeForce RTX 3090", 24, 90, 12), Card.Busy("NVIDIA GeForce RTX 3090", 24, 7, 23.9)],
        [
            Process("mixed", "1004", "/tmp/\u001b[31mevil\u0007 name\u202etxt", Days(120), (1, 12, 90)),
            Process(
                "mixed",
                "a_very_long_login_name_of_somebody",
                "python -m torch.distributed.run --nproc 8 train.py",
                Days(0, 0, 0),
                (2, 3, 7)),
            Process("mixed", "root", "python", Days(0, 1), (2, 20, 7)) with { Container = new Container("docker", "3f2a9c00d1e2") },
        ]);

    private static Server NeedsUser() => Server.Initial("needs-user", "needs-user", Now) with
    {
        Connection = new ConnectionStatus(ConnectionPhase.NeedsUser, Now, new Problem("permission denied (publickey)", "ssh-add, then r")),
    };

    private static Server Connecting() => Server.Initial("connecting", "connecting", Now) with
    {
        Connection = new ConnectionStatus(ConnectionPhase.Connecting, Now, new Problem("connection refused"), null, 3),
    };

    private static Server Stale()
    {
        var server = Heard("stale", Days(0, 0, 1), [Card.Busy(A100, 80, 50, 10)], []).WithLoad(64, 3, 20, 512, "/", 20, 4);
        return server with { LastReceivedAt = Now - TimeSpan.FromSeconds(7) };
    }

    private static Server Hanging()
    {
        var server = Heard("hanging", Days(0, 0, 1), [Card.Empty(A100, 80, 30, 50)], []);
        return server with { SectionTimes = server.SectionTimes.SetItem(ProbeSection.Gpus, Now - TimeSpan.FromSeconds(14)) };
    }

    private static Server WithoutDriver() =>
        Hear(
            Server.Initial("laptop", "local", Now) with { Connection = new ConnectionStatus(ConnectionPhase.Live, Now) },
            new Reading.Gpus([], "nvidia-smi: command not found"),
            Now).WithLoad(8, 12, 7, 16, "/", 60, 1);

    private static Server JustConnected() =>
        Server.Initial("new", "new", Now) with { Connection = new ConnectionStatus(ConnectionPhase.Live, Now) };
}
