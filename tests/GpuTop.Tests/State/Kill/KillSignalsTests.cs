using GpuTop.State;

namespace GpuTop.Tests.State;

/// <summary>Signals that are sent, their answers, and the offer of SIGKILL.</summary>
public sealed class KillSignalsTests
{
    private static readonly AppState Asked = ActionFleet.State().On(0).Press('K').State;

    [Fact]
    public void Its_key_sends_SIGTERM()
    {
        var step = Asked.Press('t');

        var kill = Assert.IsType<Effect.SendSignal>(Assert.Single(step.Effects));
        Assert.Equal((4711, KillSignal.Term), (kill.Target.Pid, kill.Signal));
        Assert.Null(step.State.Dialog);
    }

    [Theory]
    [InlineData("gone", "had ended already: 4711 python -u train.py --lr 3e-4")]
    [InlineData("other", "PID 4711 is another process now: nothing was sent")]
    [InlineData("foreign", "PID 4711 is not yours: nothing was sent")]
    [InlineData("zombie", "a zombie, it has ended but its parent has not reaped it: 4711 python -u train.py --lr 3e-4")]
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
        Assert.Equal(KillSignal.Kill, kill.Signal);
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

        Assert.Equal("still alive after SIGKILL, stuck in the server's kernel: 4711 python -u train.py --lr 3e-4", state.Notice!.Text);
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
