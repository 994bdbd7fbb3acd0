using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class PlacementFeasibilityTests
{
    [Theory]
    [InlineData(8, null, null, "no server has 8 such GPUs; the most is 4, on large")]
    [InlineData(4, null, null, null)]
    [InlineData(3, null, "3090", "no server has 3 such GPUs; the most is 2, on small")]
    [InlineData(1, null, "H300", "no GPU is called H300; there are A100-80G, RTX 3090")]
    [InlineData(1, 96, null, "no GPU has 96G; the largest has 80G, on large")]
    [InlineData(1, 32, "RTX", "no GPU of RTX has 32G; the largest has 24G, on small")]
    [InlineData(2, 24, "RTX 3090", null)]
    public void Impossible_requests_name_the_missing_resource(int gpus, int? memoryGiB, string? model, string? expected)
    {
        var fleet = new Fleet([Servers.Of("small", "FF"), Servers.Of("large", "bsxp")]);

        Assert.Equal(expected, PlacementFeasibility.Of(fleet, new PlacementRequest(gpus, memoryGiB * 1024, model)).Impossibility);
    }

    [Fact]
    public void Servers_without_known_gpus_may_suffice()
    {
        var unheard = Server.Initial("late", "late", Servers.Now);
        var limits = PlacementFeasibility.Of(new Fleet([Servers.Of("gpu01", "bb"), unheard]), new PlacementRequest(4));

        Assert.Null(limits.Impossibility);
        Assert.Equal("no server has 4 such GPUs; the most is 2, on gpu01; no data yet from: late", limits.Warning);
        var none = PlacementFeasibility.Of(new Fleet([unheard]), new PlacementRequest(4));
        Assert.Equal((null, null), (none.Impossibility, none.Warning));
    }

    [Fact]
    public void Only_requested_servers_count()
    {
        var fleet = new Fleet([Servers.Of("gpu01", "bb"), Servers.Of("big", "bbbb"), Server.Initial("big2", "big2", Servers.Now)]);

        Assert.Equal(
            "no server has 4 such GPUs; the most is 2, on gpu01",
            PlacementFeasibility.Of(fleet, new PlacementRequest(4, ServerGlob: "gpu*")).Impossibility);
    }

    [Fact]
    public void Cards_with_unknown_values_may_suffice()
    {
        var server = Servers.Of("gpu01", "bs");
        var bare = server.Gpus[1].Sample with { Name = null, MemoryTotalMiB = null };
        server = server with { Gpus = [server.Gpus[0], server.Gpus[1] with { Sample = bare }] };

        Assert.Null(PlacementFeasibility.Of(new Fleet([server]), new PlacementRequest(1, 96 * 1024, "H100")).Impossibility);
    }

    [Fact]
    public void Instances_count_for_one_gpu_and_not_for_several()
    {
        var server = Servers.Of("gpu01", "m");
        server = server with { Gpus = [server.Gpus[0] with { Instances = [new("MIG-1", "3g.40gb", 0), new("MIG-2", "3g.40gb", 1)] }] };
        var fleet = new Fleet([server]);

        Assert.Null(PlacementFeasibility.Of(fleet, new PlacementRequest(1, 40 * 1024, "3g.40gb")).Impossibility);
        Assert.NotNull(PlacementFeasibility.Of(fleet, new PlacementRequest(2, 40 * 1024)).Impossibility);
    }
}
