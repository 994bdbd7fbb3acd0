using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class KillActionsTests
{
    private static readonly AppState Asked = ActionFleet.State().On(0).Press('K').State;

    [Fact]
    public void The_dialog_shows_the_process_and_cancel_is_preselected()
    {
        var kill = Assert.IsType<KillDialog>(Asked.Dialog);

        Assert.Equal(
            new KillTarget("gpu01", 4711, 123456, SampleFleet.BootId, 1001, "alice", "python -u train.py --lr 3e-4",
                SampleFleet.Now - SampleFleet.Days(2, 4), "0"),
            Assert.Single(kill.Targets));
        Assert.Equal((KillSignal.Term, false), (kill.Signal, kill.IsConfirming));
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

    [Fact]
    public void Its_key_sends_SIGTERM_and_so_does_Tab_and_Enter()
    {
        var byKey = Asked.Press('t');
        var byTab = Asked.Press(KeyPress.Of(Key.Tab)).State.Press(KeyPress.Of(Key.Enter));

        foreach (var step in new[] { byKey, byTab })
        {
            var kill = Assert.IsType<Effect.SendSignal>(Assert.Single(step.Effects));
            Assert.Equal((4711, KillSignal.Term), (kill.Target.Pid, kill.Signal));
            Assert.Null(step.State.Dialog);
        }
    }

    [Theory]
    [InlineData("gone", "had ended already: 4711 python -u train.py --lr 3e-4")]
    [InlineData("other", "PID 4711 is another process now: nothing was sent")]
    [InlineData("foreign", "PID 4711 is not yours: nothing was sent")]
    [InlineData("zombie", "a zombie, it has ended but its parent has not taken note: 4711 python -u train.py --lr 3e-4")]
    [InlineData("denied", "the server does not permit it: 4711 python -u train.py --lr 3e-4")]
    [InlineData("sh: 1: awk: not found\nfoo", "sh: 1: awk: not found: 4711 python -u train.py --lr 3e-4")]
    [InlineData("", "no answer: 4711 python -u train.py --lr 3e-4")]
    [InlineData("4", "4: 4711 python -u train.py --lr 3e-4")]
    public void Each_answer_is_reported_and_ends_the_request(string answer, string told)
    {
        var sent = Asked.Press('t').State;

        var state = sent.Answer(sent.Requests.LastId, answer).State;

        Assert.Equal(told, state.Notice!.Text);
        Assert.Equal(told, state.Events.Newest[0].Text);
        Assert.Empty(state.PendingKills);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("other")]
    [InlineData("zombie")]
    public void After_the_signal_it_is_watched_until_it_ends(string end)
    {
        var sent = Asked.Press('t').State;
        var told = sent.Answer(sent.Requests.LastId, "sent").State;

        var look = told.After(1);
        var ended = look.State.Answer(look.State.Requests.LastId, end).State;

        Assert.Equal("asked to end (SIGTERM): 4711 python -u train.py --lr 3e-4", told.Notice!.Text);
        Assert.Equal(KillSignal.None, Assert.IsType<Effect.SendSignal>(Assert.Single(look.Effects)).Signal);
        Assert.Equal("ended after 1 s: 4711 python -u train.py --lr 3e-4", ended.Notice!.Text);
        Assert.Empty(ended.PendingKills);
    }

    [Fact]
    public void SIGKILL_is_offered_when_it_still_lives_after_five_seconds()
    {
        var state = Ignored(Asked.Press('t').State, 5);

        var offered = state.After(0).State;
        Assert.Null(offered.Dialog);
        Assert.Equal("still lives 5 s after SIGTERM: 4711 python -u train.py --lr 3e-4; K offers SIGKILL", offered.Notice!.Text);

        offered = offered.Press('K').State;
        var kill = Assert.IsType<KillDialog>(offered.Dialog);
        Assert.Equal((KillSignal.Kill, false), (kill.Signal, kill.IsConfirming));
        Assert.Empty(offered.Press('t').Effects);
        Assert.Equal(KillSignal.Kill, Assert.IsType<Effect.SendSignal>(Assert.Single(offered.Press('x').Effects)).Signal);
    }

    [Fact]
    public void An_offer_of_SIGKILL_that_was_refused_is_over()
    {
        var refused = Ignored(Asked.Press('t').State, 5).Press('K').State.Press('n').State;

        Assert.Empty(refused.PendingKills);
        Assert.Equal(KillSignal.Term, Assert.IsType<KillDialog>(refused.Press('K').State.Dialog).Signal);
    }

    [Fact]
    public void SIGKILL_is_offered_until_the_process_ends_or_a_minute_has_passed()
    {
        var offered = Ignored(Asked.Press('t').State, 5);
        var look = offered.After(5);
        var alive = look.State.Answer(look.State.Requests.LastId, "alive").State;
        var open = alive.Press('K').State.After(5);

        var ended = open.State.Answer(open.State.Requests.LastId, "gone").State;

        Assert.Single(KillActions.Survivors(alive));
        Assert.Equal("ended after 15 s: 4711 python -u train.py --lr 3e-4", ended.Notice!.Text);
        Assert.Null(ended.Dialog);
        Assert.Empty(ended.PendingKills);
        Assert.Empty(alive.After(60).State.PendingKills);
    }

    [Fact]
    public void What_survives_SIGKILL_is_said()
    {
        var killed = Ignored(Asked.Press('t').State, 5).Press('K').State.Press('x').State;

        var state = Ignored(killed, 5);

        Assert.Equal("lives on after SIGKILL, it hangs in the server's kernel: 4711 python -u train.py --lr 3e-4", state.Notice!.Text);
        Assert.Empty(state.PendingKills);
    }

    [Fact]
    public void An_answer_that_never_comes_is_said()
    {
        var state = Asked.Press('t').State.After(21).State;

        Assert.Contains("no answer", state.Notice!.Text);
        Assert.Empty(state.PendingKills);
    }

    [Fact]
    public void An_answer_to_another_server_is_not_taken()
    {
        var sent = Asked.Press('t').State;

        var state = Update.Apply(sent, new Message.CommandAnswered("gpu02", sent.Requests.LastId, "gone", 0), sent.Now).State;

        Assert.Single(state.PendingKills);
    }

    [Fact]
    public void A_process_of_somebody_else_is_refused_by_name()
    {
        var state = ActionFleet.State(server => server with { Processes = server.Processes.RemoveAt(1) }).On(1);

        Assert.Equal("not your process: bob's", state.Press('K').State.Notice!.Text);
    }

    [Fact]
    public void Of_two_on_a_card_only_mine_is_asked_for()
    {
        var kill = Assert.IsType<KillDialog>(ActionFleet.State().On(1).Press('K').State.Dialog);

        Assert.Equal(ActionFleet.MineOutside, Assert.Single(kill.Targets).Pid);
    }

    [Fact]
    public void Several_of_mine_on_a_card_are_a_choice_first()
    {
        var state = ActionFleet.State(server => server with
        {
            Processes = [server.Processes[0] with { Shares = server.Processes[1].Shares }, server.Processes[1]],
        });

        var choose = state.On(1).Press('K').State;

        Assert.Equal(["4711", "4800"], Assert.IsType<ChooseDialog>(choose.Dialog).Choices.Select(choice => choice.Text));
        Assert.Equal(4800, Assert.Single(Assert.IsType<KillDialog>(choose.Press('b').State.Dialog).Targets).Pid);
    }

    [Fact]
    public void Tagged_processes_of_several_servers_share_one_dialog()
    {
        var asked = ActionFleet.TwoServersTagged().Press('K').State;

        var kill = Assert.IsType<KillDialog>(asked.Dialog);
        var sent = asked.Press('t').Effects.Cast<Effect.SendSignal>();

        Assert.False(kill.IsConfirming);
        Assert.Equal(
            [("gpu01", ActionFleet.MineInTmux), ("gpu01", ActionFleet.MineOutside), ("gpu02", ActionFleet.MineInTmux),
                ("gpu02", ActionFleet.MineOutside)],
            kill.Targets.Select(target => (target.Server, target.Pid)));
        Assert.Equal(kill.Targets, sent.Select(effect => effect.Target));
        Assert.All(sent, effect => Assert.Equal((effect.Target.Server, KillSignal.Term), (effect.Server, effect.Signal)));
        Assert.Equal(4, sent.Select(effect => effect.Id).Distinct().Count());
    }

    [Fact]
    public void What_of_the_tagged_ones_can_not_be_ended_is_said()
    {
        var tagged = ActionFleet.TwoServersTagged();
        var lost = tagged with
        {
            Fleet = tagged.Fleet.With(
                "gpu02", server => server with { Connection = new ConnectionStatus(ConnectionPhase.Lost, tagged.Now) }),
        };

        var kill = Assert.IsType<KillDialog>(lost.Press('K').State.Dialog);

        Assert.All(kill.Targets, target => Assert.Equal("gpu01", target.Server));
        Assert.Equal(["gpu02 is not connected", "gpu02 is not connected", "not your process: bob's", "not your process: bob's"],
            kill.LeftOut.Order());
    }

    [Fact]
    public void A_mark_goes_with_its_process()
    {
        var state = ActionFleet.TwoServersTagged();

        var heard = state.Hear("gpu01", new Reading.Processes([], null), TimeSpan.FromSeconds(1));

        Assert.Equal(6, state.ListOf(ViewKind.Processes).Tagged.Count);
        Assert.All(heard.ListOf(ViewKind.Processes).Tagged, key => Assert.StartsWith("gpu02 ", key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, 123456L, "whose process 4711 is can't be seen: not known yet")]
    [InlineData(1001, null, "4711 can't be told from another: its start is not known")]
    public void What_can_not_be_identified_is_refused(int? userId, long? ticks, string why)
    {
        var state = ActionFleet.State(server => server with
        {
            Processes = [server.Processes[0] with { UserId = userId, StartTicks = ticks }],
        });

        Assert.Equal(why, state.On(0).Press('K').State.Notice!.Text);
    }

    [Fact]
    public void A_zombie_is_said_to_be_one_and_whose_end_would_free_the_card()
    {
        var state = ActionFleet.State(server => server with
        {
            Processes = [server.Processes[0] with { State = 'Z', ParentCommand = "torchrun train.py" }],
        });

        var pressed = state.On(0).Press('K');

        Assert.Equal(
            "4711 is a zombie, it has ended already: the end of its parent would free the card: 4002 torchrun train.py",
            pressed.State.Notice!.Text);
        Assert.Null(pressed.State.Dialog);
    }

    [Fact]
    public void A_PID_of_the_host_is_never_offered()
    {
        var state = ActionFleet.State(server => server with
        {
            Processes = [new GpuProcess { Pid = 4711, Shares = server.Processes[0].Shares, HiddenReason =
                "PID of the host, not visible here" }],
        });

        var pressed = state.On(0).Press('K').State;

        Assert.Equal("whose process 4711 is can't be seen: PID of the host, not visible here", pressed.Notice!.Text);
        Assert.Null(pressed.Dialog);
    }

    [Fact]
    public void After_a_boot_the_processes_of_the_boot_before_are_gone()
    {
        var state = ActionFleet.State();
        var server = state.Fleet.Servers[0];

        var same = state.Hear("gpu01", server.Identity!, TimeSpan.FromSeconds(1));
        var other = state.Hear("gpu01", server.Identity! with { BootId = "a-b" }, TimeSpan.FromSeconds(1));

        Assert.Equal(3, same.Fleet.Servers[0].Processes.Length);
        Assert.Empty(other.Fleet.Servers[0].Processes);
        Assert.Null(other.Fleet.Servers[0].AgeOf(ProbeSection.Processes, state.Now));
    }

    [Fact]
    public void A_free_card_has_nothing_to_kill() =>
        Assert.Equal("no process is selected", ActionFleet.State().On(2).Press('K').State.Notice!.Text);

    private static UpdateResult At(AppState state, char key, double seconds) => At(state, KeyPress.Of(key), seconds);

    private static UpdateResult At(AppState state, KeyPress key, double seconds) =>
        Update.Apply(state, new Message.Pressed(key), state.Now + TimeSpan.FromSeconds(seconds));

    // The signal was sent; the server reports the process alive every second.
    private static AppState Ignored(AppState state, int seconds)
    {
        state = state.Answer(state.Requests.LastId, "sent").State;
        for (var i = 0; i < seconds; i++)
        {
            var look = state.After(1).State;
            state = look.Answer(look.Requests.LastId, "alive").State;
        }

        return state;
    }
}
