using GpuTop.State;
using GpuTop.TerminalDriver;
using static GpuTop.Tests.State.PromptFleet;

namespace GpuTop.Tests.State;

/// <summary>Arrival, order and end of prompts.</summary>
public sealed class PromptQueueTests
{
    [Fact]
    public void A_question_takes_no_key_by_itself()
    {
        var asked = Asked(Password);

        var pressed = asked.Press('z').State;

        Assert.Null(asked.Dialog);
        Assert.NotNull(pressed.Frozen);
        Assert.Equal(("jump host gw asks: press p to answer", true), (asked.Notice!.Text, asked.Notice.IsProblem));
    }

    [Fact]
    public void A_question_while_a_filter_is_typed_leaves_the_keys_and_the_line_alone()
    {
        var typing = ActionFleet.State().Press('/').State;

        var state = Hear(typing, Password).Press('p').State;

        Assert.Equal("p", state.Typing!.Text);
        Assert.Null(state.Notice);
        Assert.Null(state.Dialog);
    }

    [Fact]
    public void A_question_while_a_dialog_is_open_leaves_it_open()
    {
        var help = ActionFleet.State().Press('?').State;

        var state = Hear(help, Password);

        Assert.IsType<PaletteDialog>(state.Dialog);
        Assert.Single(state.Prompts);
    }

    [Fact]
    public void Without_a_prompt_the_key_shows_a_notice() =>
        Assert.Equal("no server asks for anything", ActionFleet.State().Press('p').State.Notice!.Text);

    [Fact]
    public void Prompts_queue_and_the_next_one_opens_after_an_answer()
    {
        var open = Asked(HostKey, Password with { Server = "gpu02" }, Code).Press('p').State;

        var second = open.Press('a').State;
        var sent = Type(second, "x").Press(KeyPress.Of(Key.Enter)).State;
        var third = EndLogin(sent, 2).Press(KeyPress.Of(Key.Enter)).State;
        var none = third.Press(KeyPress.Of(Key.Escape));

        Assert.Equal(
            [1, 2, 2, 3],
            new[] { open, second, sent, third }.Select(state => Assert.IsType<PromptDialog>(state.Dialog).Prompt.Id));
        Assert.Equal(new Effect.CancelPrompt(3), Assert.Single(none.Effects));
        Assert.Null(none.State.Dialog);
    }

    [Fact]
    public void After_an_answer_the_dialog_waits_for_the_next_prompt_of_the_login()
    {
        var sent = Type(Asked(Password).Press('p').State, "x").Press(KeyPress.Of(Key.Enter)).State;

        var typed = Type(Withdraw(sent, 2), "qK!").Press(KeyPress.Of(Key.Enter)).State;
        var next = Hear(typed, Code with { Server = Password.Server });
        var step = Type(next, "123456").Press(KeyPress.Of(Key.Enter));

        Assert.Equal(sent.Dialog, typed.Dialog);
        Assert.Equal(Code.Id, Assert.IsType<PromptDialog>(next.Dialog).Prompt.Id);
        Assert.Null(next.Notice);
        Assert.Equal(new Effect.AnswerPrompt(3, "123456"), Assert.Single(step.Effects));
    }

    [Fact]
    public void A_question_of_another_server_does_not_take_the_place_of_the_one_that_is_awaited()
    {
        var sent = Type(Asked(Password).Press('p').State, "x").Press(KeyPress.Of(Key.Enter)).State;

        var other = Hear(sent, Code);

        Assert.Equal(sent.Dialog, other.Dialog);
        Assert.Equal(Code, Assert.Single(other.Prompts));
    }

    [Fact]
    public void Text_typed_after_a_secret_reaches_no_other_server()
    {
        var sent = Type(Asked(Password, Code).Press('p').State, "x").Press(KeyPress.Of(Key.Enter)).State;

        var step = Type(sent, "314159").Press(KeyPress.Of(Key.Enter));

        Assert.Empty(step.Effects);
        Assert.Equal(sent.Dialog, step.State.Dialog);
    }

    [Fact]
    public void The_end_of_the_login_closes_the_dialog_after_a_typing_pause()
    {
        var sent = Type(Asked(Password).Press('p').State, "x").Press(KeyPress.Of(Key.Enter)).State;

        var over = EndLogin(sent, 2);
        var later = Type(Tick(over, 1.5), "Kitten");
        var still = Tick(later, 1.5);

        Assert.Equal(sent.Dialog, EndLogin(sent, 3).Dialog);
        Assert.NotNull(over.Dialog);
        Assert.True(Assert.IsType<PromptDialog>(still.Dialog).IsSent);
        Assert.Null(Tick(still, 0.5).Dialog);
        Assert.Null(over.Press(KeyPress.Of(Key.Enter)).State.Dialog);
    }

    [Fact]
    public void A_question_after_the_end_of_the_login_waits_until_it_is_wanted()
    {
        var over = EndLogin(Type(Asked(Password).Press('p').State, "x").Press(KeyPress.Of(Key.Enter)).State, 2);

        var asked = Hear(over, Code);

        Assert.Equal(over.Dialog, asked.Dialog);
        Assert.Equal(Code.Id, Assert.IsType<PromptDialog>(asked.Press(KeyPress.Of(Key.Enter)).State.Dialog).Prompt.Id);
    }

    [Fact]
    public void The_end_of_a_login_keeps_a_prompt_that_is_being_answered()
    {
        var open = Type(Asked(Password).Press('p').State, "half");

        Assert.Equal(open.Dialog, EndLogin(open, 2).Dialog);
    }

    [Fact]
    public void Escape_closes_the_waiting_dialog_and_the_login_continues()
    {
        var step = Type(Asked(Password).Press('p').State, "x").Press(KeyPress.Of(Key.Enter)).State.Press(KeyPress.Of(Key.Escape));

        Assert.Null(step.State.Dialog);
        Assert.Empty(step.Effects);
    }

    [Fact]
    public void Tab_leaves_a_question_for_later()
    {
        var open = Asked(Password, Code).Press('p').State;

        var second = open.Press(KeyPress.Of(Key.Tab)).State;
        var closed = second.Press(KeyPress.Of(Key.Tab)).State;

        Assert.Equal(3, Assert.IsType<PromptDialog>(second.Dialog).Prompt.Id);
        Assert.Null(closed.Dialog);
        Assert.Equal(2, closed.Prompts.Length);
    }

    [Fact]
    public void A_question_that_is_withdrawn_leaves_the_queue()
    {
        var state = Withdraw(Asked(Password, Code), 2);

        Assert.Equal([3], state.Prompts.Select(prompt => prompt.Id));
    }

    [Fact]
    public void Keys_for_a_closed_prompt_are_ignored_until_its_dialog_is_closed()
    {
        var typing = Type(Asked(Password).Press('p').State, "half");

        var gone = Withdraw(typing, 2);
        var typed = Type(gone, "qK!");

        Assert.Equal("", Assert.IsType<PromptDialog>(gone.Dialog).Field.Text);
        Assert.Equal(gone.Dialog, typed.Dialog);
        Assert.Null(typed.Press(KeyPress.Of(Key.Enter)).State.Dialog);
        Assert.Empty(typed.Press(KeyPress.Of(Key.Enter)).Effects);
    }

    private static AppState Tick(AppState state, double seconds) =>
        Update.Apply(state, new Message.Ticked(), state.Now + TimeSpan.FromSeconds(seconds)).State;

    private static AppState EndLogin(AppState state, int id) => Update.Apply(state, new Message.LoginEnded(id), state.Now).State;

    private static AppState Withdraw(AppState state, int id) => Update.Apply(state, new Message.PromptClosed(id), state.Now).State;
}
