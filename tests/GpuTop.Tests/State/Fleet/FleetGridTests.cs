using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

/// <summary>The arrows in the fleet view. gpu01 and gpu02 have eight GPUs each.</summary>
public sealed class FleetGridTests
{
    private static readonly ItemKey Server1 = new("gpu01");
    private static readonly ItemKey Server2 = new("gpu02");

    private static AppState Lines => SampleFleet.State(160, 45) with { FleetScreen = new FleetScreen() };

    [Fact]
    public void Down_goes_to_the_box_below_and_up_to_the_one_above()
    {
        Assert.Equal(Box(1, 0), Move(Server1, 1));
        Assert.Equal(Box(1, 4), Move(Box(1, 1), 1));
        Assert.Equal(Box(1, 7), Move(Box(1, 4), 1));
        Assert.Equal(Box(1, 1), Move(Box(1, 4), -1));
        Assert.Equal(Server1, Move(Box(1, 2), -1));
    }

    [Fact]
    public void Below_a_short_row_down_goes_to_its_last_box_and_then_to_the_next_server()
    {
        // Three columns: 0 1 2, 3 4 5, 6 7.
        Assert.Equal(Box(1, 7), Move(Box(1, 5), 1));
        Assert.Equal(Server2, Move(Box(1, 6), 1));
        Assert.Equal(Server2, Move(Box(1, 7), 1));
        Assert.Equal(Box(1, 6), Move(Server2, -1));
    }

    [Fact]
    public void The_first_line_has_nothing_above() => Assert.Equal(Server1, Move(Server1, -1));

    [Fact]
    public void Left_and_right_go_along_the_boxes()
    {
        Assert.Equal(Box(1, 3), Arrow(Panes(Box(1, 2)), Key.Right).FleetScreen.Cursor);
        Assert.Equal(Box(1, 1), Arrow(Panes(Box(1, 2)), Key.Left).FleetScreen.Cursor);
    }

    [Fact]
    public void In_lines_right_goes_inwards_to_the_page()
    {
        var folded = At(Server1) with { FleetScreen = new FleetScreen { Cursor = Server1, Folded = ["gpu01"] } };

        var open = Arrow(folded, Key.Right);
        var first = Arrow(open, Key.Right);
        var page = Arrow(first, Key.Right);

        Assert.Empty(open.FleetScreen.Folded);
        Assert.Equal(Box(1, 0), first.FleetScreen.Cursor);
        Assert.Equal((ViewKind.Gpu, Box(1, 0)), (page.View, page.GpuScreen!.Place));
    }

    [Fact]
    public void In_lines_left_goes_outwards_and_folds()
    {
        var server = Arrow(At(Box(1, 5)), Key.Left);
        var folded = Arrow(server, Key.Left);

        Assert.Equal(Server1, server.FleetScreen.Cursor);
        Assert.Equal(["gpu01"], folded.FleetScreen.Folded);
        Assert.Equal(["gpu01"], Arrow(folded, Key.Left).FleetScreen.Folded);
    }

    private static ItemKey Box(int server, int gpu) => new($"gpu0{server}", SampleFleet.Uuid($"gpu0{server}", gpu));

    private static AppState At(ItemKey cursor) => Lines with { FleetScreen = new FleetScreen { Cursor = cursor } };

    private static AppState Panes(ItemKey cursor) =>
        Lines with { FleetScreen = new FleetScreen { Cursor = cursor, Density = Density.Panes } };

    private static ItemKey? Move(ItemKey cursor, int by) =>
        Arrow(Panes(cursor), by > 0 ? Key.Down : Key.Up).FleetScreen.Cursor;

    private static AppState Arrow(AppState state, Key key) => Update.Apply(
        state,
        new Message.Pressed(KeyPress.Of(key)) { PaneColumns = state.FleetScreen.Density == Density.Panes ? 3 : 1 },
        state.Now).State;
}
