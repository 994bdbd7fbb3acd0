using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

/// <summary>Keys and other input while the kill dialog is open.</summary>
public sealed class KillDialogTests
{
    private static readonly AppState Asked = ActionFleet.State().On(0).Press('K').State;

    [Fact]
    public void The_dialog_shows_the_process()
    {
        var kill = Assert.IsType<KillDialog>(Asked.Dialog);

        Assert.Equal(
            new KillTarget("gpu01", 4711, 123456, SampleFleet.BootId, 1001, "alice", "python -u train.py --lr 3e-4",
                SampleFleet.Now - SampleFleet.Days(2, 4), "0"),
            Assert.Single(kill.Targets));
        Assert.Equal(KillSignal.Term, kill.Signal);
    }

    [Fact]
    public void Enter_and_Esc_and_q_cancel()
    {
        foreach (var key in new[] { KeyPress.Of(Key.Enter), KeyPress.Of(Key.Escape), KeyPress.Of('q') })
        {
            var step = Asked.Press(key);

            Assert.Null(step.State.Dialog);
            Assert.Empty(step.Effects);
            Assert.Empty(step.State.PendingKills);
        }
    }

    [Fact]
    public void Every_other_key_cancels_and_does_nothing_else()
    {
        foreach (var key in "jkKxyaTs! ".Select(letter =>
            KeyPress.Of(letter)).Append(KeyPress.Of(Key.Down)).Append(KeyPress.Of('t', Modifiers.Alt)))
        {
            var step = Asked.Press(key);

            Assert.Null(step.State.Dialog);
            Assert.Equal("nothing was ended", step.State.Notice!.Text);
            Assert.Empty(step.Effects);
        }
    }

    [Fact]
    public void Keys_in_the_first_300_ms_are_ignored_and_restart_the_delay()
    {
        var early = At(Asked, 't', 0.299);
        var again = At(early.State, 't', 0.25);
        var late = At(again.State, 't', 0.3);

        Assert.Empty(early.Effects);
        Assert.IsType<KillDialog>(early.State.Dialog);
        Assert.Empty(again.Effects);
        Assert.IsType<Effect.SendSignal>(Assert.Single(late.Effects));
    }

    [Fact]
    public void Esc_cancels_at_once() => Assert.Null(At(Asked, KeyPress.Of(Key.Escape), 0).State.Dialog);

    [Fact]
    public void A_key_that_arrives_together_with_others_sends_nothing()
    {
        var asked = Asked.After(1).State;

        var inText = Update.Apply(asked, new Message.Pressed(KeyPress.Of('t')) { IsInText = true }, asked.Now);
        var alone = Update.Apply(asked, new Message.Pressed(KeyPress.Of('t')), asked.Now);

        Assert.Null(inText.State.Dialog);
        Assert.Empty(inText.Effects);
        Assert.Single(alone.Effects);
    }

    [Fact]
    public void A_paste_cancels() =>
        Assert.Null(Update.Apply(Asked, new Message.Pasted("t"), Asked.Now + TimeSpan.FromSeconds(1)).State.Dialog);

    [Fact]
    public void A_dialog_that_the_screen_is_too_small_to_show_sends_nothing()
    {
        var small = Asked with { Width = 19 };

        Assert.Empty(At(small, 't', 1).Effects);
    }

    [Fact]
    public void Stopping_the_program_cancels()
    {
        var step = Asked.Press(KeyPress.Of('z', Modifiers.Control));

        Assert.Null(step.State.Dialog);
        Assert.Equal(new Effect.Suspend(), Assert.Single(step.Effects));
    }

    private static UpdateResult At(AppState state, char key, double seconds) => At(state, KeyPress.Of(key), seconds);

    private static UpdateResult At(AppState state, KeyPress key, double seconds) =>
        Update.Apply(state, new Message.Pressed(key), state.Now + TimeSpan.FromSeconds(seconds));
}
