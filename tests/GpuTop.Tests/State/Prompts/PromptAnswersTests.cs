using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using static GpuTop.Tests.State.PromptFleet;

namespace GpuTop.Tests.State;

/// <summary>What each kind of prompt accepts, and the answers that are sent.</summary>
public sealed class PromptAnswersTests
{
    private static readonly Prompt Touch = new(4, "gpu03", PromptKind.Notice, "Confirm user presence for key ED25519-SK");
    private static readonly Prompt Share = new(5, "gpu04", PromptKind.Confirm, "Allow shared connection to 127.0.0.1?");

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
    public void Esc_cancels_the_question_for_a_host_key() => Assert.Equal(
        new Effect.CancelPrompt(1),
        Assert.Single(Asked(HostKey).Press('p').State.Press(KeyPress.Of(Key.Escape)).Effects));

    [Fact]
    public void A_host_key_is_accepted_by_its_key() =>
        Assert.Equal(new Effect.AnswerPrompt(1, "yes"), Assert.Single(Asked(HostKey).Press('p').State.Press('a').Effects));

    [Theory]
    [InlineData(Fingerprint)]
    [InlineData("  " + Fingerprint + " ")]
    [InlineData("bX2l5o4UeWmTq0Jc3yYkN1rVwz8aPZKfQhG7dsEA9iM")]
    public void The_right_fingerprint_accepts(string pasted)
    {
        var step = Asked(HostKey).Press('p').State.Press('v').State.Enter(pasted);

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
        var step = Asked(HostKey).Press('p').State.Press('v').State.Enter(pasted);

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
    public void Y_agrees_and_n_does_not()
    {
        var open = Asked(Share).Press('p').State;

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
}
