using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Demo;
using GpuTop.Model;
using GpuTop.Parse;
using GpuTop.Probe;

namespace GpuTop.Tests.Demo;

/// <summary>The simulated output through the real framer, parsers and model.</summary>
public sealed class SimulatedModelTests
{
    [Fact]
    public void After_a_quarter_of_an_hour_every_state_is_to_be_seen()
    {
        var server = Watch(place: 0, TimeSpan.FromMinutes(16));

        var states = server.Gpus.Select(gpu => gpu.Availability.State).ToList();

        Assert.Equal((GpuState.Busy, GpuState.Idle, GpuState.Sick), (states[0], states[3], states[7]));
        Assert.Contains(GpuState.Free, states);
        Assert.Equal("GPU requires reset", server.Gpus[7].Availability.Why);
    }

    [Fact]
    public void Processes_have_owners_containers_and_ancestors()
    {
        var server = Watch(place: 0, TimeSpan.FromSeconds(10));

        var mine = server.Processes.First(process => server.IsMine(process) == true);
        var contained = server.Processes.Single(process => process.Container is not null);

        Assert.Equal("/home/alice/vit", mine.WorkingDirectory);
        Assert.Contains(server.Sessions[0].Panes[0].Pid, mine.Ancestors);
        Assert.Equal(("root", "docker", "erin_vllm"), (contained.User, contained.Container!.Runtime, contained.Container.Name));
        Assert.Contains(server.Processes, process => process.Command!.Contains("李伟", StringComparison.Ordinal));
        Assert.InRange(mine.SmPercent!.Value, 80, 100);
    }

    [Fact]
    public void One_process_on_four_gpus_is_one_process()
    {
        var server = Watch(place: 1, TimeSpan.FromSeconds(10));

        Assert.Equal([1, 1, 1, 1, 4], server.Processes.Select(process => process.Shares.Length));
    }

    [Fact]
    public void A_dead_file_server_hangs_and_hides_no_other_file_system()
    {
        var server = Watch(place: 2, TimeSpan.FromSeconds(10));

        var hanging = Assert.Single(server.Mounts, mount => mount.HangsFor is not null);
        Assert.Equal(("/archive", "tape01:/export/archive", null), (hanging.Path, hanging.Device, hanging.UsedPercent));
        Assert.Contains(server.Mounts, mount => mount.Path == "/home" && mount.UsedPercent is not null);
    }

    [Fact]
    public void The_rest_of_the_server_is_read_too()
    {
        var server = Watch(place: 0, TimeSpan.FromSeconds(10));

        Assert.Equal("alice", server.Identity!.User);
        Assert.Equal(128, server.Load!.Cores);
        Assert.InRange(server.CpuPercent!.Value, 20, 60);
        Assert.Equal("dave", server.Top[0].User);
        Assert.Equal(91, server.Mounts.Single(mount => mount.Path == "/home").UsedPercent);
        Assert.Equal([6006, 8888], server.Ports.Select(port => port.Port));
        Assert.Equal(["work", "notes"], server.Sessions.Select(session => session.Name));
    }

    [Fact]
    public void The_instances_of_the_split_card_are_read_with_their_memory()
    {
        var server = Watch(place: 3, TimeSpan.FromSeconds(10));

        var instances = server.Gpus.Single().Instances;

        Assert.Equal(["3g.40gb", "2g.20gb", "1g.10gb", "1g.10gb"], instances.Select(instance => instance.Profile));
        Assert.Equal(40448, instances[0].MemoryTotalMiB);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_sort_of_server_is_understood(int place)
    {
        var server = Watch(place, TimeSpan.FromSeconds(20));

        Assert.Equal(MachineCatalog.At(place).Cards, server.Gpus.Length);
        Assert.Equal(
            MachineCatalog.At(place).Fault?.Card, server.Gpus.FirstOrDefault(gpu => gpu.Availability.State == GpuState.Sick)?.Sample.Index);
        Assert.All(server.Processes, process => Assert.NotNull(process.User));
    }

    private static Server Watch(int place, TimeSpan time)
    {
        var clock = new HistoricalScheduler(DemoConnection.Start);
        var simulated = SimulatedFleet.Servers(place + 4, seed: 7)[place];
        var server = Server.Initial(simulated.Name, simulated.Name, clock.Now);
        using var connection = simulated.Output("N0NCE", clock).Sections("N0NCE", clock).Subscribe(section =>
            server = SectionParser.Of(section) is { } reading ? server.Apply(reading, section.At, AvailabilityLimits.Default) : server);

        clock.AdvanceBy(time);
        return server;
    }
}
