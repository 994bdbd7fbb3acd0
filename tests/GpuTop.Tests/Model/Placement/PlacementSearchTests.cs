using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class PlacementSearchTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_half_empty_server_comes_before_an_empty_one()
    {
        var fleet = new Fleet([Servers.Of("empty", "ffff"), Servers.Of("half", "bbff")]);

        var places = Find(fleet, new PlacementRequest(2));

        Assert.Equal(["half", "empty"], places.Select(place => place.Server.Name));
        Assert.Equal([2, 3], Indexes(places[0]));
    }

    [Fact]
    public void A_request_for_all_gpus_may_use_an_empty_server()
    {
        var fleet = new Fleet([Servers.Of("large", "ffffffbb"), Servers.Of("small", "ffff")]);

        Assert.Equal("small", Find(fleet, new PlacementRequest(4))[0].Server.Name);
    }

    [Fact]
    public void The_shortest_sufficient_run_of_indices_is_chosen()
    {
        var fleet = new Fleet([Servers.Of("gpu01", "ffffbbff")]);

        Assert.Equal([6, 7], Indexes(Find(fleet, new PlacementRequest(2))[0]));
        Assert.Equal([0, 1, 2], Indexes(Find(fleet, new PlacementRequest(3))[0]));
        Assert.Equal([0, 1, 2, 3, 6], Indexes(Find(fleet, new PlacementRequest(5))[0]));
    }

    [Fact]
    public void Cards_of_one_model_come_before_mixed_models()
    {
        var fleet = new Fleet([Servers.Of("mixed", "fF"), Servers.Of("equal", "FF")]);

        Assert.Equal(["equal", "mixed"], Find(fleet, new PlacementRequest(2)).Select(place => place.Server.Name));
    }

    [Fact]
    public void Less_loaded_servers_come_first()
    {
        var fleet = new Fleet([Servers.Of("busy", "fb", cpu: 80), Servers.Of("calm", "fb", cpu: 3), Servers.Of("unknown", "fb")]);

        Assert.Equal(["calm", "busy", "unknown"], Find(fleet, new PlacementRequest()).Select(place => place.Server.Name));
    }

    [Theory]
    [InlineData('b')]
    [InlineData('i')]
    [InlineData('s')]
    [InlineData('l')]
    [InlineData('x')]
    [InlineData('p')]
    [InlineData('m')]
    [InlineData('h')]
    public void What_is_not_free_is_never_offered(char kind)
    {
        Assert.Empty(Find(new Fleet([Servers.Of("gpu01", kind.ToString())]), new PlacementRequest()));
    }

    [Theory]
    [InlineData('l', true)]
    [InlineData('i', false)]
    [InlineData('b', false)]
    [InlineData('x', false)]
    [InlineData('s', false)]
    public void Room_beside_others_is_offered_only_when_asked_for(char kind, bool hasRoom)
    {
        var places = Find(new Fleet([Servers.Of("gpu01", kind.ToString())]), new PlacementRequest(Share: true, MemoryMiB: 8 * 1024));

        Assert.Equal(hasRoom, places.Length == 1);
    }

    [Fact]
    public void Old_data_is_never_offered()
    {
        var server = Servers.Of("gpu01", "ff");

        Assert.Single(Find(new Fleet([server]), new PlacementRequest()));
        Assert.Empty(PlacementSearch.Of(new Fleet([server]), Servers.Now + TimeSpan.FromMinutes(1), Second, new PlacementRequest()));
        var lost = server with { Connection = server.Connection with { Phase = ConnectionPhase.Lost } };
        Assert.Empty(Find(new Fleet([lost]), new PlacementRequest()));
        Assert.Empty(Find(new Fleet([server with { Hanging = [ProbeSection.Gpus] }]), new PlacementRequest()));
    }

    [Theory]
    [InlineData("a100", "gpu0*", 20 * 1024, 1)]
    [InlineData("*A100*", null, null, 1)]
    [InlineData("H100", null, null, 0)]
    [InlineData(null, "big*", null, 0)]
    [InlineData(null, null, 90 * 1024, 0)]
    public void Model_server_and_memory_must_fit(string? model, string? server, int? memory, int expected)
    {
        var places = Find(new Fleet([Servers.Of("gpu01", "ff")]), new PlacementRequest(1, memory, model, server));

        Assert.Equal(expected, places.Length);
    }

    [Theory]
    [InlineData(24564, 24, true)]
    [InlineData(24564, 25, false)]
    [InlineData(23028, 24, true)]
    [InlineData(81559, 80, true)]
    [InlineData(81920, 80, true)]
    [InlineData(81920, 81, false)]
    [InlineData(46068, 48, true)]
    [InlineData(49140, 48, true)]
    [InlineData(15360, 16, true)]
    [InlineData(16376, 16, true)]
    [InlineData(40448, 40, true)]
    [InlineData(40960, 48, false)]
    [InlineData(143771, 141, true)]
    [InlineData(143771, 142, false)]
    public void An_empty_card_has_the_memory_that_it_is_sold_with(int totalMiB, int wantedGiB, bool isOffered)
    {
        var server = WithMemory("f", totalMiB, usedMiB: 4);

        Assert.Equal(isOffered, Find(new Fleet([server]), new PlacementRequest(MemoryMiB: MemorySize.Parse($"{wantedGiB}G"))).Length == 1);
    }

    [Fact]
    public void A_card_in_use_has_what_is_left()
    {
        var server = WithMemory("l", 81559, usedMiB: 60000);

        Assert.Single(Find(new Fleet([server]), new PlacementRequest(MemoryMiB: 21 * 1024, Share: true)));
        Assert.Empty(Find(new Fleet([server]), new PlacementRequest(MemoryMiB: 22 * 1024, Share: true)));
    }

    [Fact]
    public void Placements_are_valid_for_any_fleet()
    {
        var letters = Gen.Elements('f', 'F', 'b', 'i', 's', 'l', 'x', 'p', 'm', 'h');
        var servers = letters.ListOf().Where(list => list.Count is > 0 and < 10).Select(list => string.Concat(list)).ListOf();
        var cases = from kinds in servers
                    from count in Gen.Choose(1, 5)
                    from share in Gen.Elements(true, false)
                    select (kinds, count, share);

        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var servers = item.kinds.Take(6).Select((kinds, number) => Servers.Of($"gpu{number}", kinds, cpu: number * 7 % 5));
            var fleet = new Fleet([.. servers]);
            var places = Find(fleet, new PlacementRequest(item.count, Share: item.share));

            Assert.Equal(Shape(places), Shape(Find(fleet, new PlacementRequest(item.count, Share: item.share))));
            Assert.All(places, place => Check(place, item.count, item.share));
            var able = fleet.Servers.Count(server => server.Gpus.Count(gpu => Offered(server, gpu, item.share)) >= item.count);
            Assert.Equal(able, places.Length);
            var firstEmpty = places.TakeWhile(place => !Breaks(place)).Count();
            Assert.All(places.Skip(firstEmpty).Where(place => IsEqual(place) && IsAllFree(place)), place => Assert.True(Breaks(place)));
        }).QuickCheckThrowOnFailure();
    }

    private static Server WithMemory(string kinds, int totalMiB, int usedMiB)
    {
        var server = Servers.Of("gpu01", kinds);
        return server with
        {
            Gpus =
            [
                .. server.Gpus.Select(gpu => gpu with
                {
                    Sample = gpu.Sample with { MemoryTotalMiB = totalMiB, MemoryUsedMiB = usedMiB },
                }),
            ],
        };
    }

    private static void Check(Placement place, int count, bool share)
    {
        Assert.Equal(count, place.Gpus.Select(gpu => gpu.Sample.Key).Distinct().Count());
        Assert.All(place.Gpus, gpu =>
        {
            Assert.Contains(gpu, place.Server.Gpus);
            Assert.True(Offered(place.Server, gpu, share));
        });
        var equal = place.Server.Gpus.Where(gpu => Offered(place.Server, gpu, share)).GroupBy(gpu => gpu.Sample.Name);
        Assert.True(IsEqual(place) || equal.All(lot => lot.Count() < count));
    }

    private static bool Offered(Server server, Gpu gpu, bool share) =>
        PlacementSearch.CanBePlaced(server, gpu) || (share && PlacementSearch.HasRoom(gpu, null));

    private static bool IsEqual(Placement place) => place.Gpus.Select(gpu => gpu.Sample.Name).Distinct().Count() == 1;

    private static bool IsAllFree(Placement place) => place.Gpus.All(gpu => PlacementSearch.CanBePlaced(place.Server, gpu));

    private static bool Breaks(Placement place) =>
        IsEqual(place) && place.Server.Gpus.All(gpu => PlacementSearch.CanBePlaced(place.Server, gpu))
        && place.Gpus.Length < place.Server.Gpus.Length;

    private static List<string> Shape(ImmutableArray<Placement> places) =>
        [.. places.Select(place => $"{place.Server.Name}:{string.Join(',', Indexes(place))}")];

    private static List<int> Indexes(Placement place) => [.. place.Gpus.Select(gpu => gpu.Sample.Index!.Value)];

    private static ImmutableArray<Placement> Find(Fleet fleet, PlacementRequest request) =>
        PlacementSearch.Of(fleet, Servers.Now, Second, request);
}
