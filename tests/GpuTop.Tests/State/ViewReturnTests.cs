using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

/// <summary>Esc returns to where a view was opened from.</summary>
public sealed class ViewReturnTests
{
    private static readonly AppState Users = SampleFleet.State(160, 45) with { View = ViewKind.Users };

    [Fact]
    public void From_the_processes_of_a_user_to_the_users()
    {
        var processes = Press(Users, Key.Enter);

        var back = Press(processes, Key.Escape);

        Assert.StartsWith("user:", processes.FilterText, StringComparison.Ordinal);
        Assert.Equal(ViewKind.Users, back.View);
        Assert.Equal("", back.ListOf(ViewKind.Processes).FilterText);
        Assert.Equal(ViewKind.Fleet, Press(back, Key.Escape).View);
    }

    [Fact]
    public void A_filter_of_the_view_before_is_there_again()
    {
        var filtered = (Users with { View = ViewKind.Processes }).WithFilter("python") with { View = ViewKind.Users };

        Assert.Equal("python", Press(Press(filtered, Key.Enter), Key.Escape).ListOf(ViewKind.Processes).FilterText);
    }

    [Fact]
    public void Another_filter_is_removed_first()
    {
        var other = Press(Users, Key.Enter).WithFilter("train");

        var unfiltered = Press(other, Key.Escape);

        Assert.Equal((ViewKind.Processes, ""), (unfiltered.View, unfiltered.FilterText));
        Assert.Equal(ViewKind.Users, Press(unfiltered, Key.Escape).View);
    }

    [Fact]
    public void From_the_process_of_a_page_to_the_page_and_the_fleet()
    {
        var fleet = SampleFleet.State(160, 45) with
        {
            FleetScreen = new FleetScreen { Cursor = new ItemKey("gpu01", SampleFleet.Uuid("gpu01", 0)) },
        };
        var page = Press(fleet, Key.Enter);

        var back = Press(Press(page, Key.Enter), Key.Escape);

        Assert.Equal((ViewKind.Gpu, page.GpuScreen!.Place), (back.View, back.GpuScreen!.Place));
        Assert.Equal(ViewKind.Fleet, Press(back, Key.Escape).View);
    }

    [Fact]
    public void A_view_that_was_opened_by_its_number_leads_to_the_fleet() =>
        Assert.Equal(ViewKind.Fleet, Press(Press(Users, Key.Enter).Press('4').State, Key.Escape).View);

    private static AppState Press(AppState state, Key key) => state.Press(KeyPress.Of(key)).State;
}
