using GpuTop.Model;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.Model;

public sealed class SameMachinesTests
{
    private const string Model = "NVIDIA A100-SXM4-80GB";

    [Fact]
    public void Two_names_with_the_same_cards_are_one_machine()
    {
        var one = Server("gpu01", "boot-1");

        Assert.Equal([null, "gpu01"], Marks(one, one with { Name = "gpu02" }));
        Assert.Equal([null, "gpu01"], Marks(one, one with { Name = "gpu02", Identity = null }));
    }

    [Fact]
    public void Two_names_without_cards_are_one_machine_by_the_boot()
    {
        var (one, other) = (Server("login1", "boot-1") with { Gpus = [] }, Server("login2", "boot-1") with { Gpus = [] });

        Assert.Equal([null, "login1"], Marks(one, other));
        Assert.Equal([null, null], Marks(one, other with { Identity = other.Identity! with { BootId = "boot-2" } }));
        Assert.Equal([null, null], Marks(one with { Identity = null }, other with { Identity = null }));
    }

    [Fact]
    public void Containers_with_cards_of_their_own_on_one_host_are_two() =>
        Assert.Equal([null, null], Marks(Server("gpu01", "boot-1"), Server("gpu02", "boot-1")));

    [Fact]
    public void Live_names_count_first_then_names_with_more_cards()
    {
        var one = Server("gpu01", "boot-1");
        var lost = one with { Connection = new ConnectionStatus(ConnectionPhase.Lost, SampleFleet.Now) };

        Assert.Equal(["gpu02", null], Marks(lost, one with { Name = "gpu02" }));
        Assert.Equal(["gpu02", null], Marks(one with { Gpus = one.Gpus[..1] }, one with { Name = "gpu02" }));
    }

    [Fact]
    public void Servers_without_a_gpu_section_are_excluded()
    {
        var one = Server("gpu01", "boot-1");

        Assert.Equal([null, null], Marks(one, one with { Name = "gpu02", SectionTimes = one.SectionTimes.Remove(ProbeSection.Gpus) }));
    }

    [Fact]
    public void Placements_count_a_machine_once()
    {
        var one = SampleFleet.Heard("gpu01", SampleFleet.Days(0, 1), [Card.Empty(Model, 80, 34, 61)], []);
        var fleet = SameMachines.Mark(new Fleet([one, one with { Name = "gpu02" }]));

        Assert.Single(PlacementSearch.Of(fleet, SampleFleet.Now, TimeSpan.FromSeconds(1), new PlacementRequest()));
    }

    private static Server Server(string name, string boot)
    {
        var server = SampleFleet.Heard(name, SampleFleet.Days(0, 1), [Card.Empty(Model, 80, 34, 61), Card.Empty(Model, 80, 34, 61)], []);
        return server with { Identity = server.Identity! with { BootId = boot } };
    }

    private static IEnumerable<string?> Marks(params Server[] servers) =>
        SameMachines.Mark(new Fleet([.. servers])).Servers.Select(server => server.SameAs);
}
