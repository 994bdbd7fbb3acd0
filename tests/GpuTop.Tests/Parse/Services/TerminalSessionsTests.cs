using System.Text;
using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class TerminalSessionsTests
{
    [Fact]
    public void Each_session_has_its_panes_with_their_directories()
    {
        var text = """
            S $0|1795171446|1|2|train
            S $3|1795171447|0|1|my exp|2
            P $0|0|0|%0|24028|0|python|gpu0
            P $0|1|0|%1|24031|1|sh|eval | run
            P $3|0|0|%2|24035|0|sleep|sleep
            D %0|/home/alice/a b
            D %1|
            C There is a screen on:
            C 	907.root	(02/24/23 20:11:07)	(Multi, attached)
            C 1 Socket in /run/screen/S-root.
            E error connecting to /tmp/tmux-0/default (No such file or directory)
            """;

        var sessions = TerminalSessions.Read(Encoding.UTF8.GetBytes(text)).List;

        Assert.Equal(3, sessions.Length);
        Assert.Equal(
            new TerminalSession(SessionKind.Tmux, "train", true, 2, DateTimeOffset.FromUnixTimeSeconds(1795171446), false, []) { Id = "$0" },
            sessions[0] with { Panes = [] });
        Assert.Equal(
            [
                new Pane(0, "gpu0", 0, "%0", 24028, "python", "/home/alice/a b", false),
                new Pane(1, "eval | run", 0, "%1", 24031, "sh", null, true),
            ],
            sessions[0].Panes.ToArray());
        Assert.Equal(("my exp|2", false, 24035), (sessions[1].Name, sessions[1].Attached, sessions[1].Panes.Single().Pid));
        Assert.Equal(new TerminalSession(SessionKind.Screen, "907.root", true, null, null, false, []) { ManagerPid = 907 }, sessions[2]);
    }

    [Fact]
    public void A_tmux_that_knows_no_formats_is_understood_too()
    {
        var session = Assert.Single(TerminalSessions.Read("S work: 3 windows (created Mon Nov  2 22:51:24 2015) [80x23] (attached)\n"u8).List);

        Assert.Equal(("work", true, 3, null), (session.Name, session.Attached, session.Windows, session.Created));
    }

    [Fact]
    public void Ids_of_several_tmux_servers_are_told_apart_by_their_sockets()
    {
        var text = "O /tmp/tmux-7/default\nS $0|1|0|1|a\nP $0|0|0|%0|11|0|sh|sh\nD %0|/one\n"
            + "O /tmp/tmux-7/lab\nS $0|1|0|1|b\nP $0|0|0|%0|22|0|sh|sh\nD %0|/two\nO /home/me/x y/tmux-7/default\nS $0|1|0|1|c\n"
            + "Q /home/me/.screens\nC \t907.root\t(Remote or dead)\n";

        var reading = TerminalSessions.Read(Encoding.UTF8.GetBytes(text));

        Assert.Null(reading.Problem);
        Assert.Equal([null, "-L lab", "-S /home/me/x y/tmux-7/default", null], reading.List.Select(session => session.SocketOption));
        Assert.Equal(["/one", "/two"], reading.List.SelectMany(session => session.Panes).Select(pane => pane.Path!));
        Assert.Equal([11, 22], reading.List.SelectMany(session => session.Panes).Select(pane => pane.Pid));
        Assert.Equal(("/home/me/.screens", true, "remote or dead"), (reading.List[3].Socket, reading.List[3].Dead, reading.List[3].Unusable));
    }

    [Theory]
    [InlineData("O /tmp/tmux-7/lab\nE no answer for 5 s\n", "tmux /tmp/tmux-7/lab: no answer for 5 s")]
    [InlineData("O /t\nS $0|1|0|1|a\nO /x\nE protocol version mismatch (client 8, server 7)\n", "tmux /x: protocol version mismatch (client 8, server 7)")]
    [InlineData("Q /s\nC Directory '/s' must have mode 700.\n", "screen: Directory '/s' must have mode 700.")]
    [InlineData("Q /s\nC There is a screen on:\nC \t7.a\t(Dead ???)\nC Remove dead screens with 'screen -wipe'.\nC 1 Socket in /s.\nC \n", null)]
    [InlineData("Q /s\nC No Sockets found in /s.\nC \n", null)]
    [InlineData("O\nE\nE \nQ \n", null)]
    public void A_program_that_fails_is_not_one_without_sessions(string text, string? problem) =>
        Assert.Equal(problem, TerminalSessions.Read(Encoding.UTF8.GetBytes(text)).Problem);

    [Theory]
    [InlineData("E no server running on /tmp/tmux-1000/default\n")]
    [InlineData("S $0|\nP \nP $0|x|y\nD\nC .\n")]
    [InlineData("S error connecting to /tmp/tmux-0/monitor (Permission denied)\nC No Sockets found in /run/screen/S-user.\n")]
    public void Without_a_server_there_is_no_session(string text) => Assert.Empty(TerminalSessions.Read(Encoding.UTF8.GetBytes(text)).List);

    [SharedFact("recordings/tmux")]
    public void Every_list_of_sessions_is_read()
    {
        var expected = new Dictionary<string, string>
        {
            ["ls-long-names-with-underscores.txt"] = "matlab 4 attached, exampleRun_tensorboard_port42561 1, lfads_param_Qr2PeG__all 1",
            ["ls-new-attached.txt"] = "pugc 1, qoder 1 attached, work 1",
            ["ls-old-group-attached.txt"] = "bob 2 attached, alice 2 attached",
            ["ls-old-with-size-brackets.txt"] = "0 1, 1 1",
            ["ls-tmux33-odd-names-C-locale.txt"] = "a_b_c 1, done 1, my exp 2 1, train 2, train-view 2, ____-3 1",
            ["ls-tmux33-odd-names-utf8.txt"] = "a_b_c 1, done 1, my exp 2 1, train 2, train-view 2, 实验-3 1",
        };

        var read = Recorded.All("tmux", "ls-").ToDictionary(
            file => file.Key,
            file => string.Join(", ", TmuxLists.Sessions(file.Value).Select(it => $"{it.Name} {it.Windows}{(it.Attached ? " attached" : "")}")));

        Assert.Equal(expected, read);
    }

    [SharedFact("recordings/tmux")]
    public void What_is_no_list_holds_no_session()
    {
        foreach (var (file, text) in Recorded.All("tmux"))
        {
            Assert.Equal((file, file.StartsWith("ls-", StringComparison.Ordinal)), (file, !TmuxLists.Sessions(text).IsEmpty));
        }
    }

    [SharedFact("recordings/tmux")]
    public void Every_list_of_screens_is_read()
    {
        var expected = new Dictionary<string, string>
        {
            ["screen-chinese-dates.txt"] =
                "58311.PalWorld-2 attached, 41007.PalWorld attached, 30419.tmodloader, 16466.7DaysServer",
            ["screen-detached-24h-two-digit-year.txt"] =
                "1539.Snake_Oil_Crypto_Window, 1036.Flask_D4, 1004.Workers_D4, 975.Server_D4, 736.Redis_D4",
            ["screen-german-dates-dead-hint.txt"] = "536338.test",
            ["screen-multi-detached-suitable.txt"] = "907.root",
            ["screen-names-only.txt"] =
                "3311303.5311452a-2589-4956-b804-9a7323d5053d, 2959889.161eb0ee-c0da-435a-a80b-cf38dd61dabf, "
                + "2798203.98ef35d4-d49a-437c-a01e-7f2396b103a5, 2262804.3003ba2b-34fb-41a2-849e-75cc70a02173, "
                + "2236744.f77e704f-6325-42ad-a3b8-520275bb6c18, 761656.solve-link-assistant-hive-mind-539",
            ["screen-no-sockets.txt"] = "",
            ["screen-old-no-date-dead.txt"] = "8069.pts-0.NAS dead",
            ["screen-two-attached-12h-dates.txt"] = "1955959.squad_valid attached, 1954893.squad attached",
        };

        var read = Recorded.All("tmux", "screen").ToDictionary(
            file => file.Key,
            file => string.Join(", ", ScreenSessions.Read(file.Value).Select(it => it.Name + (it.Attached ? " attached" : it.Dead ? " dead" : ""))));

        Assert.Equal(expected, read);
        Assert.Equal(8069, ScreenSessions.Read(Recorded.Bytes("tmux", "screen-old-no-date-dead.txt"))[0].ManagerPid);
    }

    [SharedFact("recordings/tmux")]
    public void Windows_lose_their_flags_and_keep_their_blanks()
    {
        var windows = TmuxLists.Windows(Recorded.Bytes("tmux", "list-windows-default-format.txt"));

        Assert.Equal(8, windows.Length);
        Assert.Equal(new TmuxWindow("my exp 2", 0, "sleep", 1), windows[2]);
        Assert.Equal(new TmuxWindow("train", 0, "gpu0", 2), windows[3]);
        Assert.Equal(new TmuxWindow("train-view", 1, "eval run", 1), windows[6]);
    }

    [SharedFact("recordings/tmux")]
    public void Panes_are_the_same_whatever_separates_them()
    {
        var tabs = TmuxPanes.Read(Recorded.Bytes("tmux", "list-panes-tab-format-utf8.txt"));
        var flagged = TmuxPanes.Read(Recorded.Bytes("tmux", "list-panes-tab-format-C-locale-with-u-flag.txt"));
        var underscores = TmuxPanes.Read(Recorded.Bytes("tmux", "list-panes-tab-format-C-locale-underscores.txt"));
        var pipes = TmuxPanes.Read(Recorded.Bytes("tmux", "list-panes-pipe-format.txt"));
        var plain = TmuxPanes.Read(Recorded.Bytes("tmux", "list-panes-default-format.txt"));

        Assert.Equal(new TmuxPane("done", 0, 0, "%6", 24049, "sh", null, true), tabs[1]);
        Assert.Equal(new TmuxPane("train", 0, 1, "%5", 24045, "sleep", "/", false), tabs[4]);
        Assert.Equal(tabs.ToArray(), flagged.ToArray());
        Assert.Equal(tabs.Select(pane => pane with { Session = pane.Session.Replace("实验", "____") }).Take(9), underscores.Take(9));
        Assert.Equal(new TmuxPane("____-3", 0, 0, "%3", 24039, "sleep", "/", false), underscores[9]);
        Assert.Equal(tabs.Select(pane => pane with { Id = null, Path = null }), pipes);
        Assert.Equal(tabs.Select(pane => pane with { Pid = null, Command = null, Path = null }), plain);
    }

    [SharedFact("recordings/tmux")]
    public void Formats_of_ones_own_are_read_as_far_as_they_tell()
    {
        var columns = TmuxPanes.Read(Recorded.Bytes("tmux", "list-panes-column-t.txt"));
        var keys = TmuxPanes.Read(Recorded.Bytes("tmux", "list-panes-custom-format-padded.txt"));

        Assert.Equal(10, columns.Length);
        Assert.Equal(new TmuxPane("visualmode-dev", 1, 1, null, 52237, "zsh", null, false), columns[9]);
        Assert.Equal(new TmuxPane("qoder", 0, 0, null, 574580, "qodercli", "/home/alice1/Projects/orca-rust", false), keys[1]);
        Assert.Equal(3, keys.Length);
    }
}
