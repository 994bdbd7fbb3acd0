using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class FleetLanesTests
{
    // Eight servers of eight GPUs: 72 lines.
    private static readonly AppState State = BigFleet.State(250, 80);

    [Theory]
    [InlineData(250, 100, 1)]
    [InlineData(250, 72, 1)]
    [InlineData(250, 71, 2)]
    [InlineData(250, 27, 3)]
    [InlineData(200, 36, 2)]
    [InlineData(199, 36, 1)]
    [InlineData(100, 10, 1)]
    [InlineData(250, 10, 2)]
    [InlineData(20, 2, 1)]
    public void There_are_as_few_lanes_as_hold_everything(int width, int height, int expected) =>
        Assert.Equal(expected, Of(width, height).Count);

    [Theory]
    [InlineData(250, 71)]
    [InlineData(250, 30)]
    [InlineData(250, 10)]
    [InlineData(160, 1)]
    [InlineData(80, 5)]
    public void Every_line_has_a_place_of_its_own(int width, int height)
    {
        var places = Of(width, height).Place(FleetRows.Of(State));

        Assert.Equal(72, places.Distinct().Count());
        Assert.All(places, place => Assert.InRange(place.Line, 0, height - 1));
        Assert.Equal(places, places.Order());
    }

    [Fact]
    public void A_server_is_not_divided_where_it_fits()
    {
        var rows = FleetRows.Of(State);
        var places = Of(250, 30).Place(rows);

        Assert.All(
            rows.Zip(places).GroupBy(pair => pair.First.Server.Name),
            server => Assert.Single(server.Select(pair => (pair.Second.Page, pair.Second.Lane)).Distinct()));
    }

    [Fact]
    public void Lanes_are_of_about_equal_height()
    {
        var places = Of(250, 60).Place(FleetRows.Of(State));

        Assert.Equal([36, 36], places.GroupBy(place => place.Lane).Select(lane => lane.Count()));
    }

    [Theory]
    [InlineData(14)]
    [InlineData(30)]
    public void The_page_of_the_cursor_is_shown(int height)
    {
        foreach (var row in FleetRows.Of(State))
        {
            var at = State with { Height = height, FleetScreen = State.FleetScreen with { Cursor = row.Place } };
            var layout = FleetLayout.Of(at);
            var area = layout.Slots[layout.Cursor].Area;

            Assert.Equal(area, area.Intersect(FleetLayout.AreaOf(at)));
            var seen = layout.Slots.Count(slot => slot.Area == slot.Area.Intersect(FleetLayout.AreaOf(at)));
            Assert.Equal(72, layout.Above + layout.Below + seen);
        }
    }

    private static FleetLanes Of(int width, int height) => FleetLanes.Of(FleetRows.Of(State), new Rect(0, 0, width, height));
}
