using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.State;

public sealed class AlertEngineTests
{
    [Fact]
    public void A_gpu_that_frees_is_told_once_when_it_has_been_empty_for_long_enough()
    {
        var time = new Timeline(new AlertRule("free", AlertKind.GpuFree)).Watch("b", 5);

        Assert.Empty(time.Watch("f", 10).Told);
        Assert.Equal(["GPU 0 is free"], time.Watch("f", 60).Texts);
        Assert.Equal(("gpu-free", "gpu01", "0"), (time.Told[0].Event, time.Told[0].Server, time.Told[0].Gpu));
        Assert.Equal((EventKind.Alert, "GPU 0 is free", Tone.Good),
            (time.State.Events.Newest[0].Kind, time.State.Events.Newest[0].Text, time.State.Events.Newest[0].Tone));
    }

    [Fact]
    public void What_was_free_from_the_start_is_no_news()
    {
        Assert.Empty(new Timeline(new AlertRule("free", AlertKind.GpuFree)).Watch("f", 60).Told);
    }

    [Fact]
    public void A_gpu_that_frees_again_is_told_again()
    {
        var time = new Timeline(new AlertRule("free", AlertKind.GpuFree)).Watch("b", 2).Watch("f", 20).Watch("b", 2).Watch("f", 20);

        Assert.Equal(2, time.Told.Length);
    }

    [Fact]
    public void An_idle_gpu_without_a_visible_process_is_reported_without_an_owner()
    {
        Assert.Equal(["GPU 0 is idle, nobody's process is visible"],
            new Timeline(new AlertRule("idle", AlertKind.GpuIdle)).Watch("h", 901).Texts);
        Assert.Equal(["GPU 0 is idle, held by bob"], new Timeline(new AlertRule("idle", AlertKind.GpuIdle)).Watch("i", 901).Texts);
    }

    [Fact]
    public void A_job_that_began_on_a_gpu_that_was_long_empty_is_not_told_as_idle()
    {
        Assert.Empty(new Timeline(new AlertRule("idle", AlertKind.GpuIdle)).Watch("f", 901).Watch("i", 60).Told);
    }

    [Fact]
    public void The_hold_time_restarts_after_every_interruption()
    {
        var rule = new AlertRule("sick", AlertKind.GpuSick) { Hold = TimeSpan.FromSeconds(30) };
        var time = new Timeline(rule).Watch("s", 20).Watch("b", 1);

        Assert.Empty(time.Watch("s", 30).Told);
        Assert.Equal(["GPU 0 is sick: GPU requires reset"], time.Watch("s", 1).Texts);
    }

    [Fact]
    public void An_unknown_condition_restarts_the_hold_time_and_is_not_reported_twice()
    {
        var rule = new AlertRule("hot", AlertKind.Temperature) { Above = 85, Hold = TimeSpan.FromSeconds(10) };
        GpuSample Hot(GpuSample sample) => sample with { TemperatureCelsius = 91 };
        var time = new Timeline(rule).Watch("b", 6, Hot).Tick(20);

        Assert.Empty(time.Watch("b", 10, Hot).Told);
        Assert.Equal(["GPU 0 has 91 °C"], time.Watch("b", 2, Hot).Tick(30).Watch("b", 20, Hot).Texts);
    }

    [Fact]
    public void A_disk_that_moves_about_its_limit_is_told_once()
    {
        var time = new Timeline(new AlertRule("disk", AlertKind.Disk) { Above = 90 });

        time.Disk(90.4).Disk(89.2).Disk(91).Disk(88.5).Disk(90);
        Assert.Equal(["/home is 90% full"], time.Texts);

        time.Disk(60).Disk(95);
        Assert.Equal("/home is 95% full", time.Texts[^1]);
    }

    [Fact]
    public void A_job_has_ended_when_two_lists_lack_it()
    {
        var time = new Timeline(new AlertRule("job", AlertKind.JobEnded)).Watch("bb", 3).Watch("bf", 5);

        Assert.Empty(time.Told);
        Assert.Equal(["job 4001 of bob has ended: python train.py"], time.Watch("bf", 20).Texts);
        Assert.Equal(("1", "bob"), (time.Told[0].Gpu, time.Told[0].User));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public void A_job_that_left_the_gpu_and_lives_on_has_not_ended_until_the_server_says_so(int? answer)
    {
        var time = new Timeline(new AlertRule("job", AlertKind.JobEnded)) { AnswerCode = answer }.Watch("bb", 3).Watch("bf", 20);

        Assert.Empty(time.Told);
        Assert.InRange(time.Asked.Count, 2, 4);
        Assert.Contains("/proc/4001", time.Asked[0]);

        time.AnswerCode = 1;
        Assert.Equal(["job 4001 of bob has ended: python train.py"], time.Watch("bf", 20).Texts);
    }

    [Fact]
    public void A_question_that_was_lost_is_asked_again()
    {
        var time = new Timeline(new AlertRule("job", AlertKind.JobEnded)) { IsHeard = false }.Watch("bb", 3).Watch("bf", 8);
        Assert.Single(time.Asked);

        time.IsHeard = true;
        Assert.Equal(["job 4001 of bob has ended: python train.py"], time.Watch("bf", 10).Texts);
    }

    [Fact]
    public void A_job_of_others_and_one_that_is_only_out_of_sight_have_not_ended()
    {
        var mine = new AlertRule("mine", AlertKind.JobEnded) { User = AlertRule.Me };
        var anybody = new AlertRule("any", AlertKind.JobEnded);
        var time = new Timeline(mine, anybody)
            .Send(new Message.ReadingReceived("gpu01", new Reading.Identity("alice", 1001, null, null)))
            .Watch("b", 3)
            .Tick(60);

        Assert.Empty(time.Told);
        Assert.Equal(["any"], time.Watch("f", 10).Told.Select(told => told.Rule));
    }

    [Fact]
    public void The_same_pid_with_another_start_is_another_job()
    {
        var time = new Timeline(new AlertRule("job", AlertKind.JobEnded)).Watch("b", 3);
        var other = time.State.Fleet.Servers[0].Processes[0] with { StartTicks = 5000 };

        for (var second = 0; second < 8; second++)
        {
            time.Send(new Message.ReadingReceived("gpu01", new Reading.Gpus([time.State.Fleet.Servers[0].Gpus[0].Sample], null)));
            time.Send(new Message.ReadingReceived("gpu01", new Reading.Processes([other], null))).Tick();
        }

        Assert.Single(time.Told);
    }

    [Fact]
    public void A_server_is_lost_only_after_it_was_there_and_back_only_after_it_was_lost()
    {
        var time = new Timeline(new AlertRule("lost", AlertKind.ServerLost), new AlertRule("back", AlertKind.ServerBack)).Watch("f", 3);
        Assert.Empty(time.Told);

        time.Link(ConnectionPhase.Lost, "timed out").Tick(5)
            .Link(ConnectionPhase.Connecting).Tick(2).Link(ConnectionPhase.Live).Watch("f", 3);

        Assert.Equal(["the connection is lost: timed out", "the connection is back"], time.Texts);
    }

    [Fact]
    public void A_rule_for_other_servers_is_silent()
    {
        Assert.Empty(new Timeline(new AlertRule("sick", AlertKind.GpuSick) { ServerGlob = "big*" }).Watch("s", 5).Told);
    }

    [Fact]
    public void A_rule_without_ways_is_a_line_in_events_only()
    {
        var time = new Timeline(new AlertRule("sick", AlertKind.GpuSick) { Channels = AlertChannels.None }).Watch("s", 5);

        Assert.Empty(time.Told);
        Assert.Single(time.State.Events.Newest, happened => happened.Kind == EventKind.Alert);
    }
}
