using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Model;

namespace GpuTop.Tests.State;

public sealed class FindDialogTests
{
    private static readonly KeyPress W = KeyPress.Of('w');

    private static readonly AppState Lab = new()
    {
        Fleet = new Fleet([Servers.Of("full", "bb"), Servers.Of("small", "FbFb"), Servers.Of("large", "bffffl")]),
        Now = Servers.Now,
    };

    [Fact]
    public void It_is_found_in_the_palette()
    {
        var found = (Lab with { Dialog = new PaletteDialog("find gpus") }).Take(0).State;

        Assert.Equal(new FindDialog(), found.Dialog);
    }

    [Theory]
    [InlineData("1", "", "", "", "now: small 2 free · large 4 free")]
    [InlineData("3", "", "", "", "now: large 4 free")]
    [InlineData(" 2 ", "20G", "3090", "30s", "now: small 2 free")]
    [InlineData("5", "", "", "", "none now; most is 4 on large")]
    [InlineData("1", "", "", "2m", "none now, on no server")]
    [InlineData("14", "", "", "", "no server has 14 such GPUs; the most is 6, on large")]
    [InlineData("99", "", "", "", "no server has 99 such GPUs; the most is 6, on large")]
    [InlineData("1", "90", "", "", "no GPU has 90G; the largest has 80G, on full")]
    [InlineData("1", "", "H100", "", "no GPU is called H100; there are A100-80G, RTX 3090")]
    [InlineData("0", "", "", "", "GPUs: a number from 1 to 1024")]
    [InlineData("-1", "", "", "", "GPUs: a number from 1 to 1024")]
    [InlineData("", "", "", "", "GPUs: a number from 1 to 1024")]
    [InlineData("1025", "", "", "", "GPUs: a number from 1 to 1024")]
    [InlineData("x", "", "", "", "GPUs: a number from 1 to 1024")]
    [InlineData("1", "20Q", "", "", "memory: an amount of memory, as 20G")]
    [InlineData("1", "-1", "", "", "memory: an amount of memory, as 20G")]
    [InlineData("1", "", "", "soon", "free for: a length of time, as 30 (seconds), 10m or 1h30m")]
    public void The_answer_says_where_or_what_is_wrong(string gpus, string memory, string model, string freeFor, string expected)
    {
        var answer = FindAnswer.Of(Lab, new FindDialog(gpus, memory, model, freeFor));

        Assert.Equal(
            expected,
            answer.Problem ?? answer.Shortage ?? $"now: {string.Join(" · ", answer.Places.Select(FindAnswer.TextOf))}");
    }

    [Fact]
    public void Shared_ones_are_counted_apart()
    {
        var answer = FindAnswer.Of(Lab, new FindDialog("5", Share: true));

        Assert.Equal("large 4 free, 1 with room", FindAnswer.TextOf(Assert.Single(answer.Places)));
        Assert.Equal(new PlacementRequest(5, Share: true), answer.Request);
    }

    [Fact]
    public void Enter_shows_only_the_places_and_Esc_shows_all_again()
    {
        var shown = Open().Enter("2", "", "", "").State;

        Assert.Null(shown.Dialog);
        Assert.Equal(
            ["small", "small 0", "small 2", "large", "large 1", "large 2", "large 3", "large 4"],
            FleetRows.Of(shown).Select(row => row.Gpu is { } gpu ? $"{row.Server.Name} {gpu.Sample.Index}" : row.Server.Name));
        Assert.Equal("small", shown.FleetScreen.Cursor?.Server);

        var all = shown.Press(KeyPress.Of(Key.Escape)).State;
        Assert.Equal((ViewKind.Fleet, null, 15), (all.View, all.FleetScreen.Found, FleetRows.Of(all).Length));
    }

    [Fact]
    public void Enter_from_another_view_leads_to_the_fleet_and_Esc_back()
    {
        var shown = (Lab with { View = ViewKind.Users }).Press(W).State.Enter("1", "", "", "").State;
        var all = shown.Press(KeyPress.Of(Key.Escape)).State;

        Assert.Equal(ViewKind.Fleet, shown.View);
        Assert.Equal((ViewKind.Fleet, null), (all.View, all.FleetScreen.Found));
        Assert.Equal(ViewKind.Users, all.Press(KeyPress.Of(Key.Escape)).State.View);
    }

    [Theory]
    [InlineData("5", "", null, "none now; Alt-w waits for them")]
    [InlineData("99", "", null, null)]
    [InlineData("0", "", 0, null)]
    [InlineData("1", "20Q", 1, null)]
    public void Enter_without_a_place_stays_and_leads_to_the_invalid_field(string gpus, string memory, int? field, string? notice)
    {
        var step = Open().Enter(gpus, memory, "", "");

        Assert.Equal(field, Assert.IsType<FindDialog>(step.State.Dialog).InvalidField);
        Assert.Equal(notice, step.State.Notice?.Text);
        Assert.Null(step.State.FleetScreen.Found);
    }

    [Fact]
    public void Wait_notifies_when_they_are_free_and_moves_the_cursor()
    {
        var time = new Timeline().Watch("bbf", 12).Press(W).Send(Typed(FindDialog.WaitKey, "2", "20G", "", ""));
        Assert.Equal(new PlacementRequest(2, 20480), time.State.PendingWait?.Request);

        time.Watch("bff", 12);

        Assert.Equal(["found: GPUs 1,2 are free"], time.Texts);
        Assert.Null(time.State.PendingWait);
        Assert.Equal(new ItemKey("gpu01", "GPU-gpu01-1"), time.State.FleetScreen.Cursor);
    }

    [Fact]
    public void Wait_for_a_time_takes_that_long()
    {
        var time = new Timeline().Watch("f", 12).Press(W).Send(Typed(FindDialog.WaitKey, "1", "", "", "30s"));

        Assert.Empty(time.Watch("f", 15).Texts);
        Assert.Equal(["found: GPU 0 is free"], time.Watch("f", 5).Texts);
    }

    [Fact]
    public void Wait_with_free_gpus_answers_at_once_and_w_while_waiting_ends_it()
    {
        Assert.Single(new Timeline().Watch("f", 12).Press(W, FindDialog.WaitKey).Told);

        var time = new Timeline().Watch("b", 12).Press(W, FindDialog.WaitKey, W);

        Assert.Null(time.State.PendingWait);
        Assert.Equal("no longer waiting for a GPU", time.State.Notice!.Text);
    }

    [Theory]
    [InlineData("4", "", "")]
    [InlineData("1", "90", "")]
    [InlineData("1", "", "H100")]
    [InlineData("0", "", "")]
    [InlineData("1", "20Q", "")]
    public void Wait_refuses_what_is_invalid_and_what_no_server_can_ever_give(string gpus, string memory, string model)
    {
        var time = new Timeline().Watch("bb", 3).Press(W).Send(Typed(FindDialog.WaitKey, gpus, memory, model, ""));

        Assert.IsType<FindDialog>(time.State.Dialog);
        Assert.Null(time.State.PendingWait);
    }

    [Fact]
    public void Wait_before_the_first_samples_ends_when_servers_have_too_few()
    {
        var time = new Timeline().Press(W).Send(Typed(FindDialog.WaitKey, "4", "", "", ""));
        Assert.Equal(4, time.State.PendingWait?.Request.Gpus);

        time.Watch("bb", 3);

        Assert.Null(time.State.PendingWait);
        Assert.Equal("no longer waiting: no server has 4 such GPUs; the most is 2, on gpu01", time.State.Notice!.Text);
    }

    [Fact]
    public void Copy_copies_the_line_of_the_best_place()
    {
        var step = Update.Apply(Open(), Typed(FindDialog.CopyKey, "2", "", "A100", ""), Lab.Now);

        Assert.Equal(
            new Effect.Copy("ssh -t large 'export CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES=1,2; exec $SHELL -l'"),
            Assert.Single(step.Effects));
        Assert.Null(step.State.Dialog);
        Assert.Empty(Update.Apply(Open(), Typed(FindDialog.CopyKey, "5", "", "", ""), Lab.Now).Effects);
    }

    [Fact]
    public void Shell_opens_one_with_the_devices_and_never_in_read_only_mode()
    {
        var step = Update.Apply(Open(), Typed(FindDialog.ShellKey, "2", "", "A100", ""), Lab.Now);

        Assert.Equal(
            new Effect.Attach("large", new AttachGoal.Shell(null) { Devices = "1,2" }, false),
            Assert.Single(step.Effects));

        var readOnly = Open() with { Options = new AppOptions { ReadOnly = true } };
        var refused = Update.Apply(readOnly, Typed(FindDialog.ShellKey, "2", "", "", ""), Lab.Now);
        Assert.Empty(refused.Effects);
        Assert.NotNull(refused.State.Notice);
    }

    [Fact]
    public void Up_and_down_change_number_size_time_and_model()
    {
        Assert.Equal("2", FindDialog.NextCount("1", 1));
        Assert.Equal("1", FindDialog.NextCount("1", -1));
        Assert.Equal("1", FindDialog.NextCount("", 1));
        Assert.Equal("1024", FindDialog.NextCount("1024", 1));
        Assert.Equal("24G", FindDialog.NextMemory("20", 1));
        Assert.Equal("", FindDialog.NextMemory(FindDialog.NextMemory("", 1), -1));
        Assert.Equal("1m", FindDialog.NextTime("45s", 1));
        Assert.Equal("", FindDialog.NextTime(FindDialog.NextTime("", 1), -1));
        Assert.Equal("1h", FindDialog.NextTime("2h", 1));
        Assert.Equal("A100-80G", FindDialog.NextModel(Lab.Fleet, "", -1));
        Assert.Equal("RTX 3090", FindDialog.NextModel(Lab.Fleet, "A100-80G", -1));
        Assert.Equal("A100-80G", FindDialog.NextModel(Lab.Fleet, "RTX 3090", 1));
        Assert.Equal("RTX 3090", FindDialog.NextModel(Lab.Fleet, "309", -1));
        Assert.Equal("H100", FindDialog.NextModel(Lab.Fleet, "H100", -1));
        Assert.Equal("A100-80G", Assert.Single(FindDialog.ModelsOf(Lab.Fleet, "a100")));
    }

    private static AppState Open() => Lab.Press(W).State;

    private static Message.Pressed Typed(KeyPress key, params string[] texts) => new(key) { Values = new DialogValues(0, [.. texts]) };
}
