using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Model;

namespace GpuTop.Tests.State;

public sealed class FindKeysTests
{
    private static readonly KeyPress N = KeyPress.Of('n');
    private static readonly KeyPress W = KeyPress.Of('w');
    private static readonly KeyPress Down = KeyPress.Of(Key.Down);
    private static readonly KeyPress Tab = KeyPress.Of(Key.Tab);
    private static readonly KeyPress Enter = KeyPress.Of(Key.Enter);

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
        Assert.Equal("will not tell: GPU 0 of gpu01 is free", new Timeline().Watch("b", 3).Press(Down, N, N).State.Notice!.Text);
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

    [Fact]
    public void W_waits_for_a_number_of_gpus_and_moves_the_cursor()
    {
        var time = new Timeline().Watch("bbf", 12).Press(W, KeyPress.Of('2'), Tab, KeyPress.Of('2'), KeyPress.Of('0'), Enter);
        Assert.Equal(new PlacementRequest(2, 20480), time.State.PendingWait?.Request);

        time.Watch("bff", 12);

        Assert.Equal(["found: GPUs 1,2 are free"], time.Texts);
        Assert.Null(time.State.PendingWait);
        Assert.Equal(new ItemKey("gpu01", "GPU-gpu01-1"), time.State.FleetScreen.Cursor);
    }

    [Fact]
    public void W_with_free_gpus_answers_at_once_and_w_while_waiting_ends_it()
    {
        Assert.Single(new Timeline().Watch("f", 12).Press(W, Enter).Told);

        var time = new Timeline().Watch("b", 12).Press(W, Enter, W);

        Assert.Null(time.State.PendingWait);
        Assert.Equal("no longer waiting for a GPU", time.State.Notice!.Text);
    }

    [Fact]
    public void W_shows_validation_errors()
    {
        var time = new Timeline().Press(W, KeyPress.Of(Key.Backspace), Enter);

        Assert.Equal("a number of GPUs from 1", ((WaitDialog)time.State.Dialog!).Problem);
        Assert.Null(time.Press(KeyPress.Of(Key.Escape)).State.Dialog);
    }

    [Fact]
    public void W_takes_only_digits_for_a_number_of_gpus()
    {
        var typed = new Timeline().Press(W, KeyPress.Of('x'), KeyPress.Of('2'), KeyPress.Of('-')).State;
        var pasted = Update.Apply(typed, new Message.Pasted(" 8 GPUs"), typed.Now).State;

        Assert.Equal(("2", "a number of GPUs from 1"), (((WaitDialog)typed.Dialog!).Gpus.Text, ((WaitDialog)typed.Dialog!).Problem));
        Assert.Equal(("28", null), (((WaitDialog)pasted.Dialog!).Gpus.Text, ((WaitDialog)pasted.Dialog!).Problem));
    }

    [Fact]
    public void W_has_a_preset_that_typing_and_pasting_replace()
    {
        Assert.Equal("4", GpusOf(new Timeline().Press(W, KeyPress.Of('4'))));
        Assert.Equal("48", GpusOf(new Timeline().Press(W, KeyPress.Of('4'), KeyPress.Of('8'))));
        Assert.Equal("12", GpusOf(new Timeline().Press(W, KeyPress.Of(Key.End), KeyPress.Of('2'))));
        Assert.Equal("1", GpusOf(new Timeline().Press(W, KeyPress.Of('x'))));
        var opened = new Timeline().Press(W).State;
        Assert.Equal("8", ((WaitDialog)Update.Apply(opened, new Message.Pasted("8"), opened.Now).State.Dialog!).Gpus.Text);
        Assert.Equal("1", ((WaitDialog)Update.Apply(opened, new Message.Pasted("none"), opened.Now).State.Dialog!).Gpus.Text);
    }

    [Fact]
    public void Up_and_down_change_the_number_and_the_size()
    {
        var up = KeyPress.Of(Key.Up);
        Assert.Equal("3", GpusOf(new Timeline().Press(W, up, up)));
        Assert.Equal("1", GpusOf(new Timeline().Press(W, up, Down, Down)));
        Assert.Equal("5", GpusOf(new Timeline().Press(W, up, KeyPress.Of('5'))));
        var memory = new Timeline().Press(W, Tab, KeyPress.Of('2'), KeyPress.Of('0'), up);
        Assert.Equal("24G", ((WaitDialog)memory.State.Dialog!).Memory.Text);
        Assert.Equal("", ((WaitDialog)new Timeline().Press(W, Tab, up, Down).State.Dialog!).Memory.Text);
    }

    [Fact]
    public void W_refuses_what_no_server_can_ever_give()
    {
        var time = new Timeline().Watch("bb", 3).Press(W, KeyPress.Of('4'), Enter);
        Assert.Equal("no server has 4 such GPUs; most has gpu01: 2", ((WaitDialog)time.State.Dialog!).Problem);
        Assert.Null(time.State.PendingWait);

        time = new Timeline().Watch("bb", 3).Press(W, Tab, KeyPress.Of('9'), KeyPress.Of('0'), Enter);
        Assert.Equal("no GPU has 90G; the largest has 80G, on gpu01", ((WaitDialog)time.State.Dialog!).Problem);
    }

    [Fact]
    public void W_before_the_first_samples_waits_and_ends_when_servers_have_too_few()
    {
        var time = new Timeline().Press(W, KeyPress.Of('4'), Enter);
        Assert.Equal(4, time.State.PendingWait?.Request.Gpus);

        time.Watch("bb", 3);

        Assert.Null(time.State.PendingWait);
        Assert.Equal("no longer waiting: no server has 4 such GPUs; most has gpu01: 2", time.State.Notice!.Text);
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

    private static string GpusOf(Timeline time) => ((WaitDialog)time.State.Dialog!).Gpus.Text;

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
            ["half", "half 1", "empty", "empty 0", "empty 1", "room", "room 1", "full"],
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
