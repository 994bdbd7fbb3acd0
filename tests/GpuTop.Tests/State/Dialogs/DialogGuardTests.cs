using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

/// <summary>Typed text does not trigger actions on servers or on this machine.</summary>
public sealed class DialogGuardTests
{
    private static readonly KeyPress Enter = KeyPress.Of(Key.Enter);

    public static TheoryData<string> Sentences =>
    [
        "Kt", "K\tt", "K\t\r", "Kill the task\r", "F9 K\t\r\rt", "K x", "!d", "!\r", "at\r", "qq", "quit\rq", "s", "N\r", "p\ty\r",
            "Kttttttttt", "yes\r", "ta\r",
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_pasted_without_marks_acts_on_nothing(string text)
    {
        foreach (var state in Places())
        {
            var effects = Type(state, text, key => new Message.Pressed(key) { IsInText = true }, TimeSpan.Zero);

            Assert.DoesNotContain(effects, Acts);
        }
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_that_arrives_key_by_key_sends_no_signal(string text)
    {
        // In a dialog that accepts keys already the first one is an answer.
        foreach (var state in Places().Where(state => state.Dialog is null))
        {
            var effects = Type(state, text, key => new Message.Pressed(key), TimeSpan.FromMilliseconds(100));

            Assert.DoesNotContain(effects, effect => effect is Effect.SendSignal or Effect.Attach { Goal: AttachGoal.Own });
        }
    }

    [Fact]
    public void A_key_that_acts_says_why_it_was_left_out_of_a_text()
    {
        var state = ActionFleet.State().On(0);

        var step = Update.Apply(state, new Message.Pressed(KeyPress.Of('K')) { IsInText = true }, state.Now);

        Assert.Null(step.State.Dialog);
        Assert.Equal("K arrived together with other keys, as pasted text does: ignored", step.State.Notice!.Text);
    }

    [Fact]
    public void Keys_that_only_move_are_taken_out_of_a_text()
    {
        var state = ActionFleet.State().On(0);

        var moved = Update.Apply(state, new Message.Pressed(KeyPress.Of('j')) { IsInText = true }, state.Now).State;

        Assert.Equal(SampleFleet.Uuid("gpu01", 1), moved.FleetScreen.Cursor!.GpuKey);
    }

    [Fact]
    public void A_menu_of_actions_takes_no_letter_in_its_first_300_ms()
    {
        var menu = WithCommand().Press('!').State;

        var early = Update.Apply(menu, new Message.Pressed(KeyPress.Of('d')), menu.Now);
        var taken = Update.Apply(menu, new Message.Pressed(Enter), menu.Now);
        var late = menu.Press('d');

        Assert.Empty(early.Effects);
        Assert.Empty(taken.Effects);
        Assert.IsType<Effect.Attach>(Assert.Single(late.Effects));
    }

    [Fact]
    public void A_letter_that_is_none_of_the_menu_closes_it() => Assert.Null(WithCommand().Press('!').State.Press('z').State.Dialog);

    [Fact]
    public void A_menu_that_acts_on_nothing_takes_letters_at_once()
    {
        var menu = Lists.Show(ViewKind.Processes).Press("o");

        Assert.Null(Update.Apply(menu, new Message.Pressed(KeyPress.Of('b')), menu.Now).State.Dialog);
    }

    [Fact]
    public void Text_typed_ahead_of_a_password_does_not_confirm_the_next_prompt()
    {
        var password = new Prompt(1, "gpu01", PromptKind.Password, "password:");
        var share = new Prompt(2, "gpu01", PromptKind.Confirm, "Allow?");
        var sent = PromptFleet.Type(PromptFleet.Asked(password).Press('p').State, "secret").Press(Enter).State;

        var asked = Update.Apply(sent, new Message.PromptOpened(share), sent.Now).State;
        var early = Update.Apply(asked, new Message.Pressed(KeyPress.Of('y')), asked.Now);
        var late = asked.Press('y');

        Assert.Empty(early.Effects);
        Assert.Equal(new Effect.AnswerPrompt(2, "yes"), Assert.Single(late.Effects));
    }

    [Fact]
    public void A_password_can_be_typed_at_once()
    {
        var open = PromptFleet.Asked(new Prompt(1, "gpu01", PromptKind.Password, "password:")).Press('p').State;

        var typed = Update.Apply(open, new Message.Pressed(KeyPress.Of('x')) { IsInText = true }, open.Now).State;

        Assert.Equal("x", Assert.IsType<PromptDialog>(typed.Dialog).Field.Text);
    }

    private static AppState WithCommand() => ActionFleet.State(
        options: new AppOptions { Commands = [new UserCommand("disk", "d", "ncdu", CommandPlace.Server, Pause: false)] }).On(0);

    // States in which keys act: a GPU with the user's processes, tagged processes, sessions, a survivor, a prompt, an open tunnel.
    private static IEnumerable<AppState> Places()
    {
        var target = Assert.IsType<KillDialog>(WithCommand().Press('K').State.Dialog).Targets[0];
        yield return WithCommand();
        yield return WithCommand().On(1);
        yield return WithCommand() with { View = ViewKind.Sessions };
        yield return ActionFleet.TwoServersTagged();
        yield return WithCommand() with
        {
            PendingKills = [new PendingKill(target, KillSignal.Term, null, SampleFleet.Now, SampleFleet.Now, Survived: true)],
        };
        yield return WithCommand().Press('K').State.After(1).State;
        yield return PromptFleet.Asked(new Prompt(1, "gpu01", PromptKind.Confirm, "Allow?"));
        yield return TunnelFleet.Busy() with { Now = SampleFleet.Now };
    }

    private static List<Effect> Type(AppState state, string text, Func<KeyPress, Message> message, TimeSpan gap)
    {
        var effects = new List<Effect>();
        foreach (var letter in text)
        {
            var key = letter switch { '\r' => Enter, '\t' => KeyPress.Of(Key.Tab), _ => KeyPress.Of(letter) };
            var step = Update.Apply(state, message(key), state.Now + gap);
            state = step.State;
            effects.AddRange(step.Effects);
        }

        return effects;
    }

    private static bool Acts(Effect effect) =>
        effect is Effect.SendSignal or Effect.Attach or Effect.Quit or Effect.AnswerPrompt or Effect.OpenTunnel
        or Effect.CloseTunnel or Effect.Copy or Effect.UseServers or Effect.Suspend;
}
