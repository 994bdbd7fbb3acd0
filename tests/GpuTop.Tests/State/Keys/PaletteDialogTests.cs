using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class PaletteDialogTests
{
    private static readonly AppState OnProcess = ActionFleet.State().On(0);

    [Fact]
    public void It_lists_every_key_but_its_own_and_the_servers()
    {
        var names = new PaletteDialog().Matches(OnProcess).Where(choice => choice.Group < ActionGroup.FilterWords)
            .Select(choice => choice.Text);

        Assert.Equal(
            Keymap.OfferedIn(OnProcess).Where(binding => binding != GeneralKeys.Palette)
                .Select(binding => binding.Name).Append("go to gpu01").Order(),
            names.Order());
    }

    [Theory]
    [InlineData('?')]
    [InlineData(':')]
    public void Question_mark_and_colon_open_it_with_nothing_typed(char key) =>
        Assert.Equal(new PaletteDialog(), OnProcess.Press(key).State.Dialog);

    [Fact]
    public void Actions_of_the_selected_item_come_first_and_a_legend_last()
    {
        var all = new PaletteDialog().Matches(OnProcess);
        var item = all.TakeWhile(choice => choice.Group == ActionGroup.Item).Select(choice => choice.Text).ToList();

        Assert.Equal("details", item[0]);
        Assert.Contains("kill", item);
        Assert.DoesNotContain(item, name => name is "back" or "filter" or "users" or "quit");
        Assert.Equal(all.Select(choice => choice.Group).Order(), all.Select(choice => choice.Group));
        Assert.Equal(ActionGroup.Mouse, all[^1].Group);
        Assert.Equal(
            FleetFilter.Fields.Select(field => field + ":"),
            all.Where(choice => choice.Group == ActionGroup.FilterWords).Select(choice => choice.Text));
    }

    [Fact]
    public void A_word_of_the_filter_begins_a_filter()
    {
        var typed = (OnProcess with { Dialog = new PaletteDialog("user:") }).Take(0).State;

        Assert.Equal((null, "user:"), (typed.Dialog, typed.Typing?.Text));
        Assert.DoesNotContain(
            new PaletteDialog().Matches(OnProcess with { View = ViewKind.Gpu }), choice => choice.Group == ActionGroup.FilterWords);
    }

    [Fact]
    public void Signs_are_found_by_words_and_only_explain()
    {
        var sign = (OnProcess with { Dialog = new PaletteDialog("gaps between") }).Take(0);

        Assert.Equal("FREE", Assert.Single(new PaletteDialog("gaps between").Matches(OnProcess)).Text);
        Assert.Null(sign.State.Dialog);
        Assert.Empty(sign.Effects);
    }

    [Theory]
    [InlineData("kill", "kill")]
    [InlineData("KILL", "kill")]
    [InlineData("ten", "attach")] // tmux pane: in the description
    [InlineData("shell job", "shell")]
    [InlineData("gpu01", "go to gpu01")]
    public void Words_are_found_in_names_and_descriptions_and_names_come_first(string words, string first)
    {
        var matches = new PaletteDialog(words == "ten" ? "tmux pane" : words).Matches(OnProcess);

        Assert.Equal(first, matches[0].Text);
    }

    [Fact]
    public void Actions_of_other_views_come_last_with_the_reason()
    {
        var matches = new PaletteDialog().Matches(OnProcess with { View = ViewKind.Events });

        var kill = Assert.Single(matches, choice => choice.Text == "kill");
        Assert.Equal("in: fleet, gpu, processes", kill.WhyNot);
        Assert.True(matches.IndexOf(kill) > matches.IndexOf(matches.First(choice => choice.Text == "quit")));
    }

    [Fact]
    public void Enter_does_what_is_selected()
    {
        var asked = Enter(new PaletteDialog("kill"));

        Assert.IsType<KillDialog>(asked.State.Dialog);
        Assert.Empty(asked.Effects);
    }

    [Fact]
    public void Enter_on_a_server_goes_to_it()
    {
        var fleet = SampleFleet.State(80, 24) with { View = ViewKind.Users };

        var gone = (fleet with { Dialog = new PaletteDialog("to gpu03") }).Take(0).State;

        Assert.Equal((ViewKind.Fleet, new ItemKey("gpu03")), (gone.View, gone.FleetScreen.Cursor));
        Assert.Null(gone.Dialog);
    }

    [Fact]
    public void Enter_on_what_cannot_be_done_says_why_and_stays()
    {
        var state = ActionFleet.State() with { View = ViewKind.Events, Dialog = new PaletteDialog("kill") };

        var refused = state.Take(0).State;

        Assert.Equal("in: fleet, gpu, processes", refused.Notice!.Text);
        Assert.IsType<PaletteDialog>(refused.Dialog);
    }

    [Fact]
    public void Enter_on_nothing_does_nothing() => Assert.IsType<PaletteDialog>(Enter(new PaletteDialog("no such thing")).State.Dialog);

    [Fact]
    public void Own_commands_are_listed()
    {
        var command = new UserCommand("disk usage", "d", "ncdu {cwd}", CommandPlace.Server, Pause: false);
        var state = ActionFleet.State(options: new AppOptions { Commands = [command] }).On(2);

        Assert.Equal("disk usage", new PaletteDialog("ncdu").Matches(state)[0].Text);
    }

    [Fact]
    public void Actions_are_left_out_in_read_only_mode() =>
        Assert.DoesNotContain(
        new PaletteDialog().Matches(ActionFleet.State(options: new AppOptions { ReadOnly = true })),
        choice => choice.Text is "kill" or "attach" or "shell");

    [Fact]
    public void An_Enter_that_arrives_with_other_keys_does_nothing()
    {
        var state = OnProcess with { Dialog = new PaletteDialog("kill") };

        var step = Update.Apply(state, new Message.Pressed(KeyPress.Of(Key.Enter)) { IsInText = true }, state.Now);

        Assert.IsType<PaletteDialog>(step.State.Dialog);
        Assert.Empty(step.Effects);
    }

    private static UpdateResult Enter(PaletteDialog palette) => (OnProcess with { Dialog = palette }).Take(0);
}
