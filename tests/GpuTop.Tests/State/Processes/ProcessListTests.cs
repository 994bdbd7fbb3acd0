using GpuTop.Model;
using GpuTop.State;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class ProcessListTests
{
    private static readonly AppState All = Lists.Show(ViewKind.Processes);

    [Fact]
    public void Rows_are_in_the_order_of_servers_and_GPUs()
    {
        Assert.Equal(
            [
                "gpu01 0-1 alice", "gpu01 0 alice", "gpu01 4 bob", "gpu01 5 carol", "gpu01 6 dora", "gpu01 6 erik", "gpu01 6 carol",
                    "gpu01 6 李伟",
                "gpu01 7 李伟", "gpu02 0-3 alice", "gpu02 4-7 carol", "gpu03 0 root (docker carol_resnet)", "gpu04 0 dora",
            ],
            ProcessList.View.Of(All).Select(
                row => $"{row.Server.Name} {row.Gpus.Replace("0,1", "0-1", StringComparison.Ordinal)} {row.Owner}"));
    }

    [Theory]
    [InlineData("GPU memory", "alice carol alice dora 李伟")]
    [InlineData("owner", "alice alice alice bob carol")]
    [InlineData("elapsed", "bob alice carol 李伟 alice")]
    [InlineData("SM%", "alice carol alice dora 李伟")]
    [InlineData("idle time", "alice bob carol 李伟 alice")]
    [InlineData("server and GPU", "alice alice bob carol dora")]
    public void Rows_stand_by_what_they_are_sorted_by(string order, string owners)
    {
        var sorted = All.Press("o", $"{Choice.LetterOf(ProcessList.View.SortNames.IndexOf(order))}");

        Assert.Equal(owners.Split(' '), ProcessList.View.Of(sorted).Take(5).Select(row => row.Owner));
    }

    [Fact]
    public void Sorting_steps_and_turns_round_as_in_htop()
    {
        var byPid = All.Press(">");

        Assert.Equal(ProcessList.View.Of(All).Select(row => row.Pid).Order(), ProcessList.View.Of(byPid).Select(row => row.Pid));
        Assert.Equal(ProcessList.View.Of(byPid).Select(row => row.Pid).OrderDescending(),
            ProcessList.View.Of(byPid.Press("O")).Select(row => row.Pid));
        Assert.Equal(ProcessList.View.Of(All).Select(row => row.Key), ProcessList.View.Of(byPid.Press("<")).Select(row => row.Key));
    }

    [Fact]
    public void What_is_not_known_stands_last_whichever_way_round()
    {
        var odd = OddFleet.State(160, 45) with { View = ViewKind.Processes };
        var byMemory = odd.Press("o", "d");

        Assert.Null(ProcessList.View.Of(byMemory)[^1].Process!.GpuMemoryMiB);
        Assert.Null(ProcessList.View.Of(byMemory.Press("O"))[^1].Process!.GpuMemoryMiB);
    }

    [Theory]
    [InlineData("user:alice", 3)]
    [InlineData("user:carol*", 4)]
    [InlineData("server:gpu0[12]", 0)]
    [InlineData("server:gpu02", 2)]
    [InlineData("gpu:2", 1)]
    [InlineData("gpu:0 server:gpu01", 2)]
    [InlineData("state:idle", 4)]
    [InlineData("state:busy user:alice", 2)]
    [InlineData("TRAIN.py", 3)]
    [InlineData("in:docker*", 1)]
    [InlineData("训练", 2)]
    [InlineData("nobody at all", 0)]
    public void The_filter_acts_as_it_is_typed(string filter, int left) =>
        Assert.Equal(left, ProcessList.View.Of(All.Press("/", filter)).Length);

    [Fact]
    public void Esc_takes_back_the_filter_then_the_marks_then_the_view()
    {
        var state = All.Press(" ", "/", "bob", "Enter");

        Assert.Single(ProcessList.View.Of(state));
        var unfiltered = state.Press("Escape");
        Assert.Equal(13, ProcessList.View.Of(unfiltered).Length);
        Assert.Empty(unfiltered.Press("Escape").ListOf(ViewKind.Processes).Tagged);
        Assert.Equal(ViewKind.Fleet, unfiltered.Press("Escape", "Escape").View);
    }

    [Fact]
    public void Space_tags_and_moves_down()
    {
        var state = All.Press(" ", " ");

        Assert.Equal(ProcessList.View.Of(All).Take(2).Select(row => row.Key).Order(), state.ListOf(ViewKind.Processes).Tagged.Order());
        Assert.Equal("bob", ProcessList.View.Selected(state)?.Owner);
        Assert.Single(state.Press("k", " ").ListOf(ViewKind.Processes).Tagged);
    }

    [Fact]
    public void Actions_use_the_tagged_processes_else_the_one_under_the_cursor()
    {
        Assert.Equal("bob", Assert.Single(SelectionLookup.Of(All.Press("j", "j"))!.Processes).User);
        Assert.Equal(2, SelectionLookup.Of(All.Press(" ", " "))!.Processes.Length);
        Assert.Empty(SelectionLookup.Of(All.Press(" ", "G"))!.Processes);
    }

    [Fact]
    public void Rows_keep_their_order_while_the_cursor_moves_and_new_ones_are_last()
    {
        var before = All.Press("o", "e", "j");
        var list = All.Fleet.Find("gpu01")!.Processes;
        var busiest =
            SampleFleet.Process("gpu01", "new", "python new.py", TimeSpan.Zero, (3, 1, 99), (2, 1, 99), (1, 1, 99), (0, 1, 99), (7, 1, 99));

        var after = before.Hear("gpu01", new Reading.Processes([busiest, .. list], null), TimeSpan.FromSeconds(3));

        Assert.Equal([.. ProcessList.View.Of(before).Select(row => row.Key), $"gpu01 {busiest.Pid} "],
            ProcessList.View.Of(after).Select(row => row.Key));
        Assert.Equal("new", ProcessList.View.Of(after.Press("o", "e"))[0].Owner);
        Assert.Equal("new", ProcessList.View.Of(after.Press("1", "2"))[0].Owner);
        Assert.Equal("new", ProcessList.View.Of(after with { Now = after.Now + HeldOrder.Time })[0].Owner);
    }

    [Fact]
    public void The_cursor_stays_on_its_process_and_near_its_index_after_its_end()
    {
        var state = All.Press("j", "j", "j");
        var selected = ProcessList.View.Selected(state)!;
        var list = state.Fleet.Find("gpu01")!.Processes;

        var after = state.Hear("gpu01", new Reading.Processes([.. list.Where(process => process.Pid != selected.Pid)], null),
            TimeSpan.FromSeconds(3));

        Assert.Equal("carol", selected.Owner);
        Assert.Equal("dora", ProcessList.View.Selected(after)?.Owner);
    }

    [Fact]
    public void A_followed_process_stays_in_sight_and_its_end_is_told()
    {
        var state = All.Press("j", "j", "F", "/", "carol", "Enter");
        Assert.Equal("bob", ProcessList.View.Selected(state)?.Owner);
        var list = state.Fleet.Find("gpu01")!.Processes;

        var ended = state.Hear("gpu01", new Reading.Processes([.. list.Where(process => process.User != "bob")], null),
            TimeSpan.FromSeconds(3));

        Assert.StartsWith("gpu01: 4436 /usr/bin/python3 -m jupyter", ended.Notice?.Text, StringComparison.Ordinal);
        Assert.Null(ended.ProcessScreen.Followed);
        Assert.DoesNotContain(ProcessList.View.Of(ended), row => row.Owner == "bob");
    }

    [Fact]
    public void A_list_that_the_driver_refused_ends_nobody()
    {
        var state = All.Press("j", "j", "F");

        var refused = state.Hear("gpu01", new Reading.Processes([], "Driver/library version mismatch"), TimeSpan.FromSeconds(3));

        Assert.NotNull(refused.ProcessScreen.Followed);
        Assert.Null(refused.Notice);
    }

    [Fact]
    public void U_shows_mine_then_asks_whose_then_shows_all()
    {
        var mine = All.Press("u");
        var asked = mine.Press("u");

        Assert.Equal(["alice", "alice", "alice"], ProcessList.View.Of(mine).Select(row => row.Owner));
        var dialog = Assert.IsType<ChooseDialog>(asked.Dialog);
        Assert.Equal(["everybody", "alice", "bob", "carol", "dora", "erik", "root (docker carol_resnet)", "李伟"],
            dialog.Choices.Select(choice => choice.Text));
        Assert.Equal(["root (docker carol_resnet)"], ProcessList.View.Of(asked.Press("g")).Select(row => row.Owner));
        Assert.Equal(13, ProcessList.View.Of(asked.Press("Escape")).Length);
    }

    [Fact]
    public void Who_fills_the_CPUs_is_shown_on_request_and_once()
    {
        var known = ProcessList.View.Of(All)[0].Pid;
        var top = new Reading.Top([new HostProcess(99, "eve", 3200, 60000, "python pack.py"), new HostProcess(known, "alice", 120, 1, "x"),
            new HostProcess(1, "root", 0, 1, "init")]);
        var state = All.Hear("gpu01", top, TimeSpan.Zero);

        Assert.Equal(13, ProcessList.View.Of(state).Length);
        Assert.Equal(["eve"], ProcessList.View.Of(state.Press("h")).Where(row => row.Process is null).Select(row => row.Owner));
        Assert.Equal(14, ProcessList.View.Of(state.Press("h")).Length);
    }

    [Fact]
    public void Enter_leads_to_the_GPU_of_the_process()
    {
        var state = All.Press("/", "user:carol server:gpu02", "Enter", "Enter");

        Assert.Equal(ViewKind.Gpu, state.View);
        Assert.Equal(new ItemKey("gpu02", "GPU-gpu02-4"), state.GpuScreen?.Place);
        Assert.Equal(ViewKind.Processes, state.Press("Escape").View);
    }
}
