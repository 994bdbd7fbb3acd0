using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

/// <summary>Moves of the mouse with the button held.</summary>
public sealed class DragTests
{
    private static readonly AppState Processes = SampleFleet.State(160, 45) with { View = ViewKind.Processes };

    [Fact]
    public void The_edge_of_a_heading_changes_the_width_of_its_column()
    {
        var (x, y) = EdgeOf(Processes, "SERVER");

        var wider = Drag(Processes, (x, y), (x + 6, y), (x + 4, y + 3));

        Assert.Equal(x + 4, EdgeOf(wider, "SERVER").X);
        Assert.Equal(EdgeOf(Processes, "PID").X + 4, EdgeOf(wider, "PID").X);
    }

    [Theory]
    [InlineData(-500, ColumnResize.Least)]
    [InlineData(500, ColumnResize.Most)]
    public void A_width_has_limits(int by, int expected)
    {
        var (x, y) = EdgeOf(Processes, "PID");
        var held = GuiScreen.Of(Processes, Click(x, y)).State;

        var list = Update.Apply(held, new Message.Dragged(null, x + by), held.Now).State.ListOf(ViewKind.Processes);

        Assert.Equal(expected, list.Widths["PID"]);
    }

    [Fact]
    public void A_double_click_restores_the_width()
    {
        var (x, y) = EdgeOf(Processes, "PID");
        var wide = Drag(Processes, (x, y), (x + 5, y));
        (x, y) = EdgeOf(wide, "PID");

        var restored = GuiScreen.Of(wide, Click(x, y), Click(x, y)).State;

        Assert.Empty(restored.ListOf(ViewKind.Processes).Widths);
    }

    [Fact]
    public void A_click_elsewhere_ends_the_change()
    {
        var (x, y) = EdgeOf(Processes, "PID");

        var later = GuiScreen.Of(Processes, Click(x, y), Click(x, y + 3), new MouseInput(MouseAction.Drag, x + 9, y)).State;

        Assert.Empty(later.ListOf(ViewKind.Processes).Widths);
    }

    [Theory]
    [InlineData(ViewKind.Processes)]
    [InlineData(ViewKind.Fleet)]
    public void Elsewhere_the_cursor_follows_the_mouse(ViewKind view)
    {
        var state = Processes with { View = view };

        var moved = Drag(state, (20, 5), (20, 7)).Selected();

        Assert.Equal(GuiScreen.Of(state, Click(20, 7)).State.Selected(), moved);
    }

    [Fact]
    public void An_open_dialog_keeps_it_where_it_is()
    {
        var state = Processes with { Dialog = new PaletteDialog() };

        Assert.Equal(Processes.Selected(), GuiScreen.Of(state, new MouseInput(MouseAction.Drag, 20, 7)).State.Selected());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 5)]
    [InlineData(80, 24)]
    public void Every_width_can_be_drawn(int width, int height)
    {
        foreach (var size in new[] { ColumnResize.Least, ColumnResize.Most })
        {
            var list = new ListScreen();
            foreach (var column in new[] { "SERVER", "PID", "OWNER", "GPU", "MEM", "SM%" })
            {
                list = list with { Widths = list.Widths.SetItem(column, size) };
            }

            var state = SampleFleet.State(width, height) with { View = ViewKind.Processes };
            Screen.Draw(state with { Lists = state.Lists.SetItem(ViewKind.Processes, list) }, new CellBuffer(width, height));
        }
    }

    private static MouseInput Click(int x, int y) => new(MouseAction.Click, x, y);

    private static AppState Drag(AppState state, (int X, int Y) from, params (int X, int Y)[] over) => GuiScreen.Of(
        state, [Click(from.X, from.Y), .. over.Select(place => new MouseInput(MouseAction.Drag, Math.Max(0, place.X), place.Y))]).State;

    private static (int X, int Y) EdgeOf(AppState state, string column)
    {
        for (var x = 0; x < state.Width; x++)
        {
            if (Screen.HitTest(state, x, state.BodyTop) is ClickTarget.Edge edge && edge.Column == column)
            {
                return (x, state.BodyTop);
            }
        }

        throw new InvalidOperationException($"no edge of {column}");
    }
}

file static class Cursors
{
    // What a click selects.
    public static (string?, ItemKey?) Selected(this AppState state) => (state.ListOf(ViewKind.Processes).Cursor, state.FleetScreen.Cursor);
}
