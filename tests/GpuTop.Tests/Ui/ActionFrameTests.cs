using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;

namespace GpuTop.Tests.Ui;

public sealed class ActionFrameTests
{
    [Fact]
    public void The_question_before_a_kill_looks_as_accepted() => Golden.Check(Asked(), "kill-80x24");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 45)]
    [InlineData(40, 14)]
    public void The_question_shows_the_whole_command(int width, int height)
    {
        var words = string.Join(' ', Enumerable.Range(0, 12).Select(number => $"--option{number}"));
        var asked = Asked();
        var kill = (KillDialog)asked.Dialog!;

        var text = GuiScreen.Of(asked with
        {
            Width = width,
            Height = height,
            Dialog = kill with { Targets = [kill.Targets[0] with { Command = "train.py " + words + " --last" }] },
        }).Frame.ToText();

        Assert.Equal(width > 40, text.Contains("--last", StringComparison.Ordinal));
        Assert.Equal(width <= 40, text.Contains('…'));
    }

    [Fact]
    public void The_question_before_a_kill_fits_a_split() => Golden.Check(Asked() with { Width = 40, Height = 10 }, "kill-40x10");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void The_offer_of_SIGKILL_looks_as_accepted(int width, int height)
    {
        var ending = new PendingKill(
            Assert.IsType<KillDialog>(Asked().Dialog).Targets[0], KillSignal.Term, null, SampleFleet.Now, SampleFleet.Now, Survived: true);

        Golden.Check(ActionFleet.State() with { PendingKills = [ending], Width = width, Height = height }, $"kill-offer-{width}x{height}");
    }

    [Fact]
    public void The_question_before_a_kill_of_many_counts_what_does_not_fit()
    {
        var one = Assert.IsType<KillDialog>(Asked().Dialog).Targets[0];
        var many = Enumerable.Range(0, 12).Select(
            i => one with { Pid = 5000 + i, Command = i == 1 ? "a\u202egpj.exe 名字" : new string('x', 4096) });

        Golden.Check(Asked() with { Dialog = new KillDialog([.. many], KillSignal.Kill) }, "kill-many-80x24");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void The_question_before_a_kill_on_several_servers_says_what_is_left_out(int width, int height) =>
        Golden.Check(
            ActionFleet.TwoServersTagged().Press('K').State.After(0.3).State with { Width = width, Height = height },
            $"kill-servers-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    [InlineData(20, 4)]
    public void The_search_for_gpus_looks_as_accepted(int width, int height) =>
        Golden.Check(
            GuiScreen.Of(
                SampleFleet.State(width, height) with { Dialog = new FindDialog() },
                KeyPress.Of('2'), KeyPress.Of(Key.Tab), KeyPress.Of('2'), KeyPress.Of('0'), KeyPress.Of('G')).Frame,
            $"find-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void The_palette_with_words_looks_as_accepted(int width, int height) => Golden.Check(
        GuiScreen.Of(
            ActionFleet.State().On(1) with { Width = width, Height = height },
            KeyPress.Of(':'), KeyPress.Of('s'), KeyPress.Of('h'), KeyPress.Of(Key.Down)).Frame,
        $"palette-words-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void The_menu_of_a_gpu_looks_as_accepted(int width, int height) => Golden.Check(
        ActionFleet.State().On(1).Press(KeyPress.Of(Key.F2)).State.After(0.3).State with { Width = width, Height = height },
        $"menu-{width}x{height}");

    [Fact]
    public void The_choice_of_sessions_looks_as_accepted() =>
        Golden.Check(ActionFleet.State().On(1).Press('a').State.After(0.3).State, "attach-80x24");

    [Fact]
    public void Own_commands_look_as_accepted()
    {
        var commands = new[]
        {
            new UserCommand("disk usage", "d", "ncdu {cwd}", CommandPlace.Server, Pause: false),
            new UserCommand("nvitop", null, "nvitop", CommandPlace.Server, Pause: false),
        };

        Golden.Check(
            ActionFleet.State(options: new AppOptions { Commands = [.. commands] }).On(2).Press('!').State.After(0.3).State,
            "commands-80x24");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void Sessions_look_as_accepted(int width, int height) =>
        Golden.Check(
            ActionFleet.State(WithOddSessions) with { View = ViewKind.Sessions, Width = width, Height = height },
            $"sessions-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void Events_look_as_accepted(int width, int height)
    {
        var state = ActionFleet.State() with { Width = width, Height = height };
        state = Update.Apply(
            state,
            new Message.ConnectionChanged(
                "gpu01", new ConnectionStatus(ConnectionPhase.Lost, state.Now, new Problem("connection timed out"))),
            state.Now - TimeSpan.FromDays(1)).State;
        state = Update.Apply(
            state,
            new Message.ConnectionChanged("gpu01", new ConnectionStatus(ConnectionPhase.Live, state.Now)),
            SampleFleet.Now - TimeSpan.FromMinutes(3)).State;
        state = Update.Apply(
            state,
            new Message.AttachEnded("gpu01", new AttachGoal.Tmux("$3", "work", null), null),
            SampleFleet.Now - TimeSpan.FromSeconds(8)).State;

        Golden.Check(state with { View = ViewKind.Events, Now = SampleFleet.Now, Notice = null }, $"events-{width}x{height}");
    }

    [Fact]
    public void Read_only_hints_hold_no_action() =>
        Golden.Check(ActionFleet.State(options: new AppOptions { ReadOnly = true }), "read-only-80x24");

    private static AppState Asked() => ActionFleet.State().On(0).Press('K').State.After(0.3).State;

    private static Server WithOddSessions(Server server) => server with
    {
        Sessions =
        [
            .. server.Sessions,
            server.Sessions[0] with { Name = "-x $(touch x); a;b", Id = "$4", Panes = [], Attached = true },
            server.Sessions[0] with { Name = new string('n', 4096), Id = "$5", Panes = [] },
            server.Sessions[1] with { Name = "99.dead", Dead = true, ManagerPid = null },
        ],
    };
}
