using GpuTop.EndToEnd.Product;
using Xunit.Abstractions;

namespace GpuTop.EndToEnd.Matrix;

/// <summary>Networks that fail without a word. The same on a network that swallows everything, without root:
/// <see cref="CleanupTests"/>.</summary>
[Collection(nameof(NonParallel))]
public sealed class NetworkFailureTests(ITestOutputHelper output)
{
    /// <summary>The probe gives up 12 to 14 s after the last heartbeat.</summary>
    private const double ProbeGivesUp = 15;

    /// <summary>Where only the way back is lost, one more heartbeat still arrives, up to 3 s after the failure; TCP holds the next ones
    /// back until that is acknowledged.</summary>
    private const double ProbeGivesUpAfterOneMore = ProbeGivesUp + 3;

    /// <summary>gputop gives up after this silence, and the last word may come a second after the failure.</summary>
    private const double GputopGivesUp = 16;

    /// <summary>Where this machine's network changed, gputop asks at once and waits for three seconds.</summary>
    private const double GputopDoubts = 4;

    private const double IsStale = 6;

    /// <summary>How soon what works again is shown.</summary>
    private const double IsBack = 5;

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(6);

    [RequiresFact(Needs.Server | Needs.Network | Needs.Tmux)]
    public void Where_a_network_swallows_everything_both_sides_clear_up_and_other_servers_do_not_notice()
    {
        using var lab = new NetworkLab(4);
        using var fleet = new TestFleet([.. Enumerable.Range(1, 4).Select(index => new GpuServer($"gpu0{index}", lab.Host(index)))]);
        var (dark, deaf, mute, other) = (fleet.Servers[0], fleet.Servers[1], fleet.Servers[2], fleet.Servers[3]);
        using var screen = fleet.StartLive(lab.AtClient);
        var deadlines = new Deadlines(screen, output);
        deadlines.GoesOn(other);

        Swallow(dark, "black hole both ways", () => Lose(1, true));
        Swallow(deaf, "what the client sends is lost", () => lab.LoseFromClient(2, isLost: true));
        Swallow(mute, "what the server sends is lost", () => lab.LoseFromServer(3, isLost: true), ProbeGivesUpAfterOneMore);
        deadlines.Watch();

        Lose(1, false);
        lab.LoseFromClient(2, isLost: false);
        lab.LoseFromServer(3, isLost: false);
        foreach (var server in (GpuServer[])[dark, deaf, mute])
        {
            // Nothing on this machine tells that the network is back, so the pauses between attempts decide.
            deadlines.ExpectLive($"{server.Name}: its network is back", 25, server);
        }

        deadlines.Watch();
        deadlines.AssertLost(dark, deaf, mute);

        void Lose(int index, bool isLost)
        {
            lab.LoseFromClient(index, isLost);
            lab.LoseFromServer(index, isLost);
        }

        void Swallow(GpuServer server, string what, Action fail, double gone = ProbeGivesUp)
        {
            Fail(deadlines, server, what, fail, gone);
            deadlines.Expect(
                $"{what}: shown as old",
                IsStale,
                text => ScreenReader.Server(text, server.Name).Contains("stale", StringComparison.Ordinal));
            deadlines.ExpectLost(what, GputopGivesUp, server);
        }
    }

    [RequiresFact(Needs.Server | Needs.Network | Needs.Tmux)]
    public async Task Where_the_network_of_this_machine_changes_all_are_back_within_five_seconds_and_an_outage_of_six_costs_nothing()
    {
        using var lab = new NetworkLab(5);
        var door = new GpuServer("gpu02", lab.Host(2));
        using var fleet = new TestFleet(
            new GpuServer("gpu01", lab.Host(1)),
            door,
            new GpuServer("gpu03", lab.Host(2)) { Jump = door },
            new GpuServer("gpu04", lab.Host(3)),
            new GpuServer("gpu05", lab.Host(4)),
            new GpuServer("gpu06", lab.Host(5)));
        var (moved, inner, cut, interrupted, other) =
            (fleet.Servers[0], fleet.Servers[2], fleet.Servers[3], fleet.Servers[4], fleet.Servers[5]);
        using var screen = fleet.StartLive(lab.AtClient);
        var deadlines = new Deadlines(screen, output);
        deadlines.GoesOn(other);
        var kept = interrupted.Ssh.Sessions;

        var outage = lab.PullForAsync(4, Outage);
        deadlines.Expect("outage: the cable is back", 8, _ => outage.IsCompletedSuccessfully);
        interrupted.Driver.Gpus("utilization_gpu=57 memory_used=30000");
        deadlines.Expect("outage: new values", 10, text => outage.IsCompleted && ScreenReader.Utilization(text, interrupted.Name, 0) == 57);
        deadlines.Watch();
        await outage;

        Fail(deadlines, cut, "the cable is out", () => lab.Plug(3, isIn: false));
        deadlines.Expect("the cable is out: shown as down", GputopGivesUp, text => ScreenReader.IsDown(text, cut.Name));
        Fail(deadlines, moved, "the client has another address", () => lab.Move(1));
        lab.Move(2);
        foreach (var server in (GpuServer[])[moved, door, inner])
        {
            deadlines.ExpectLost($"{server.Name}: the client has another address", GputopDoubts, server);
            deadlines.ExpectLive($"{server.Name}: the client has another address", IsBack, server);
        }

        deadlines.Watch();

        lab.Plug(3, isIn: true);
        deadlines.ExpectLive("the cable is in again", IsBack, cut);
        deadlines.Watch();

        Assert.Equal(kept, interrupted.Ssh.Sessions);
        deadlines.AssertLost(moved, door, inner, cut);
    }

    private static void Fail(Deadlines deadlines, GpuServer server, string what, Action fail, double gone = ProbeGivesUp)
    {
        var connections = server.Connections();
        Assert.NotEmpty(connections());
        fail();
        deadlines.ExpectGone(what, gone, connections);
    }
}
