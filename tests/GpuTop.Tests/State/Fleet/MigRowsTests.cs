using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

/// <summary>MIG instances in the fleet view; GPU <c>mig:0</c> has three, with a process of bob on the first.</summary>
public sealed class MigRowsTests
{
    private static readonly ItemKey Card = new("mig", SampleFleet.Uuid("mig", 0));

    [Fact]
    public void Every_instance_is_an_entry_below_its_card()
    {
        var rows = FleetRows.Of(OddFleet.State(120, 40)).Where(row => row.Server.Name == "mig");

        Assert.Equal([null, null, "MIG-1", "MIG-2", "MIG-3"], rows.Select(row => row.Instance?.Uuid));
    }

    [Fact]
    public void Instances_have_no_entries_in_the_pane_density()
    {
        var state = On("MIG-3");
        var boxes = state with { FleetScreen = state.FleetScreen with { Density = Density.Panes } };

        Assert.All(FleetRows.Of(boxes), row => Assert.Null(row.Instance));
        Assert.Equal(Card, FleetRows.Selected(boxes)?.Place);
        Assert.Equal("MIG-3", FleetRows.Selected(state)?.Instance?.Uuid);
    }

    [Fact]
    public void Keys_act_on_the_instance_alone()
    {
        Assert.Equal(4027, Assert.Single(SelectionLookup.Of(On("MIG-1"))!.Processes).Pid);
        Assert.Empty(SelectionLookup.Of(On("MIG-2"))!.Processes);
        Assert.Equal(
            "ssh -t mig 'export CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES=MIG-2; exec $SHELL -l'",
            Assert.IsType<Effect.Copy>(Assert.Single(On("MIG-2").Press('y').Effects)).Text);
    }

    [Fact]
    public void Enter_opens_the_page_of_the_card_and_Escape_returns_to_the_instance()
    {
        var page = On("MIG-2").Press(KeyPress.Of(Key.Enter)).State;
        var back = page.Press(KeyPress.Of(Key.Escape)).State;

        Assert.Equal(Card, page.GpuScreen?.Place);
        Assert.Equal(Card with { MigUuid = "MIG-2" }, back.FleetScreen.Cursor);
    }

    [Fact]
    public void An_instance_that_is_gone_leaves_the_cursor_on_its_card() =>
        Assert.Equal(Card, FleetRows.Selected(On("MIG-9"))?.Place);

    private static AppState On(string uuid)
    {
        var state = OddFleet.State(120, 40);
        return state with { FleetScreen = state.FleetScreen with { Cursor = Card with { MigUuid = uuid } } };
    }
}
