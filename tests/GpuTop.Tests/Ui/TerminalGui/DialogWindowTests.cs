using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

/// <summary>The widgets of dialogs: focus, editing, scrolling and the mouse.</summary>
public sealed class DialogWindowTests
{
    private static readonly KeyPress Enter = KeyPress.Of(Key.Enter);
    private static readonly KeyPress Tab = KeyPress.Of(Key.Tab);
    private static readonly KeyPress Up = KeyPress.Of(Key.Up);
    private static readonly KeyPress Down = KeyPress.Of(Key.Down);

    // After it a new dialog accepts keys, before the end of a double click.
    private static readonly TimeSpan AfterDelay = DialogGuard.Delay + TimeSpan.FromSeconds(0.1);

    private static readonly AppState Find = SampleFleet.State(80, 24) with { Dialog = new FindDialog() };

    private static AppState Kill => ActionFleet.State().On(0).Press('K').State.After(0.3).State;

    private static AppState SortMenu => Lists.Show(ViewKind.Users).Press("o");

    [Fact]
    public void Cancel_has_the_focus_before_a_kill()
    {
        var pressed = GuiScreen.Of(Kill, Enter);

        Assert.Null(pressed.State.Dialog);
        Assert.Empty(pressed.Effects);
    }

    [Fact]
    public void Tab_and_Enter_end_the_process()
    {
        foreach (var key in new[] { Tab, KeyPress.Of(Key.Tab, Modifiers.Shift), KeyPress.Of(Key.Right), KeyPress.Of(Key.Left) })
        {
            Assert.IsType<Effect.SendSignal>(Assert.Single(GuiScreen.Of(Kill, key, Enter).Effects));
        }

        Assert.Empty(GuiScreen.Of(Kill, Tab, Tab, Enter).Effects);
    }

    [Fact]
    public void A_blank_presses_no_button()
    {
        var pressed = GuiScreen.Of(Kill, Tab, KeyPress.Of(' '));

        Assert.Null(pressed.State.Dialog);
        Assert.Empty(pressed.Effects);
    }

    [Fact]
    public void Keys_before_the_end_of_the_delay_press_no_button() =>
        Assert.NotNull(GuiScreen.Of(Kill with { DialogReadyAt = DateTimeOffset.MaxValue }, Enter).State.Dialog);

    [Fact]
    public void A_paste_cancels_a_kill() => Assert.Null(GuiScreen.Of(Kill, new Pasted("t")).State.Dialog);

    [Fact]
    public void Buttons_are_pressed_by_a_click()
    {
        Assert.IsType<Effect.SendSignal>(Assert.Single(GuiScreen.Of(Kill, ClickOn(Kill, "terminate")).Effects));
        Assert.Null(GuiScreen.Of(Kill, ClickOn(Kill, "cancel")).State.Dialog);
    }

    [Fact]
    public void A_click_beside_a_kill_does_nothing() => Assert.NotNull(GuiScreen.Of(Kill, Click(0, 0)).State.Dialog);

    [Fact]
    public void A_click_beside_the_palette_closes_it()
    {
        var palette = SampleFleet.State(80, 24) with { Dialog = new PaletteDialog() };

        Assert.Null(GuiScreen.Of(palette, Click(0, 5)).State.Dialog);
        Assert.NotNull(GuiScreen.Of(palette, Click(10, 2)).State.Dialog);
    }

    [Fact]
    public void The_second_of_a_double_click_does_not_act_in_the_dialog_of_the_first()
    {
        var offer = ActionFleet.State() with
        {
            PendingKills = [.. ((KillDialog)Kill.Dialog!).Targets.Select(target =>
                new PendingKill(target, KillSignal.Term, null, SampleFleet.Now, SampleFleet.Now, Survived: true))],
        };
        var asked = offer.Press('K').State;

        var clicked = GuiScreen.Of(offer, AfterDelay, ClickOn(offer, "SIGKILL"), ClickOn(asked, "kill (KILL)"));

        Assert.IsType<KillDialog>(clicked.State.Dialog);
        Assert.Empty(clicked.Effects);
        Assert.NotEmpty(GuiScreen.Of(asked.After(1).State, ClickOn(asked, "kill (KILL)")).Effects);
    }

    [Fact]
    public void The_second_of_a_double_click_does_not_accept_the_key_of_the_next_server()
    {
        var open = PromptFleet.Asked(PromptFleet.HostKey, PromptFleet.HostKey with { Id = 2, Server = "gpu02" })
            .Press('p').State.After(1).State;
        var accept = ClickOn(open, "accept");

        var twice = GuiScreen.Of(open, AfterDelay, accept, accept);
        var later = GuiScreen.Of(twice.State.After(1).State, accept);

        Assert.Equal(new Effect.AnswerPrompt(1, "yes"), Assert.Single(twice.Effects));
        Assert.Equal(new Effect.AnswerPrompt(2, "yes"), Assert.Single(later.Effects));
    }

    [Fact]
    public void Words_and_lines_are_deleted_as_in_a_shell()
    {
        var question = SampleFleet.State(80, 24) with { Dialog = new GoToDialog() };

        var word = GuiScreen.Of(question, new Pasted("one two"), KeyPress.Of('w', Modifiers.Control), KeyPress.Of('x')).Frame.ToText();
        var line = GuiScreen.Of(question, new Pasted("one two"), KeyPress.Of('u', Modifiers.Control), KeyPress.Of('x')).Frame.ToText();

        Assert.Contains("one x", word);
        Assert.DoesNotContain("two", word);
        Assert.DoesNotContain("one", line);
    }

    [Fact]
    public void A_choice_is_moved_to_and_taken()
    {
        var index = UserList.View.Orders.IndexOf(UserList.ByMemory);

        var taken = GuiScreen.Of(SortMenu, [KeyPress.Of(Key.Home), .. Enumerable.Repeat(Down, index), Enter]);

        Assert.Equal(index, taken.State.ListOf(ViewKind.Users).Sort);
        Assert.Null(GuiScreen.Of(SortMenu, Click(0, 0)).State.Dialog);
    }

    [Fact]
    public void A_choice_is_taken_by_a_click()
    {
        var index = UserList.View.Orders.IndexOf(UserList.ByMemory);
        var line = $"{Choice.LetterOf(index)}   {UserList.View.SortNames[index]}";

        Assert.Equal(index, GuiScreen.Of(SortMenu, ClickOn(SortMenu, line)).State.ListOf(ViewKind.Users).Sort);
    }

    [Fact]
    public void A_long_problem_scrolls_by_pages_to_its_end()
    {
        var problem = new Problem("it broke", null, string.Join('\n', Enumerable.Range(0, 50)));
        var state = SampleFleet.State(80, 24) with { Dialog = new ProblemDialog("gpu01", problem) };

        Assert.Contains($"↑ {53 - 20} more", GuiScreen.Of(state, [.. Enumerable.Repeat(KeyPress.Of(Key.PageDown), 9)]).Frame.ToText());
    }

    [Fact]
    public void Enter_refuses_a_host_key_and_Tab_leads_to_accept()
    {
        var asked = PromptFleet.Asked(PromptFleet.HostKey).Press('p').State.After(1).State;

        Assert.Equal(new Effect.CancelPrompt(1), Assert.Single(GuiScreen.Of(asked, Enter).Effects));
        Assert.Equal(new Effect.AnswerPrompt(1, "yes"), Assert.Single(GuiScreen.Of(asked, Tab, Tab, Enter).Effects));
    }

    [Fact]
    public void A_pasted_fingerprint_accepts_the_host_key()
    {
        var verify = PromptFleet.Asked(PromptFleet.HostKey).Press('p').State.Press('v').State;

        Assert.Equal(
            new Effect.AnswerPrompt(1, PromptFleet.Fingerprint),
            Assert.Single(GuiScreen.Of(verify, new Pasted(PromptFleet.Fingerprint), Enter).Effects));
    }

    [Fact]
    public void A_password_is_typed_and_pasted_and_never_shown()
    {
        var asked = PromptFleet.Asked(PromptFleet.Password).Press('p').State;

        var typed = GuiScreen.Of(asked, KeyPress.Of('a'), new Pasted("bc"));

        Assert.Contains("> •••", typed.Frame.ToText());
        Assert.Equal(new Effect.AnswerPrompt(2, "abc"), Assert.Single(GuiScreen.Of(typed.State, Enter).Effects));
    }

    [Fact]
    public void Space_marks_a_server_and_moves_on()
    {
        var pick = SampleFleet.State(80, 24) with { Dialog = new PickServersDialog(["a", "b", "c"], []), DialogReadyAt = null };

        var use = GuiScreen.Of(pick, KeyPress.Of(' '), KeyPress.Of('j'), KeyPress.Of(' '), Enter).Effects;

        Assert.Equal(["a", "c"], Assert.IsType<Effect.UseServers>(Assert.Single(use)).Hosts.ToArray());
    }

    [Fact]
    public void Terminal_keys_and_quit_work_in_a_field()
    {
        Assert.Equal(new Effect.Suspend(), Assert.Single(GuiScreen.Of(Find, KeyPress.Of('z', Modifiers.Control)).Effects));
        Assert.Equal(new Effect.Quit(), Assert.Single(GuiScreen.Of(Find, KeyPress.Of('c', Modifiers.Control)).Effects));
    }

    private static GpuTop.TerminalDriver.MouseInput Click(int x, int y) => new(MouseAction.Click, x, y);

    private static GpuTop.TerminalDriver.MouseInput ClickOn(AppState state, string text)
    {
        var lines = GuiScreen.Of(state).Frame.ToText().Split('\n');
        var y = Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal));
        Assert.True(y >= 0, string.Join('\n', lines));
        return Click(lines[y].IndexOf(text, StringComparison.Ordinal), y);
    }
}
