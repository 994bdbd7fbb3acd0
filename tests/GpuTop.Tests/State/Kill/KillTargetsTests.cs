using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.State;

/// <summary>Processes that the kill dialog offers, and those that it refuses.</summary>
public sealed class KillTargetsTests
{
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
}
