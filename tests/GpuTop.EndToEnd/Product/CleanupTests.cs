using Xunit.Abstractions;

namespace GpuTop.EndToEnd.Product;

/// <summary>Whatever ends gputop, no process stays: neither here nor on a server.</summary>
public sealed class CleanupTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFleet _fleet = new(WithRelay());

    private GpuServer Server => _fleet.Servers[0];

    public void Dispose() => _fleet.Dispose();

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void When_it_is_killed_nothing_is_left_within_twelve_seconds()
    {
        using var screen = Begin();
        var (program, children) = (screen.ProgramPid, Processes.DescendantsOf(screen.ProgramPid));

        Processes.Signal("KILL", program);
        var there = Processes.UntilGone(TimeSpan.FromSeconds(12), Server.Running);
        var here = Processes.UntilGone(TimeSpan.FromSeconds(12), () => Processes.Left(children));

        output.WriteLine($"there after {there.TotalSeconds:0.00} s, here {here.TotalSeconds:0.00} s later");
        Assert.NotEmpty(children);
    }

    [Long]
    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void When_the_network_dies_the_server_clears_up_within_fifteen_seconds()
    {
        using var screen = Begin();

        Server.Relay!.IsDead = true;
        Processes.Signal("KILL", screen.ProgramPid);
        var there = Processes.UntilGone(TimeSpan.FromSeconds(15), Server.Running);

        output.WriteLine($"there after {there.TotalSeconds:0.00} s");
    }

    [Long]
    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_dead_network_shows_old_data_then_a_lost_server_and_life_returns_with_it()
    {
        using var screen = Begin();

        Server.Relay!.IsDead = true;
        screen.WaitFor("that the data are old", text => ScreenReader.Server(text, "gpu01").Contains("stale ", StringComparison.Ordinal));
        screen.WaitFor("that it is lost", text => ScreenReader.IsDown(text, "gpu01")
            && ScreenReader.Server(text, "gpu01").Contains("nothing heard for 15 s", StringComparison.Ordinal));
        Server.Relay!.IsDead = false;

        screen.WaitFor("the server", text => ScreenReader.IsLive(text, "gpu01"), TimeSpan.FromSeconds(40));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void The_next_start_removes_what_the_killed_one_left()
    {
        using var killed = Begin();
        var program = killed.ProgramPid;
        Processes.Signal("KILL", program);
        Processes.UntilGone(TimeSpan.FromSeconds(5), () => Processes.Left([program]));
        var left = Assert.Single(_fleet.SocketFolders);

        using var next = Begin();
        next.WaitFor("that the old folder is gone", _ => !_fleet.SocketFolders.Contains(left));

        Assert.Single(_fleet.SocketFolders);
    }

    [RequiresTheory(Needs.Server | Needs.Tmux)]
    [InlineData("q")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("closed")]
    public void When_it_ends_nothing_is_left_after_three_seconds(string end)
    {
        using var screen = Begin();
        var (program, children) = (screen.ProgramPid, Processes.DescendantsOf(screen.ProgramPid));
        Assert.Single(_fleet.SocketFolders);

        switch (end)
        {
            case "q":
                screen.Press("q");
                break;
            case "closed":
                screen.Close();
                break;
            default:
                Processes.Signal(end, program);
                break;
        }

        var there = Processes.UntilGone(TimeSpan.FromSeconds(3), Server.Running);
        var here = Processes.UntilGone(TimeSpan.FromSeconds(3), () => Processes.Left([program, .. children]));

        output.WriteLine($"there after {there.TotalSeconds:0.00} s, here {here.TotalSeconds:0.00} s later");
        Assert.Empty(_fleet.SocketFolders);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_signal_while_the_connections_end_leaves_nothing()
    {
        using var screen = Begin();
        var (program, children) = (screen.ProgramPid, Processes.DescendantsOf(screen.ProgramPid));
        Server.Relay!.IsDead = true; // ssh then takes a second to end.

        screen.Press("q");
        screen.WaitFor("the shell's screen", _ => !screen.IsAlternate);
        Processes.Signal("HUP", program);
        Processes.Signal("TERM", program);
        Processes.UntilGone(TimeSpan.FromSeconds(3), () => Processes.Left([program, .. children]));

        Assert.Empty(_fleet.SocketFolders);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_connection_survives_a_stop_of_the_job()
    {
        using var screen = Begin();
        var sessions = Server.Ssh.Sessions;

        screen.Press("C-z");
        screen.WaitFor("Stopped");
        screen.Enter("fg");
        Server.Driver.Gpus("utilization_gpu=57 memory_used=3000");
        screen.WaitFor("what is new", text => ScreenReader.Utilization(text, "gpu01", 0) == 57);

        Assert.Equal(sessions, Server.Ssh.Sessions);
    }

    private static GpuServer WithRelay()
    {
        var server = new GpuServer("gpu01");
        server.Relay = new Relay(server.Ssh.Port);
        return server;
    }

    private TmuxScreen Begin()
    {
        var screen = _fleet.Start();
        screen.WaitFor("the server", text => ScreenReader.IsLive(text, "gpu01"));
        return screen;
    }
}
