using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Model;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class FleetEventsTests
{
    private static readonly DateTimeOffset Now = SampleFleet.Now;

    [Fact]
    public void A_lost_connection_and_its_return_are_events()
    {
        var lost = Linked(ActionFleet.State(), new ConnectionStatus(ConnectionPhase.Lost, Now, new Problem("connection timed out")));
        var back = Linked(lost, new ConnectionStatus(ConnectionPhase.Live, Now));

        Assert.Equal(["connected again", "connection timed out"], Texts(back));
    }

    [Fact]
    public void The_same_failure_is_logged_once()
    {
        var state = ActionFleet.State();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            state = Linked(state, new ConnectionStatus(ConnectionPhase.Connecting, Now, Attempt: attempt));
            state = Linked(state, new ConnectionStatus(ConnectionPhase.Failed, Now, new Problem("no route to host"), Attempt: attempt));
        }

        Assert.Equal(["can't be reached: no route to host"], Texts(state));
    }

    [Fact]
    public void What_only_the_user_can_help_is_an_event()
    {
        var state = Linked(ActionFleet.State(), new ConnectionStatus(ConnectionPhase.NeedsUser, Now, new Problem("host key has changed")));

        Assert.Equal(["needs you: host key has changed"], Texts(state));
    }

    [Fact]
    public void A_card_that_was_busy_and_is_free_is_an_event()
    {
        var state = ActionFleet.State();
        state = Heard(state, new Reading.Processes([], null), 1);
        for (var second = 2; second <= 14; second += 2)
        {
            state = Heard(state, new Reading.Gpus([.. Enumerable.Range(0, 3).Select(card =>
                Card.Empty("NVIDIA A100-SXM4-80GB", 80, 30, 60).Sample("gpu01", card, Now))], null), second);
        }

        Assert.Equal(["GPU 1 is free", "GPU 0 is free"], Texts(state).Take(2));
        Assert.DoesNotContain("GPU 2 is free", Texts(state));
    }

    [Fact]
    public void A_job_of_mine_that_ended_is_an_event_and_bobs_is_none()
    {
        var state = ActionFleet.State();

        var next = Heard(state, new Reading.Processes([state.Fleet.Servers[0].Processes[1]], null), 1);

        Assert.Equal(["your job ended: 4711 python -u train.py --lr 3e-4"], Texts(next));
    }

    [Fact]
    public void A_list_that_the_driver_refused_ends_no_job() =>
        Assert.Empty(Texts(Heard(ActionFleet.State(), new Reading.Processes([], "insufficient permissions"), 1)));

    [Fact]
    public void A_disk_that_fills_up_is_told_when_it_passes_the_limit()
    {
        var state = ActionFleet.State();
        foreach (var percent in new[] { 80.0, 93, 95 })
        {
            state = Heard(state, new Reading.Mounts([new Mount("/home", "/dev/sda", "ext4", 1000, 900, 100, percent, 10)]), 1);
        }

        Assert.Equal(["/home is 93% full"], Texts(state));
    }

    [Fact]
    public void A_df_that_hangs_is_told_once_for_all_its_mounts_and_again_when_it_answers()
    {
        var state = ActionFleet.State();
        Mount[] well = [Disk("/", 10), Disk("/home", 95), Disk("/data", 20)];
        foreach (var mounts in (Mount[][])[well, Dead(4), Dead(12), Dead(20), well])
        {
            state = Heard(state, new Reading.Mounts([.. mounts]), 1);
        }

        Assert.Equal(["df answers again for /home and 1 more", "df hangs on /home and 1 more", "at start: 1 disk low"], Texts(state));

        Mount[] Dead(double seconds) =>
            [well[0], .. well[1..].Select(mount => mount with { UsedPercent = null, HangsFor = TimeSpan.FromSeconds(seconds) })];
        static Mount Disk(string path, double percent) => new(path, "nas:" + path, "nfs", 1000, 900, 100, percent, null);
    }

    [Fact]
    public void A_file_server_that_pauses_for_a_moment_is_no_event()
    {
        var state = ActionFleet.State();
        var well = new Mount("/home", "nas:/home", "nfs", 1000, 1, 1, 20, null);
        foreach (var mount in (Mount[])[well, well with { UsedPercent = null, HangsFor = TimeSpan.FromSeconds(4) }, well])
        {
            state = Heard(state, new Reading.Mounts([mount]), 1);
        }

        Assert.Empty(Texts(state));
    }

    [Fact]
    public void The_log_forgets_the_oldest()
    {
        var state = ActionFleet.State();
        for (var i = 0; i < EventLog.Most + 5; i++)
        {
            state = Linked(state, new ConnectionStatus(ConnectionPhase.NeedsUser, Now, new Problem($"{i}")));
        }

        Assert.Equal(EventLog.Most, state.Events.Newest.Length);
        Assert.Equal($"needs you: {EventLog.Most + 4}", state.Events.Newest[0].Text);
        Assert.Equal(EventLog.Most + 5, state.Events.Newest[0].Number);
    }

    [Fact]
    public void Enter_opens_the_place_of_the_event()
    {
        var state = Linked(ActionFleet.State(),
            new ConnectionStatus(ConnectionPhase.NeedsUser, Now, new Problem("host key has changed"))) with
        {
            View = ViewKind.Events,
        };

        var next = state.Press(KeyPress.Of(Key.Enter)).State;

        Assert.Equal((ViewKind.Fleet, new ItemKey("gpu01")), (next.View, next.FleetScreen.Cursor));
    }

    [Fact]
    public void A_sensor_that_fails_is_an_event_once()
    {
        var time = new Timeline().Watch("bb", 2);
        for (var i = 0; i < 3; i++)
        {
            time.Watch("bb", 2, sample => sample.Index == 1 ? sample with { Alarm = "fan ERR!" } : sample).Watch("bb", 2);
        }

        var happened = Assert.Single(time.State.Events.Newest, happened => happened.Text.Contains("ERR!", StringComparison.Ordinal));
        Assert.Equal(("GPU 1: fan ERR!", Tone.Bad, "GPU-gpu01-1"), (happened.Text, happened.Tone, happened.Place?.GpuKey));
    }

    [Fact]
    public void A_warning_of_the_driver_is_an_event_once_at_its_card()
    {
        const string Warning = "WARNING: infoROM is corrupted at gpu 0000:17:00.0";
        var time = new Timeline();
        var samples = new[] { 0, 1 }.Select(index => Servers.SampleOf("gpu01", 'b', index) with
        {
            BusId = index == 1 ? "00000000:17:00.0" : "00000000:03:00.0",
        });
        foreach (var problem in new[] { null, Warning, null, Warning, Warning })
        {
            time.Send(new Message.ReadingReceived("gpu01", new Reading.Gpus([.. samples], problem))).Tick();
        }

        var happened = Assert.Single(time.State.Events.Newest, happened => happened.Kind == EventKind.Gpu);
        Assert.Equal((Warning, "GPU-gpu01-1"), (happened.Text, happened.Place?.GpuKey));
    }

    private static AppState Linked(AppState state, ConnectionStatus link) =>
        Update.Apply(state, new Message.ConnectionChanged("gpu01", link), Now).State;

    private static AppState Heard(AppState state, Reading reading, int second) =>
        Update.Apply(state, new Message.ReadingReceived("gpu01", reading), Now + TimeSpan.FromSeconds(second)).State;

    private static IEnumerable<string> Texts(AppState state) => state.Events.Newest.Select(happened => happened.Text);
}
