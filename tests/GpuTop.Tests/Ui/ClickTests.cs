using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

/// <summary>Clicks, from the screen position to their effect.</summary>
public sealed class ClickTests
{
    public static TheoryData<ViewKind> Tables =>
        [ViewKind.Processes, ViewKind.Users, ViewKind.Storage, ViewKind.Sessions, ViewKind.Tunnels, ViewKind.Events];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_click_selects_the_row_that_is_drawn_there(ViewKind view)
    {
        var state = Busy(view, 12);
        var keys = ListActions.KeysOf(state);

        Assert.True(keys.Length > 1);
        for (var i = 0; i < keys.Length; i++)
        {
            var at = ListActions.By(state, i);
            var clicked = Click(at, RowOf(at, keys[i]));

            Assert.Equal(keys[i], clicked.ListOf(view).Cursor ?? keys[0]);
        }
    }

    [Fact]
    public void A_double_click_acts_as_enter_and_two_clicks_do_not()
    {
        var people = Lists.Show(ViewKind.Users);
        var second = RowOf(people, UserList.View.Of(people)[1].Name);

        var once = Click(people, second);
        var twice = Click(once, second);
        var slowly = Update.Apply(once, new Message.Clicked(Hit(once, second)!), once.Now + TimeSpan.FromSeconds(1)).State;

        Assert.Equal(ViewKind.Users, once.View);
        Assert.Equal(once.Press("Enter").ListOf(ViewKind.Processes), twice.ListOf(ViewKind.Processes));
        Assert.Equal(ViewKind.Processes, twice.View);
        Assert.Equal(ViewKind.Users, slowly.View);
    }

    [Fact]
    public void A_double_click_on_a_gpu_opens_its_page_and_on_a_server_folds_it()
    {
        var state = SampleFleet.State(80, 24);
        var gpu = new ClickTarget.InFleet(FleetRows.Of(state)[2].Place);
        var server = new ClickTarget.InFleet(FleetRows.Of(state)[0].Place);

        Assert.Equal(ViewKind.Gpu, Point(Point(state, gpu), gpu).View);
        Assert.Contains("gpu01", Point(Point(state, server), server).FleetScreen.Folded);
    }

    [Fact]
    public void A_click_on_a_head_sorts_by_its_column_and_a_second_one_the_other_way_round()
    {
        var state = Lists.Show(ViewKind.Processes);
        var head = new ClickTarget.Head(ProcessList.View.Orders.IndexOf(ProcessList.ByGpuMemory));
        var (x, y) = Find(state, head);

        var once = Point(state, Screen.HitTest(state, x, y)!);
        var twice = Point(once, head);

        Assert.Equal(
            (ProcessList.View.Orders.IndexOf(ProcessList.ByGpuMemory), false),
            (once.ListOf(ViewKind.Processes).Sort, once.ListOf(ViewKind.Processes).Reversed));
        Assert.True(twice.ListOf(ViewKind.Processes).Reversed);
    }

    [Fact]
    public void A_click_into_the_view_ends_typing_and_keeps_the_filter()
    {
        var typing = Lists.Show(ViewKind.Processes).Press("/", "python");

        var clicked = Click(typing, RowOf(typing, ProcessList.View.Of(typing)[1].Key));

        Assert.Null(clicked.Typing);
        Assert.Equal("python", clicked.ListOf(ViewKind.Processes).FilterText);
    }

    [Fact]
    public void On_a_page_keys_act_on_the_clicked_process()
    {
        var page = ActionFleet.State().On(1).Press(KeyPress.Of(Key.Enter)).State;
        var bobs = new ClickTarget.Row(ProcessRow.KeyOf(page.Fleet.Servers[0], ActionFleet.Bobs, 345678));
        var mine = new ClickTarget.Row(ProcessRow.KeyOf(page.Fleet.Servers[0], ActionFleet.MineOutside, 234567));

        var clicked = Click(page, Find(page, bobs));

        Assert.Equal("not your process: bob's", clicked.Press('K').State.Notice?.Text);
        Assert.IsType<KillDialog>(Click(clicked, Find(clicked, mine)).Press('K').State.Dialog);
        Assert.Equal(bobs.Key, Click(clicked, Find(clicked, bobs)).ListOf(ViewKind.Processes).Cursor);
    }

    [Fact]
    public void Keys_act_on_no_other_process_after_the_clicked_one_ends()
    {
        var page = ActionFleet.State().On(1).Press(KeyPress.Of(Key.Enter)).State;
        var server = page.Fleet.Servers[0];
        var clicked = Click(page, Find(page, new ClickTarget.Row(ProcessRow.KeyOf(server, ActionFleet.MineOutside, 234567))));

        var ended = clicked with
        {
            Fleet = clicked.Fleet.With(
                server.Name, now => now with { Processes = now.Processes.RemoveAll(process => process.Pid == ActionFleet.MineOutside) }),
        };

        Assert.NotNull(clicked.Press('K').State.Dialog);
        Assert.Null(ended.Press('K').State.Dialog);
    }

    [Fact]
    public void A_double_click_opens_the_clicked_entry()
    {
        var state = Lists.Show(ViewKind.Users);
        var row = new ClickTarget.Row(UserList.View.Of(state)[1].Name);

        var moved = ListActions.By(Point(state, row), 1);

        Assert.Equal(Point(Point(state, row), row).ListOf(ViewKind.Processes), Point(moved, row).ListOf(ViewKind.Processes));
    }

    [Fact]
    public void The_mark_of_a_server_folds_it_and_unfolds_it()
    {
        var state = SampleFleet.State(80, 24);
        var mark = new ClickTarget.Fold("gpu02");
        var before = state.FleetScreen.Folded.Contains("gpu02");

        var folded = Click(state, Find(state, mark));

        Assert.NotEqual(before, folded.FleetScreen.Folded.Contains("gpu02"));
        Assert.Equal("gpu02", folded.FleetScreen.Cursor?.Server);
        Assert.Equal(before, Click(folded, Find(folded, mark)).FleetScreen.Folded.Contains("gpu02"));
    }

    [Fact]
    public void Counts_of_the_header_show_what_they_count()
    {
        var state = OddFleet.State(160, 45);

        foreach (var only in new[] { ShownGpus.Free, ShownGpus.Idle, ShownGpus.Mine, ShownGpus.Failing })
        {
            var count = new ClickTarget.Count(only);
            var shown = Click(state, Find(state, count));

            Assert.Equal(only, shown.FleetScreen.Only);
            Assert.Equal(ShownGpus.All, Click(shown, Find(shown, count)).FleetScreen.Only);
        }
    }

    [Fact]
    public void Counts_lead_from_every_view_to_the_fleet_and_Esc_leads_back()
    {
        var state = OddFleet.State(160, 45) with { View = ViewKind.Users };

        var shown = Click(state, Find(state, new ClickTarget.Count(ShownGpus.Failing)));

        Assert.Equal((ViewKind.Fleet, ShownGpus.Failing), (shown.View, shown.FleetScreen.Only));
        var all = Update.Apply(shown, new Message.Pressed(KeyPress.Of(Key.Escape)), shown.Now).State;
        Assert.Equal((ViewKind.Fleet, ShownGpus.All), (all.View, all.FleetScreen.Only));
        Assert.Equal(ViewKind.Users, Update.Apply(all, new Message.Pressed(KeyPress.Of(Key.Escape)), all.Now).State.View);
    }

    [Fact]
    public void Tabs_show_their_views()
    {
        var state = SampleFleet.State(80, 24);

        var spot = Find(state, new ClickTarget.Button(KeyPress.Of('4')));

        Assert.Equal(1, spot.Y);
        Assert.Equal(ViewKind.Storage, Click(state, spot).View);
    }

    [Fact]
    public void Hints_act_as_their_keys()
    {
        var state = SampleFleet.State(80, 24);

        Assert.IsType<PaletteDialog>(Click(state, Find(state, new ClickTarget.Button(KeyPress.Of('?')))).Dialog);
    }

    // A fleet with something in every table.
    private static AppState Busy(ViewKind view, int height)
    {
        var sample = SampleFleet.State(120, height);
        var fleet = sample.Fleet.With("gpu01", server => server with
        {
            Sessions = ActionFleet.State().Fleet.Servers[0].Sessions,
            Ports = [new(8888, "127.0.0.1", 1, "jupyter-lab", true), new(6006, "127.0.0.1", 2, "tensorboard", true)],
        });
        return (sample with { Fleet = fleet, View = view }).Log(EventKind.Action, "one").Log(EventKind.Action, "two");
    }

    private static (int X, int Y) RowOf(AppState state, string key) => Find(state, new ClickTarget.Row(key));

    private static (int X, int Y) Find(AppState state, ClickTarget spot)
    {
        var at = All(state).ToList().IndexOf(spot);
        Assert.True(at >= 0, $"{spot} is nowhere");
        return (at % state.Width, at / state.Width);
    }

    private static IEnumerable<ClickTarget?> All(AppState state)
    {
        var clicks = new ClickMap();
        Screen.Draw(state, new CellBuffer(0, 0) { Clicks = clicks });
        return Enumerable.Range(0, state.Width * state.Height).Select(i => (ClickTarget?)clicks.At(i % state.Width, i / state.Width));
    }

    private static ClickTarget? Hit(AppState state, (int X, int Y) at) => Screen.HitTest(state, at.X, at.Y);

    private static AppState Click(AppState state, (int X, int Y) at) => Point(state, Hit(state, at)!);

    private static AppState Point(AppState state, ClickTarget spot) => Apply(state, spot).State;

    private static UpdateResult Apply(AppState state, ClickTarget spot) => Update.Apply(state, new Message.Clicked(spot), state.Now);
}
