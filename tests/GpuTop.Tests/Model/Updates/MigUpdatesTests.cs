using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class MigUpdatesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    private static readonly GpuSample Card = new()
    {
        Index = 0,
        Uuid = "GPU-0",
        MigEnabled = true,
        MemoryUsedMiB = 20_000,
        MemoryTotalMiB = 81_920,
    };

    [Fact]
    public void Processes_get_the_instance_from_the_driver()
    {
        var server = Hear(Start, Processes(Process(7), Process(8)), Round(), Instances(7));

        Assert.Equal("MIG-a", server.Processes[0].Shares[0].MigUuid);
        Assert.Null(server.Processes[1].Shares[0].MigUuid);
    }

    [Fact]
    public void Instances_and_processes_can_arrive_in_any_order()
    {
        var server = Hear(Start, Round(), Instances(7), Processes(Process(7)));

        Assert.Equal("MIG-a", Assert.Single(server.Processes).Shares[0].MigUuid);
    }

    [Fact]
    public void A_process_on_two_instances_holds_its_memory_on_each()
    {
        var (a, b) = (new MigInstance("MIG-a", "3g.40gb", 0), new MigInstance("MIG-b", "3g.40gb", 1));
        var both = new Reading.MigInstances([("GPU-0", a), ("GPU-0", b)])
        {
            Places = [new MigProcess("GPU-0", 7, "MIG-a", 100), new MigProcess("GPU-0", 7, "MIG-b", 300)],
        };

        var process = Assert.Single(Hear(Start, Round(), both, Processes(Process(7))).Processes);

        Assert.Equal([("MIG-a", 100), ("MIG-b", 300)], process.Shares.Select(share => (share.MigUuid, share.MemoryMiB)));
    }

    [Fact]
    public void An_empty_instance_is_free_after_free_after_and_one_with_a_process_is_busy()
    {
        var server = Watch(seconds: 12);

        Assert.Equal([GpuState.Busy, GpuState.Free], server.Gpus[0].Instances.Select(instance => instance.Availability.State));
        Assert.Equal((2, 1), (server.Gpus[0].Units, server.Gpus[0].FreeUnits));
    }

    [Fact]
    public void Of_two_compute_instances_of_one_gpu_instance_the_empty_one_is_free_though_they_share_their_memory()
    {
        var shared = new Reading.MigInstances(
        [
            ("GPU-0", new MigInstance("MIG-a", "1c.3g.40gb", 0, 20_030, 40_448, 1, 0)),
            ("GPU-0", new MigInstance("MIG-b", "1c.3g.40gb", 1, 20_030, 40_448, 1, 1)),
        ])
        {
            Places = [new MigProcess("GPU-0", 7, "MIG-a", 20_000)],
        };
        var process = Process(7) with { Shares = [new GpuShare("GPU-0", 20_000, null)] };

        var server = Server.Initial("gpu01", "gpu01", Start);
        for (var second = 0; second <= 12; second++)
        {
            foreach (var reading in new Reading[] { shared, Processes(process), Round() })
            {
                server = server.Apply(reading, Start.AddSeconds(second), AvailabilityLimits.Default);
            }
        }

        Assert.Equal([GpuState.Busy, GpuState.Free], server.Gpus[0].Instances.Select(instance => instance.Availability.State));
    }

    [Fact]
    public void Unassigned_young_processes_make_empty_instances_unknown()
    {
        var server = Watch(seconds: 12);

        var young = Process(9) with { Elapsed = TimeSpan.FromSeconds(1) };
        server = Hear(server, Start.AddSeconds(14), Processes(Process(7), young), Round());

        Assert.Equal(GpuState.Unknown, server.Gpus[0].Instances[1].Availability.State);
        Assert.Equal(GpuState.Busy, server.Gpus[0].Instances[0].Availability.State);
    }

    [Fact]
    public void Outdated_instances_become_unknown()
    {
        var server = Watch(seconds: 12);

        for (var second = 13; second < 60; second++)
        {
            server = Hear(server, Start.AddSeconds(second), Round());
        }

        Assert.Equal(GpuState.Unknown, server.Gpus[0].Instances[1].Availability.State);
    }

    [Fact]
    public void A_sick_card_has_sick_instances()
    {
        var server = Watch(seconds: 12);

        server = Hear(server, Start.AddSeconds(13), new Reading.Gpus([Card with { EccUncorrected = 2 }], null));

        Assert.All(server.Gpus[0].Instances, instance => Assert.Equal("2 uncorrected ECC errors", instance.Availability.Why));
        Assert.Equal(0, server.Gpus[0].FreeUnits);
    }

    [Fact]
    public void A_card_with_mig_but_without_instances_is_not_free()
    {
        var empty = Card with { MemoryUsedMiB = 0 };
        var server = Hear(Start, Processes(), new Reading.Gpus([empty], null), new Reading.MigInstances([]));
        for (var second = 1; second < 20; second++)
        {
            server = Hear(server, Start.AddSeconds(second), Processes(), new Reading.Gpus([empty], null));
        }

        Assert.Equal(
            (GpuState.Unknown, "MIG is on, but it has no instances"),
            (server.Gpus[0].Availability.State, server.Gpus[0].Availability.Why));
        Assert.Equal(0, server.Gpus[0].FreeUnits);
    }

    private static Server Watch(int seconds)
    {
        var server = Hear(Start, Processes(Process(7)), Round(), Instances(7));
        for (var second = 1; second <= seconds; second++)
        {
            server = Hear(server, Start.AddSeconds(second), Round());
        }

        return server;
    }

    private static Reading.Gpus Round() => new([Card], null);

    private static Reading.Processes Processes(params GpuProcess[] list) => new([.. list], null);

    private static GpuProcess Process(int pid) =>
        new() { Pid = pid, Elapsed = TimeSpan.FromHours(1), Shares = [new GpuShare("GPU-0", 12_000, null)] };

    private static Reading.MigInstances Instances(int pid) =>
        new(
        [
            ("GPU-0", new MigInstance("MIG-a", "3g.40gb", 0, 12_400, 40_192)),
            ("GPU-0", new MigInstance("MIG-b", "3g.40gb", 1, 37, 40_192)),
        ])
        {
            Places = [new MigProcess("GPU-0", pid, "MIG-a", 12_000)],
        };

    private static Server Hear(DateTimeOffset at, params Reading[] readings) => Hear(Server.Initial("mig", "mig", Start), at, readings);

    private static Server Hear(Server server, DateTimeOffset at, params Reading[] readings) =>
        readings.Aggregate(server, (heard, reading) => heard.Apply(reading, at, AvailabilityLimits.Default));
}
