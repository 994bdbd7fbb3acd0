using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class FleetFilterTests
{
    [Theory]
    [InlineData(ShownGpus.Free)]
    [InlineData(ShownGpus.Idle)]
    [InlineData(ShownGpus.Mine)]
    [InlineData(ShownGpus.Failing)]
    public void The_same_servers_are_shown_in_every_density(ShownGpus only)
    {
        var shown = Enum.GetValues<Density>().Select(density => ServersOf(With(Fleet(only, density), only))).ToArray();

        Assert.NotEmpty(shown[0]);
        Assert.All(shown, servers => Assert.Equal(shown[0], servers));
    }

    [Fact]
    public void X_shows_sick_GPUs_and_servers_that_fail()
    {
        var state = Press(OddFleet.State(160, 45), KeyPress.Of('x'));

        Assert.Equal(ShownGpus.Failing, state.FleetScreen.Only);
        Assert.All(
            FleetRows.Of(state).Where(row => row.Gpu is not null),
            row => Assert.True(row.Gpu!.Availability.State == GpuState.Sick || FleetFilter.IsFailing(state, row.Server)));
        Assert.Contains(FleetRows.Of(state), row => row.Gpu is null && FleetFilter.IsFailing(state, row.Server));
    }

    [Fact]
    public void A_typed_filter_and_a_selection_hold_together()
    {
        var state = With(SampleFleet.State(160, 45), ShownGpus.Free);
        state = state with { FleetScreen = state.FleetScreen with { FilterText = "server:gpu03" } };

        Assert.Equal(["gpu03"], ServersOf(state));
        Assert.All(
            FleetRows.Of(state).Where(row => row.Gpu is not null),
            row => Assert.True(FleetFilter.PassesAll(state, row.Server, row.Gpu!)));
    }

    [Fact]
    public void Esc_shows_everything_again()
    {
        var all = SampleFleet.State(160, 45);

        var back = Press(With(all, ShownGpus.Idle), KeyPress.Of(Key.Escape));

        Assert.Equal(FleetRows.Of(all).Select(row => row.Place), FleetRows.Of(back).Select(row => row.Place));
    }

    private static AppState Fleet(ShownGpus only, Density density) =>
        only == ShownGpus.Failing ? OddFleet.State(160, 45, density) : SampleFleet.State(160, 45, density);

    private static AppState With(AppState state, ShownGpus only) => state with { FleetScreen = state.FleetScreen with { Only = only } };

    private static AppState Press(AppState state, KeyPress key) => Update.Apply(state, new Message.Pressed(key), state.Now).State;

    private static string[] ServersOf(AppState state) => [.. FleetRows.Of(state).Select(row => row.Server.Name).Distinct()];
}
