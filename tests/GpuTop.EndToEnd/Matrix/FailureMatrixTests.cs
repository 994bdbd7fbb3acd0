using System.Diagnostics;
using System.Globalization;
using GpuTop.EndToEnd.Product;
using Xunit.Abstractions;

namespace GpuTop.EndToEnd.Matrix;

/// <summary>Processes that end or hang, here and on servers. More of them: <see cref="CleanupTests"/>, <see cref="FleetLifeTests"/>,
/// <see cref="DriverFaultTests"/>; networks: <see cref="NetworkFailureTests"/>.</summary>
[Collection(nameof(NonParallel))]
public sealed class FailureMatrixTests(ITestOutputHelper output)
{
    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Whatever_process_ends_or_hangs_costs_its_own_server_and_no_other()
    {
        using var fleet = Fleet(7);
        var (client, ended, session, driver) = (fleet.Servers[0], fleet.Servers[1], fleet.Servers[2], fleet.Servers[3]);
        var (mount, listener, other) = (fleet.Servers[4], fleet.Servers[5], fleet.Servers[6]);
        mount.Install("df", "trap '' TERM HUP INT\nwhile :; do sleep 1; done\n");
        using var screen = fleet.StartLive();
        var deadlines = new Deadlines(screen, output);
        deadlines.GoesOn(mount, listener, other);

        listener.Ssh.Stop();
        Lost(client, "ssh is killed", () => Processes.Signal("KILL", SshTo(client, screen)));
        Lost(ended, "ssh is asked to end", () => Processes.Signal("TERM", SshTo(ended, screen)));
        Lost(session, "sshd of the user is killed", () => session.Ssh.Sessions.ToList().ForEach(pid => Processes.Signal("KILL", pid)));
        driver.Driver.Fault("hang");
        deadlines.Expect(
            "nvidia-smi hangs: said",
            20,
            text => ScreenReader.Server(text, driver.Name).Contains("nvidia-smi not responding", StringComparison.Ordinal));
        deadlines.Watch();

        Assert.False(ScreenReader.IsDown(screen.Text, driver.Name));
        Assert.Single(mount.Driver.Calls(), call => call.Contains("/df ", StringComparison.Ordinal));

        deadlines.AssertLost(client, ended, session);
        screen.Press("4");
        var end = new Deadlines(screen, output);
        end.Expect("df hangs: said among the file systems, after all of the above", 15, text => text.Split('\n').Any(line =>
            line.Contains(mount.Name, StringComparison.Ordinal) && line.Contains("df hangs", StringComparison.Ordinal)));
        end.Watch();

        // What ignores every signal that can be ignored is no obstacle.
        var program = screen.ProgramPid;
        var children = Processes.DescendantsOf(program);
        Processes.Signal("KILL", program);
        end.ExpectGone("gputop is killed: here", 1, () => Processes.Left(children));
        foreach (var server in fleet.Servers)
        {
            end.ExpectGone($"gputop is killed: {server.Name}", 1, server.Running);
        }

        end.Watch();

        void Lost(GpuServer server, string what, Action fail)
        {
            var connections = server.Connections();
            Assert.NotEmpty(connections());
            fail();
            deadlines.ExpectGone(what, 1, connections);
            deadlines.ExpectLost(what, 1, server);
            deadlines.ExpectLive(what, 5, server);
        }
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_frozen_client_leaves_nothing_on_the_servers_and_comes_back_by_itself()
    {
        using var fleet = Fleet(2);
        var (awake, frozen) = (fleet.Servers[0], fleet.Servers[1]);
        // Without job control, which would take the terminal away from a program that stops.
        using var screen = fleet.StartLive("set +m; ");
        var (program, ssh) = (screen.ProgramPid, SshTo(frozen, screen));
        var deadlines = new Deadlines(screen, output);
        var connections = fleet.Servers.Select(server => server.Connections()).ToArray();
        Array.ForEach(connections, left => Assert.NotEmpty(left()));

        // All of it, as when the lid is closed, would stop both ssh; one goes on so that each way is seen.
        Processes.Signal("STOP", program);
        Processes.Signal("STOP", ssh);
        try
        {
            var clock = Stopwatch.StartNew();
            deadlines.ExpectGone("gputop is frozen", 15, connections[0]);
            deadlines.ExpectGone("gputop and ssh are frozen", 15, connections[1]);
            deadlines.Expect("time to thaw", 15, _ => clock.Elapsed > TimeSpan.FromSeconds(15));
            deadlines.Watch();
        }
        finally
        {
            Processes.Signal("CONT", ssh);
            Processes.Signal("CONT", program);
        }

        foreach (var server in (GpuServer[])[awake, frozen])
        {
            deadlines.ExpectLive($"{server.Name}: the freeze is over", 5, server);
        }

        deadlines.Watch();
        deadlines.AssertLost(awake, frozen);
        Assert.Equal(program, screen.ProgramPid);
    }

    private static TestFleet Fleet(int servers) => new([.. Enumerable.Range(1, servers).Select(index => new GpuServer($"gpu0{index}"))]);

    private static int SshTo(GpuServer server, TmuxScreen screen) => int.Parse(
        Processes.Left(Processes.ChildrenOf(screen.ProgramPid))
            .Single(child => child.Contains(server.Name, StringComparison.Ordinal))
            .Split(' ')[0],
        CultureInfo.InvariantCulture);
}
