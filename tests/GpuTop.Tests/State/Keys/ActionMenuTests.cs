using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class ActionMenuTests
{
    private static readonly KeyPress F2 = KeyPress.Of(Key.F2);

    [Fact]
    public void It_names_the_selected_item_and_lists_its_actions_with_their_keys()
    {
        var menu = Open(ActionFleet.State().On(0));

        Assert.Equal("GPU 0 of gpu01", menu.Title);
        Assert.Equal("K", menu.Choices.Single(choice => choice.Text == "kill").Key?.ToString());
        Assert.DoesNotContain(menu.Choices, choice => choice.Text is "users" or "down" or "quit" or "density");
    }

    [Fact]
    public void It_names_an_instance_of_a_card()
    {
        var state = OddFleet.State(160, 45);
        var instance = FleetRows.Of(state).First(row => row.Instance is not null);

        var menu = Open(state with { FleetScreen = state.FleetScreen with { Cursor = instance.Place } });

        Assert.Equal("instance 0 (3g.40gb) of GPU 0 of mig", menu.Title);
    }

    [Fact]
    public void What_cannot_be_done_is_listed_with_the_reason()
    {
        var kill = Open(ActionFleet.State().On(2)).Choices.Single(choice => choice.Text == "kill");

        Assert.NotNull(kill.WhyNot);
    }

    [Fact]
    public void Its_keys_and_Enter_do_what_the_keys_do_without_it()
    {
        var open = ActionFleet.State().On(0).Press(F2).State;

        Assert.IsType<KillDialog>(open.Press('K').State.Dialog);
        Assert.IsType<KillDialog>(open.Take(Open(ActionFleet.State().On(0)).Choices.ToList().FindIndex(choice => choice.Text == "kill"))
            .State.Dialog);
    }

    [Fact]
    public void Enter_opens_the_page_of_the_gpu()
    {
        var open = ActionFleet.State().On(0).Press(F2).State;
        var details = ((ChooseDialog)open.Dialog!).Choices.ToList().FindIndex(choice => choice.Text == "details");

        Assert.Equal(ViewKind.Gpu, open.Take(details).State.View);
    }

    [Fact]
    public void Details_show_Enter_and_Enter_takes_the_selected_line_all_the_same()
    {
        var open = ActionFleet.State().On(0).Press(F2).State;
        var choices = ((ChooseDialog)open.Dialog!).Choices;

        Assert.Equal(("details", KeyPress.Of(Key.Enter)), (choices[0].Text, choices[0].Key));
        Assert.NotEqual(ViewKind.Gpu, open.Take(1).State.View);
    }

    [Theory]
    [InlineData(ViewKind.Processes)]
    [InlineData(ViewKind.Users)]
    [InlineData(ViewKind.Storage)]
    [InlineData(ViewKind.Sessions)]
    [InlineData(ViewKind.Tunnels)]
    [InlineData(ViewKind.Events)]
    public void Every_view_has_a_menu(ViewKind view) =>
        Assert.NotEmpty(Open(ActionFleet.State() with { View = view }).Choices);

    [Fact]
    public void A_right_click_selects_and_opens_it_and_never_counts_as_a_double_click()
    {
        var state = SampleFleet.State(80, 24);
        var place = new ItemKey("gpu01", SampleFleet.Uuid("gpu01", 3));

        var once = Click(state, place);
        var twice = Click(once with { Dialog = null }, place);

        Assert.Equal(place, once.FleetScreen.Cursor);
        Assert.Equal("GPU 3 of gpu01", Assert.IsType<ChooseDialog>(once.Dialog).Title);
        Assert.Equal((ViewKind.Fleet, "GPU 3 of gpu01"), (twice.View, Assert.IsType<ChooseDialog>(twice.Dialog).Title));
    }

    [Fact]
    public void Read_only_mode_has_no_actions() => Assert.DoesNotContain(
        Open(ActionFleet.State(options: new AppOptions { ReadOnly = true }).On(0)).Choices, choice => choice.Text is "kill" or "attach");

    private static AppState Click(AppState state, ItemKey place) =>
        Update.Apply(state, new Message.Clicked(new ClickTarget.InFleet(place)) { OpensMenu = true }, state.Now).State;

    private static ChooseDialog Open(AppState state) => Assert.IsType<ChooseDialog>(state.Press(F2).State.Dialog);
}
