using GpuTop.Model;
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
    public void The_second_of_a_double_click_does_not_accept_the_key_of_the_next_server()
    {
        var text = "ED25519 key fingerprint is SHA256:bX2l5o4UeWmTq0Jc3yYkN1rVwz8aPZKfQhG7dsEA9iM.";
        var open = PromptQueueTests.Asked(
            new Prompt(1, "gpu01", PromptKind.HostKey, text),
            new Prompt(2, "gpu02", PromptKind.HostKey, text)).Press('p').State.After(1).State;
        var accept = new ClickTarget.Button(KeyPress.Of('a'));

        var first = Apply(open, accept);
        var second = Apply(first.State, accept);
        var later = Update.Apply(first.State, new Message.Clicked(accept), first.State.Now + TimeSpan.FromSeconds(1));

        Assert.Equal(new Effect.AnswerPrompt(1, "yes"), Assert.Single(first.Effects));
        Assert.Empty(second.Effects);
        Assert.Equal(new Effect.AnswerPrompt(2, "yes"), Assert.Single(later.Effects));
    }

    [Fact]
    public void A_second_click_does_not_act_in_the_dialog_of_the_first()
    {
        var state = ActionFleet.State().On(0);

        var asked = Apply(state, new ClickTarget.Button(KeyPress.Of('K'))).State;
        var second = Apply(asked, new ClickTarget.Button(KeyPress.Of('t')));

        Assert.IsType<KillDialog>(asked.Dialog);
        Assert.Empty(second.Effects);
        Assert.Equal(asked.Dialog, second.State.Dialog);
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
    public void Buttons_and_hints_act_as_their_keys()
    {
        var asked = ActionFleet.State().On(0).Press('K').State.After(1).State;
        var cancel = new ClickTarget.Button(KeyPress.Of(Key.Enter));
        var terminate = new ClickTarget.Button(KeyPress.Of('t'));
        var help = new ClickTarget.Button(KeyPress.Of('?'));

        Assert.Null(Click(asked, Find(asked, cancel)).Dialog);
        Assert.IsType<Effect.SendSignal>(Assert.Single(Apply(asked, Hit(asked, Find(asked, terminate))!).Effects));
        Assert.IsType<HelpDialog>(Click(SampleFleet.State(80, 24), Find(SampleFleet.State(80, 24), help)).Dialog);
    }

    [Fact]
    public void A_button_without_room_cannot_be_clicked()
    {
        var asked = ActionFleet.State().On(0).Press('K').State with { Width = 20, Height = 6 };

        Assert.DoesNotContain(new ClickTarget.Button(KeyPress.Of('t')), All(asked).Where((_, i) => i % 20 >= 18));
    }

    [Fact]
    public void Lines_of_a_choice_can_be_taken_by_a_click()
    {
        var choice = Lists.Show(ViewKind.Users).Press("o");

        Assert.Equal(
            UserList.View.Orders.IndexOf(UserList.ByMemory),
            Click(choice, Find(choice, new ClickTarget.Line(UserList.View.Orders.IndexOf(UserList.ByMemory)))).ListOf(ViewKind.Users).Sort);
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
