using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;

namespace GpuTop.Tests.Ui;

public sealed class GoldenFrameTests
{
    [Theory]
    [InlineData(80, 24, Density.Rows)]
    [InlineData(160, 45, Density.Rows)]
    [InlineData(250, 80, Density.Rows)]
    [InlineData(100, 30, Density.Rows)]
    [InlineData(80, 24, Density.Panes)]
    [InlineData(160, 45, Density.Panes)]
    [InlineData(250, 80, Density.Panes)]
    [InlineData(80, 24, Density.Summary)]
    [InlineData(160, 45, Density.Summary)]
    [InlineData(250, 40, Density.Summary)]
    [InlineData(40, 10, Density.Rows)]
    [InlineData(20, 5, Density.Rows)]
    [InlineData(1, 1, Density.Rows)]
    public void A_day_in_the_lab_looks_as_accepted(int width, int height, Density density) =>
        Golden.Check(SampleFleet.State(width, height, density), $"lab-{density.ToString().ToLowerInvariant()}-{width}x{height}");

    [Theory]
    [InlineData(80, 30, Density.Rows)]
    [InlineData(160, 45, Density.Rows)]
    [InlineData(160, 70, Density.Panes)]
    [InlineData(80, 24, Density.Summary)]
    [InlineData(40, 12, Density.Summary)]
    public void Everything_odd_looks_as_accepted(int width, int height, Density density) =>
        Golden.Check(OddFleet.State(width, height, density), $"odd-{density.ToString().ToLowerInvariant()}-{width}x{height}");

    [Fact]
    public void Lines_of_GPUs_on_a_small_terminal_look_as_accepted()
    {
        var state = SampleFleet.State(40, 10);

        Golden.Check(state with { FleetScreen = state.FleetScreen with { HasLinesOnSmall = true } }, "lines-40x10");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(60, 20)]
    public void Charts_of_the_fleet_take_room_from_the_entries_when_told(int width, int height)
    {
        var state = SampleFleet.State(width, height);

        Golden.Check(
            state with { FleetScreen = state.FleetScreen with { Charts = FleetChartMode.Always } }, $"fleet-charts-{width}x{height}");
    }

    [Fact]
    public void Lanes_look_as_accepted() => Golden.Check(BigFleet.State(250, 46), "lanes-250x46");

    [Theory]
    [InlineData(ShownGpus.Idle, Density.Summary, "idle-only-summary-80x24")]
    [InlineData(ShownGpus.Failing, Density.Rows, "failing-only-80x24")]
    public void Servers_without_a_match_are_counted(ShownGpus only, Density density, string name)
    {
        var state = only == ShownGpus.Failing ? OddFleet.State(80, 24, density) : SampleFleet.State(80, 24, density);

        Golden.Check(state with { FleetScreen = state.FleetScreen with { Only = only } }, name);
    }

    [Theory]
    [InlineData(80, 24, 0)]
    [InlineData(160, 45, 0)]
    [InlineData(40, 10, 0)]
    [InlineData(80, 24, 9)]
    [InlineData(40, 10, 120)]
    public void The_palette_looks_as_accepted(int width, int height, int pages) =>
        Golden.Check(
            GuiScreen.Of(
                SampleFleet.State(width, height),
                [KeyPress.Of('?'), .. Enumerable.Repeat(KeyPress.Of(Key.PageDown), pages)]).Frame,
            $"palette-{(pages > 0 ? "end-" : "")}{width}x{height}");

    [Theory]
    [InlineData(80, 24, Density.Rows)]
    [InlineData(80, 24, Density.Panes)]
    [InlineData(160, 45, Density.Panes)]
    public void The_cursor_looks_as_accepted(int width, int height, Density density)
    {
        var state = SampleFleet.State(width, height, density);
        var cursor = new ItemKey("gpu01", SampleFleet.Uuid("gpu01", 6));

        Golden.Check(
            state with { FleetScreen = state.FleetScreen with { Cursor = cursor } },
            $"cursor-{density.ToString().ToLowerInvariant()}-{width}x{height}");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 45)]
    [InlineData(40, 10)]
    public void Tunnels_look_as_accepted(int width, int height) =>
        Golden.Check(TunnelFleet.Busy().On("gpu01:6006") with { Width = width, Height = height }, $"tunnels-{width}x{height}");

    [Fact]
    public void Quitting_with_open_tunnels_looks_as_accepted() =>
        Golden.Check(TunnelFleet.Busy() with { Dialog = new QuitDialog() }, "quit-80x24");

    [Fact]
    public void Filters_and_freeze_are_marked()
    {
        var state = SampleFleet.State(80, 24) with
        {
            Options = new AppOptions { IsDemo = true },
            Frozen = SampleFleet.Of4Servers,
            FrozenAt = SampleFleet.Now,
        };

        Golden.Check(state with { FleetScreen = state.FleetScreen with { Only = ShownGpus.Free } }, "free-only-80x24");
        Golden.Check(state with { FleetScreen = state.FleetScreen with { FilterText = "user:carol" } }, "filter-80x24");
    }
}
