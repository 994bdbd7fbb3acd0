using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.State;

public sealed class PromptQueueTests
{
    private const string Fingerprint = "SHA256:bX2l5o4UeWmTq0Jc3yYkN1rVwz8aPZKfQhG7dsEA9iM";

    private const string HostKeyText = $"""
        The authenticity of host '[127.0.0.1]:22022 ([127.0.0.1]:22022)' can't be established.
        ED25519 key fingerprint is {Fingerprint}.
        This key is not known by any other names.
        Are you sure you want to continue connecting (yes/no/[fingerprint])?
        """;

    private static readonly Prompt HostKey = new(1, "gpu01", PromptKind.HostKey, HostKeyText);
    private static readonly Prompt Password = new(2, "jump host gw", PromptKind.Password, "alice@gw's password:");
    private static readonly Prompt Code = new(3, "gpu02", PromptKind.OneTimeCode, "(alice@gpu02) Verification code:");
    private static readonly Prompt Touch = new(4, "gpu03", PromptKind.Notice, "Confirm user presence for key ED25519-SK");
    private static readonly Prompt Share = new(5, "gpu04", PromptKind.Confirm, "Allow shared connection to 127.0.0.1?");

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

        Assert.IsType<HelpDialog>(state.Dialog);
        Assert.Single(state.Prompts);
    }

    [Fact]
    public void Without_a_prompt_the_key_shows_a_notice() =>
        Assert.Equal("no server asks for anything", ActionFleet.State().Press('p').State.Notice!.Text);

    [Fact]
    public void What_is_typed_is_sent_once_and_kept_nowhere()
    {
        var step = Type(Asked(Password).Press('p').State, "pass word").Press(KeyPress.Of(Key.Enter));

        Assert.Equal(new Effect.AnswerPrompt(2, "pass word"), Assert.Single(step.Effects));
        Assert.Equal(new PromptDialog(Password, TextField.Of(""), IsSent: true), step.State.Dialog);
        Assert.Empty(step.State.Prompts);
        Assert.DoesNotContain("pass word", step.State.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_of_state_or_effect_holds_what_is_typed()
    {
        var state = Type(Asked(Password).Press('p').State, "pass word");
        var effect = new Effect.AnswerPrompt(2, "pass word");

        Assert.DoesNotContain("pass word", $"{state} {state.Dialog} {effect}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_can_be_pasted()
    {
        var open = Asked(Password).Press('p').State;

        var step = Update.Apply(open, new Message.Pasted("pass word\n"), open.Now).State.Press(KeyPress.Of(Key.Enter));

        Assert.Equal(new Effect.AnswerPrompt(2, "pass word"), Assert.Single(step.Effects));
    }

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
    public void Esc_cancels_whatever_was_typed()
    {
        var step = Type(Asked(Password).Press('p').State, "half").Press(KeyPress.Of(Key.Escape));

        Assert.Equal(new Effect.CancelPrompt(2), Assert.Single(step.Effects));
    }

    [Fact]
    public void An_empty_password_is_not_sent_and_an_empty_code_is()
    {
        var password = Asked(Password).Press('p').State.Press(KeyPress.Of(Key.Enter));
        var code = Asked(Code).Press('p').State.Press(KeyPress.Of(Key.Enter));

        Assert.Empty(password.Effects);
        Assert.IsType<PromptDialog>(password.State.Dialog);
        Assert.Equal(new Effect.AnswerPrompt(3, ""), Assert.Single(code.Effects));
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

    [Fact]
    public void Cancel_is_preselected_for_a_host_key()
    {
        var step = Asked(HostKey).Press('p').State.Press(KeyPress.Of(Key.Enter));

        Assert.Equal(new Effect.CancelPrompt(1), Assert.Single(step.Effects));
    }

    [Fact]
    public void A_host_key_is_accepted_by_its_key_or_by_its_button()
    {
        var open = Asked(HostKey).Press('p').State;

        var byKey = open.Press('a');
        var byButton = open.Press(KeyPress.Of(Key.Tab)).State.Press(KeyPress.Of(Key.Tab)).State.Press(KeyPress.Of(Key.Enter));

        Assert.Equal(new Effect.AnswerPrompt(1, "yes"), Assert.Single(byKey.Effects));
        Assert.Equal(new Effect.AnswerPrompt(1, "yes"), Assert.Single(byButton.Effects));
    }

    [Theory]
    [InlineData(Fingerprint)]
    [InlineData("  " + Fingerprint + " ")]
    [InlineData("bX2l5o4UeWmTq0Jc3yYkN1rVwz8aPZKfQhG7dsEA9iM")]
    public void The_right_fingerprint_accepts(string pasted)
    {
        var step = Type(Asked(HostKey).Press('p').State.Press('v').State, pasted).Press(KeyPress.Of(Key.Enter));

        Assert.Equal(new Effect.AnswerPrompt(1, Fingerprint), Assert.Single(step.Effects));
    }

    [Theory]
    [InlineData("SHA256:aX2l5o4UeWmTq0Jc3yYkN1rVwz8aPZKfQhG7dsEA9iM")]
    [InlineData("sha256:bx2l5o4uewmtq0jc3yykn1rvwz8apzkfqhg7dsea9im")]
    [InlineData("SHA256:")]
    [InlineData("yes")]
    [InlineData("")]
    public void Anything_else_sends_nothing(string pasted)
    {
        var step = Type(Asked(HostKey).Press('p').State.Press('v').State, pasted).Press(KeyPress.Of(Key.Enter));

        Assert.Empty(step.Effects);
        Assert.True(Assert.IsType<PromptDialog>(step.State.Dialog).IsVerifying);
        Assert.True(step.State.Notice!.IsProblem);
    }

    [Fact]
    public void A_host_key_without_a_fingerprint_cannot_be_accepted_blindly()
    {
        var open = Asked(HostKey with { Text = "Please type 'yes', 'no' or the fingerprint:" }).Press('p').State;

        Assert.Empty(open.Press('a').Effects);
        Assert.IsType<Effect.CancelPrompt>(Assert.Single(open.Press(KeyPress.Of(Key.Escape)).Effects));
    }

    [Fact]
    public void No_is_preselected_and_y_agrees()
    {
        var open = Asked(Share).Press('p').State;

        Assert.Equal(new Effect.CancelPrompt(5), Assert.Single(open.Press(KeyPress.Of(Key.Enter)).Effects));
        Assert.Equal(new Effect.CancelPrompt(5), Assert.Single(open.Press('n').Effects));
        Assert.Equal(new Effect.AnswerPrompt(5, "yes"), Assert.Single(open.Press('y').Effects));
    }

    [Fact]
    public void A_touch_needs_no_answer_and_is_not_cancelled_by_reading_it()
    {
        var step = Asked(Touch).Press('p').State.Press(KeyPress.Of(Key.Escape));

        Assert.Empty(step.Effects);
        Assert.Null(step.State.Dialog);
        Assert.Single(step.State.Prompts);
    }

    [Fact]
    public void Enter_on_a_failed_server_shows_the_output_and_r_reconnects()
    {
        var problem = new Problem("the host key has changed", "ssh-keygen -R srv", "@@@ WARNING");
        var state = Update.Apply(ActionFleet.State(),
            new Message.ConnectionChanged("gpu01", new ConnectionStatus(ConnectionPhase.NeedsUser, default, problem)), default).State;

        var open = state.Press(KeyPress.Of(Key.Enter)).State;
        var again = open.Press('r');

        Assert.Equal(new ProblemDialog("gpu01", problem), open.Dialog);
        Assert.Equal(new Effect.Refresh("gpu01"), Assert.Single(again.Effects));
        Assert.Null(open.Press('x').State.Dialog);
    }

    /// <summary>A fleet with open prompts.</summary>
    internal static AppState Asked(params Prompt[] prompts) => prompts.Aggregate(ActionFleet.State(), Hear);

    internal static AppState Type(AppState state, string text) => text.Aggregate(state, (typed, letter) => typed.Press(letter).State);

    private static AppState Hear(AppState state, Prompt prompt) => Update.Apply(state, new Message.PromptOpened(prompt), state.Now).State;

    private static AppState Tick(AppState state, double seconds) =>
        Update.Apply(state, new Message.Ticked(), state.Now + TimeSpan.FromSeconds(seconds)).State;

    private static AppState EndLogin(AppState state, int id) => Update.Apply(state, new Message.LoginEnded(id), state.Now).State;

    private static AppState Withdraw(AppState state, int id) => Update.Apply(state, new Message.PromptClosed(id), state.Now).State;
}
