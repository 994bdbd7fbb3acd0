using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.State;

public sealed class AttachActionsTests
{
    [Fact]
    public void Attach_opens_the_pane_of_the_selected_process()
    {
        var step = ActionFleet.State().On(0).Press('a');

        Assert.Equal(new Effect.Attach("gpu01", new AttachGoal.Tmux("$3", "work", "%7"), InWindow: false), Assert.Single(step.Effects));
    }

    [Fact]
    public void Attach_offers_all_sessions_and_a_new_one_without_a_match()
    {
        var step = ActionFleet.State().On(1).Press('a');

        Assert.Empty(step.Effects);
        var choose = Assert.IsType<ChooseDialog>(step.State.Dialog);
        Assert.Equal(["tmux work", "screen 4003.old", "a new session"], choose.Choices.Select(choice => choice.Text));
    }

    [Fact]
    public void Attach_waits_for_the_first_list_of_sessions_and_then_attaches()
    {
        var step = ActionFleet.State(Unheard).On(0).Press('a');

        Assert.IsType<SessionWaitDialog>(step.State.Dialog);
        Assert.Equal(new Effect.Refresh("gpu01"), Assert.Single(step.Effects));
        var heard = Hear(step.State.Press('x').State, new Reading.Sessions(ActionFleet.State().Fleet.Servers[0].Sessions));
        Assert.Null(heard.State.Dialog);
        Assert.Equal(new AttachGoal.Tmux("$3", "work", "%7"), Assert.IsType<Effect.Attach>(Assert.Single(heard.Effects)).Goal);
    }

    [Fact]
    public void A_list_that_is_older_than_the_process_does_not_say_that_it_is_in_none()
    {
        var state = ActionFleet.State(server => server with
        {
            Processes = [.. server.Processes.Select(process => process with { Elapsed = TimeSpan.FromSeconds(1) })],
            SectionTimes = server.SectionTimes.SetItem(ProbeSection.Sessions,
                server.SectionTimes[ProbeSection.Processes] - TimeSpan.FromSeconds(5)),
        });

        Assert.IsType<SessionWaitDialog>(state.On(1).Press('a').State.Dialog);
    }

    [Fact]
    public void Escape_cancels_the_wait_for_a_list()
    {
        var cancelled = ActionFleet.State(Unheard).On(0).Press('a').State.Press(KeyPress.Of(Key.Escape)).State;

        var heard = Hear(cancelled, new Reading.Sessions(ActionFleet.State().Fleet.Servers[0].Sessions));

        Assert.Null(heard.State.Dialog);
        Assert.Empty(heard.Effects);
    }

    [Fact]
    public void A_tmux_that_hangs_or_fails_is_not_called_one_without_the_process()
    {
        var hangs = Hear(ActionFleet.State(Unheard).On(0).Press('a').State, new Reading.Hanging(ProbeSection.Sessions)).State;
        var fails = Hear(ActionFleet.State(Unheard).On(0).Press('a').State,
            new Reading.Sessions([]) { Problem = "tmux /tmp/x: no answer for 5 s" }).State;
        var late = ActionFleet.State(Unheard).On(0).Press('a').State.After(11).State;

        Assert.Equal("tmux or screen does not answer; on gpu01 there may be more than", Assert.IsType<ChooseDialog>(hangs.Dialog).Title);
        Assert.Equal("tmux /tmp/x: no answer for 5 s; on gpu01 there may be more than", Assert.IsType<ChooseDialog>(fails.Dialog).Title);
        Assert.Equal("tmux or screen does not answer; on gpu01 there may be more than", Assert.IsType<ChooseDialog>(late.Dialog).Title);
    }

    [Fact]
    public void A_wait_for_a_list_ends_with_the_connection()
    {
        var state = ActionFleet.State(Unheard).On(0).Press('a').State;

        var lost = Update.Apply(state, new Message.ConnectionChanged("gpu01", new ConnectionStatus(ConnectionPhase.Lost, state.Now)),
            state.Now).State.After(1).State;

        Assert.Null(lost.Dialog);
        Assert.Equal("gpu01 is not connected", lost.Notice!.Text);
    }

    [Fact]
    public void Each_session_is_reached_at_its_own_socket()
    {
        var sessions = ActionFleet.State().Fleet.Servers[0].Sessions;
        var state = ActionFleet.State(server => server with
        {
            Sessions = [sessions[0] with { Socket = "/tmp/tmux-7/lab" }, sessions[1] with { Socket = "/home/alice/.screens" }],
        });

        var tmux = Assert.IsType<Effect.Attach>(Assert.Single(state.On(0).Press('a').Effects)).Goal;
        var screen = Assert.IsType<Effect.Attach>(Assert.Single(state.On(1).Press('a').State.Press('b').Effects)).Goal;
        var made = Assert.IsType<Effect.Attach>(Assert.Single(state.On(1).Press('a').State.Press('c').Effects)).Goal;

        Assert.Equal(new AttachGoal.Tmux("$3", "work", "%7") { Socket = "/tmp/tmux-7/lab" }, tmux);
        Assert.Equal(new AttachGoal.Screen("4003.old", true) { Folder = "/home/alice/.screens" }, screen);
        Assert.Equal(new AttachGoal.NewSession { Socket = "/tmp/tmux-7/lab" }, made);
    }

    private static Server Unheard(Server server) =>
        server with { Sessions = [], SectionTimes = server.SectionTimes.Remove(ProbeSection.Sessions) };

    private static UpdateResult Hear(AppState state, Reading reading) =>
        Update.Apply(state, new Message.ReadingReceived("gpu01", reading), state.Now);

    [Fact]
    public void A_choice_is_taken_by_its_letter_and_by_cursor_and_Enter()
    {
        var open = ActionFleet.State().On(1).Press('a').State;

        var byLetter = open.Press('b').Effects;
        var byCursor = open.Take(1).Effects;

        var screen = new Effect.Attach("gpu01", new AttachGoal.Screen("4003.old", IsAttached: true), InWindow: false);
        Assert.Equal(screen, Assert.Single(byLetter));
        Assert.Equal(screen, Assert.Single(byCursor));
    }

    [Fact]
    public void Several_places_are_a_choice()
    {
        var state = ActionFleet.State(server => server with
        {
            Processes = [.. server.Processes.Select(process => process with { Shares = server.Processes[0].Shares })],
            Sessions = [server.Sessions[0], server.Sessions[1] with { ManagerPid = ActionFleet.MineOutside }],
        });

        var choose = Assert.IsType<ChooseDialog>(state.On(0).Press('a').State.Dialog);

        Assert.Equal(["tmux work", "screen 4003.old"], choose.Choices.Select(choice => choice.Text));
    }

    [Fact]
    public void Enter_attaches_and_N_creates_a_session()
    {
        var state = ActionFleet.State() with { View = ViewKind.Sessions };

        Assert.Equal(new AttachGoal.Tmux("$3", "work", null),
            Assert.IsType<Effect.Attach>(Assert.Single(state.Press(KeyPress.Of(Key.Enter)).Effects)).Goal);
        Assert.IsType<AttachGoal.NewSession>(Assert.IsType<Effect.Attach>(Assert.Single(state.Press('N').Effects)).Goal);
    }

    [Fact]
    public void The_shell_begins_where_the_job_works()
    {
        var step = ActionFleet.State().On(0).Press('s');

        Assert.Equal(new Effect.Attach("gpu01", new AttachGoal.Shell("/home/alice/lm"), false), Assert.Single(step.Effects));
    }

    [Theory]
    [InlineData('a')]
    [InlineData('s')]
    [InlineData('K')]
    public void A_server_that_is_not_connected_says_so(char key)
    {
        var state = ActionFleet.State(
            server => server with { Connection = new ConnectionStatus(ConnectionPhase.Lost, server.Connection.Since) }).On(0);

        var step = state.Press(key);

        Assert.Equal("gpu01 is not connected", step.State.Notice!.Text);
        Assert.Empty(step.Effects);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('s')]
    [InlineData('K')]
    [InlineData('!')]
    public void Read_only_leaves_out_what_acts(char key)
    {
        var state = ActionFleet.State(options: new AppOptions { ReadOnly = true }).On(0);

        var step = state.Press(key);

        Assert.StartsWith("read-only", step.State.Notice!.Text);
        Assert.Null(step.State.Dialog);
        Assert.Empty(step.Effects);
        Assert.DoesNotContain(Keymap.OfferedIn(state), binding => binding.Keys.Contains(KeyPress.Of(key)));
    }

    [Fact]
    public void A_dead_screen_says_so()
    {
        var state = ActionFleet.State(server => server with { Sessions = [server.Sessions[1] with { Dead = true }] }) with
        {
            View = ViewKind.Sessions,
        };

        var remote =
            ActionFleet.State(server => server with { Sessions = [server.Sessions[1] with { Dead = true, Unusable = "remote or dead" }] });
        Assert.Equal("4003.old is dead: its program is gone", state.Press('a').State.Notice!.Text);
        Assert.Equal(
            "4003.old is remote or dead: screen can't reach it from here",
                (remote with { View = ViewKind.Sessions }).Press('a').State.Notice!.Text);
    }

    [Fact]
    public void A_simulated_server_is_attached_as_a_real_one()
    {
        var real = ActionFleet.State().On(0).Press('a');
        var simulated = ActionFleet.State(options: new AppOptions { IsDemo = true }).On(0).Press('a');

        Assert.Equal(Assert.IsType<Effect.Attach>(Assert.Single(real.Effects)), Assert.Single(simulated.Effects));
    }

    [Fact]
    public void The_return_is_shown_and_logged()
    {
        var state = ActionFleet.State();

        var next = Update.Apply(state, new Message.AttachEnded("gpu01", new AttachGoal.Tmux("$3", "work", null), "connection lost"),
            state.Now).State;

        Assert.Equal(("gpu01: connection lost", true), (next.Notice!.Text, next.Notice.IsProblem));
        Assert.Equal(("connection lost", Tone.Bad), (next.Events.Newest[0].Text, next.Events.Newest[0].Tone));
    }

    [Fact]
    public void A_user_command_gets_the_selection_and_names_missing_values()
    {
        ImmutableArray<UserCommand> commands =
        [
            new("disk usage", "d", "ncdu {cwd}", CommandPlace.Server, Pause: false),
            new("port", "p", "curl {host}:{port}", CommandPlace.Here, Pause: true),
        ];
        var state = ActionFleet.State(options: new AppOptions { Commands = commands });

        var run = state.On(0).Press('!').State.Press('d');
        var noProcess = state.On(2).Press('!').State.Press('d');
        var noPort = state.On(0).Press('!').State.Press('p');

        var own = Assert.IsType<AttachGoal.Own>(Assert.IsType<Effect.Attach>(Assert.Single(run.Effects)).Goal);
        Assert.Equal(("/home/alice/lm", "4711", "0"), (own.Values["cwd"], own.Values["pid"], own.Values["gpu"]));
        Assert.Equal("disk usage: select a process", noProcess.State.Notice!.Text);
        Assert.Equal("port: select a port among the tunnels", noPort.State.Notice!.Text);
        Assert.Empty(noPort.Effects);
    }

    [Theory]
    [InlineData(ViewKind.Storage, "/data")]
    [InlineData(ViewKind.Fleet, "/home/alice/lm")]
    public void The_path_of_a_user_command_is_the_selected_file_system_else_the_directory_of_the_job(ViewKind view, string path)
    {
        var command = new UserCommand("who fills this disk", "d", "ncdu -x {path}", CommandPlace.Server, Pause: false);
        var state = ActionFleet.State(
            server => server with { Mounts = [new Mount("/data", "/dev/sda1", "ext4", 1000, 900, 100, 90, 1)] },
            new AppOptions { Commands = [command] });

        var run = (state.On(0) with { View = view }).Press('!').State.Press('d');

        Assert.Equal(path, Assert.IsType<AttachGoal.Own>(Assert.IsType<Effect.Attach>(Assert.Single(run.Effects)).Goal).Values["path"]);
    }

    [Fact]
    public void The_page_of_a_card_acts_on_its_processes()
    {
        var page = ActionFleet.State().On(0).Press(KeyPress.Of(Key.Enter)).State;

        Assert.Equal(ViewKind.Gpu, page.View);
        Assert.Equal(new AttachGoal.Tmux("$3", "work", "%7"), Assert.IsType<Effect.Attach>(Assert.Single(page.Press('a').Effects)).Goal);
        Assert.IsType<KillDialog>(page.Press('K').State.Dialog);
    }
}
