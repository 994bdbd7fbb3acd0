using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Model;

namespace GpuTop.Tests.State;

public sealed class FindKeysTests
{
    private static readonly KeyPress N = KeyPress.Of('n');
    private static readonly KeyPress Down = KeyPress.Of(Key.Down);

    [Fact]
    public void N_on_a_busy_gpu_notifies_once_when_it_frees()
    {
        var time = new Timeline().Watch("b", 3).Press(Down, N).Watch("f", 20).Watch("b", 5).Watch("f", 20);

        Assert.Equal(["GPU 0 is free"], time.Texts);
        Assert.Equal(AlertChannels.Bell | AlertChannels.Desktop | AlertChannels.Hook, time.Told[0].Channels);
        Assert.Empty(time.State.Alerts.Rules);
        Assert.Empty(time.State.Alerts.Conditions);
    }

    [Fact]
    public void N_again_removes_the_alert()
    {
        var time = new Timeline().Watch("b", 3).Press(Down, N, N).Watch("f", 20);

        Assert.Empty(time.Told);
        Assert.Equal("alert removed: GPU 0 of gpu01 is free", new Timeline().Watch("b", 3).Press(Down, N, N).State.Notice!.Text);
    }

    [Fact]
    public void N_shows_why_an_alert_is_not_possible()
    {
        Assert.Equal("it is free", new Timeline().Watch("f", 12).Press(Down, N).State.Notice!.Text);
        Assert.StartsWith("it is connected", new Timeline().Watch("f", 12).Press(N).State.Notice!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void N_on_a_lost_server_notifies_when_it_is_back()
    {
        var time = new Timeline().Watch("f", 3).Link(ConnectionPhase.Lost).Tick(3)
            .Press(N).Tick(3).Link(ConnectionPhase.Live).Watch("f", 2);

        Assert.Equal(["the connection is back"], time.Texts);
    }

    [Fact]
    public void N_works_on_jobs_and_disks()
    {
        var time = new Timeline().Watch("b", 3).Disk(80);
        var server = time.State.Fleet.Servers[0];
        time.With(state => AlertEngine.Add(state, AlertActions.OfJob(server, server.Processes[0])))
            .With(state => AlertEngine.Add(state, AlertActions.OfMount(server, server.Mounts[0], 90)))
            .Watch("f", 8)
            .Disk(93);

        Assert.Equal(["job 4000 of bob has ended: python train.py", "/home is 93% full"], time.Texts);
    }

    [Theory]
    [InlineData("A100-80G", true)]
    [InlineData("model:a100-80g", true)]
    [InlineData("H100-80G", false)]
    public void The_filter_takes_a_model_as_the_screen_shows_it(string filter, bool isShown)
    {
        var state = new AppState { Fleet = new Fleet([Servers.Of("gpu01", "f")]), Now = Servers.Now };

        var rows = FleetRows.Of(state with { FleetScreen = state.FleetScreen with { FilterText = filter } });

        Assert.Equal(isShown, rows.Any(row => row.Gpu is not null));
    }

    [Fact]
    public void F_shows_what_is_free_or_has_room_best_server_first()
    {
        var state = new AppState
        {
            Fleet = new Fleet([Servers.Of("full", "bb"), Servers.Of("empty", "ff"), Servers.Of("half", "bf"),
            Servers.Of("room", "bl")]),
            Now = Servers.Now
        };

        var rows = FleetRows.Of(Update.Apply(state, new Message.Pressed(KeyPress.Of('f')), Servers.Now).State);

        Assert.Equal(
            ["half", "half 1", "empty", "empty 0", "empty 1", "room", "room 1"],
            rows.Select(row => row.Gpu is { } gpu ? $"{row.Server.Name} {gpu.Sample.Index}" : row.Server.Name));
    }

    [Fact]
    public void I_shows_idle_gpus_only()
    {
        var state = new AppState { Fleet = new Fleet([Servers.Of("gpu01", "bifi")]), Now = Servers.Now };

        var rows = FleetRows.Of(Update.Apply(state, new Message.Pressed(KeyPress.Of('i')), Servers.Now).State);

        Assert.Equal([null, 1, 3], rows.Select(row => row.Gpu?.Sample.Index));
    }
}
