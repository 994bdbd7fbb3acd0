using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class PlacementInputTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1024", 1024)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("1025", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("1.5", null)]
    public void Numbers_of_GPUs_are_from_1_to_1024(string text, int? expected) => Assert.Equal(expected, PlacementInput.Count(text));

    [Fact]
    public void GPUs_must_have_been_free_or_have_had_room_for_the_requested_time()
    {
        var fleet = new Fleet([Servers.Of("gpu01", "fl")]);

        Assert.Equal(2, CountOf(fleet, TimeSpan.FromSeconds(60)));
        Assert.Null(CountOf(fleet, TimeSpan.FromSeconds(61)));
    }

    [Fact]
    public void Most_names_the_server_with_most_GPUs_that_fit()
    {
        var fleet = new Fleet([Servers.Of("a", "fbb"), Servers.Of("b", "ffb"), Servers.Of("c", "bbb")]);

        var most = PlacementSearch.Most(fleet, Servers.Now, Second, new PlacementRequest(3));

        Assert.Equal(("b", 2), (most?.Server.Name, most?.Count));
        Assert.Null(PlacementSearch.Most(fleet, Servers.Now.AddHours(1), Second, new PlacementRequest(3)));
        Assert.Null(PlacementSearch.Most(new Fleet([]), Servers.Now, Second, new PlacementRequest()));
    }

    private static int? CountOf(Fleet fleet, TimeSpan time) =>
        PlacementSearch.Most(fleet, Servers.Now, Second, new PlacementRequest(Share: true) { FreeFor = time })?.Count;
}
