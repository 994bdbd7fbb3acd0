using GpuTop.EndToEnd.Product;
using Xunit.Abstractions;

namespace GpuTop.EndToEnd.Matrix;

/// <summary>Networks that fail without a word. The same on a network that swallows everything, without root: <see cref="NothingLeftTests"/>.</summary>
public sealed class NetworkFailureTests(ITestOutputHelper output)
{
    /// <summary>The probe gives up after the fourth missing heartbeat, 9 to 12 s after the last.</summary>
    private const double ProbeGivesUp = 12;

    /// <summary>Where only the way back is lost, one more heartbeat still arrives, up to 3 s after the failure; TCP holds the next ones back
    /// until that is acknowledged.</summary>
    private const double ProbeGivesUpAfterOneMore = ProbeGivesUp + 3;

    /// <summary>gputop gives up after this silence, and the last word may come a second after the failure.</summary>
    private const double GputopGivesUp = 16;

    private const double IsStale = 6;

    /// <summary>TCP tries what was lost again after 3.0, 6.2 and 12.6 s. Just past the first of these, the silence can last six seconds, and
    /// a busy machine may put the cable back late; after the last the probe would have given up.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(3.2);

    [NetworkFact("tmux")]
    public async Task Whatever_a_network_does_both_sides_clear_up_and_other_servers_do_not_notice()
    {
        using var lab = new NetworkLab(6);
        using var fleet = new TestFleet([.. Enumerable.Range(1, 6).Select(index => new GpuServer($"gpu0{index}", lab.Host(index)))]);
        var (cut, moved, deaf, mute, interrupted, other) =
            (fleet.Servers[0], fleet.Servers[1], fleet.Servers[2], fleet.Servers[3], fleet.Servers[4], fleet.Servers[5]);
        using var screen = fleet.Start(width: 160, height: 40, before: lab.AtClient);
        screen.WaitFor("all servers", text => fleet.Servers.All(server => Shown.IsLive(text, server.Name)), TimeSpan.FromSeconds(60));
        var deadlines = new Deadlines(screen, output);
        deadlines.GoesOn(other);
        var kept = interrupted.Ssh.Sessions;

        Begin(cut, "black hole both ways, the cable is out at the server", () => lab.Plug(1, isIn: false));
        Begin(moved, "the client has another address", () => lab.Move(2));
        deadlines.ExpectLive("the client has another address", GputopGivesUp + 5, moved);
        Begin(deaf, "what the client sends is lost", () => lab.LoseFromClient(3, isLost: true));
        Begin(mute, "what the server sends is lost", () => lab.LoseFromServer(4, isLost: true), ProbeGivesUpAfterOneMore);
        var outage = lab.PullForAsync(5, Outage);
        deadlines.Expect("outage: the cable is back", 6, _ => outage.IsCompletedSuccessfully);
        interrupted.Driver.Gpus("utilization_gpu=57 memory_used=30000");
        deadlines.Expect("outage: new values", 8, text => outage.IsCompleted && Shown.Utilization(text, interrupted.Name, 0) == 57);
        deadlines.Watch();

        await outage;
        Assert.Equal(kept, interrupted.Ssh.Sessions);

        lab.Plug(1, isIn: true);
        lab.LoseFromClient(3, isLost: false);
        lab.LoseFromServer(4, isLost: false);
        foreach (var server in (GpuServer[])[cut, deaf, mute])
        {
            deadlines.ExpectLive($"{server.Name}: its network is back", 25, server);
        }

        deadlines.Watch();
        deadlines.AssertLost(cut, moved, deaf, mute);

        void Begin(GpuServer server, string what, Action fail, double gone = ProbeGivesUp)
        {
            var connections = server.Connections();
            Assert.NotEmpty(connections());
            fail();
            deadlines.ExpectGone(what, gone, connections);
            deadlines.Expect($"{what}: shown as old", IsStale, text => Shown.Server(text, server.Name).Contains("stale", StringComparison.Ordinal));
            deadlines.ExpectLost(what, GputopGivesUp, server);
        }
    }
}
