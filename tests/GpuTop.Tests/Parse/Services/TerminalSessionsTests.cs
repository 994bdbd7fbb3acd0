using System.Collections.Immutable;
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

        var sessions = TerminalSessions.Read(text).List;

        Assert.Equal(3, sessions.Length);
        Assert.Equal(
            new TerminalSession(
                SessionKind.Tmux, "train", true, 2, DateTimeOffset.FromUnixTimeSeconds(1795171446), false, [])
            { Id = "$0" },
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
    public void Ids_of_several_tmux_servers_are_told_apart_by_their_sockets()
    {
        var text = "O /tmp/tmux-7/default\nS $0|1|0|1|a\nP $0|0|0|%0|11|0|sh|sh\nD %0|/one\n"
            + "O /tmp/tmux-7/lab\nS $0|1|0|1|b\nP $0|0|0|%0|22|0|sh|sh\nD %0|/two\nO /home/me/x y/tmux-7/default\nS $0|1|0|1|c\n"
            + "Q /home/me/.screens\nC \t907.root\t(Remote or dead)\n";

        var reading = TerminalSessions.Read(text);

        Assert.Null(reading.Problem);
        Assert.Equal([null, "-L lab", "-S /home/me/x y/tmux-7/default", null], reading.List.Select(session => session.SocketOption));
        Assert.Equal(["/one", "/two"], reading.List.SelectMany(session => session.Panes).Select(pane => pane.Path!));
        Assert.Equal([11, 22], reading.List.SelectMany(session => session.Panes).Select(pane => pane.Pid));
        Assert.Equal(
            ("/home/me/.screens", true, "remote or dead"), (reading.List[3].Socket, reading.List[3].Dead, reading.List[3].Unusable));
    }

    [Theory]
    [InlineData("O /tmp/tmux-7/lab\nE no answer for 5 s\n", "tmux /tmp/tmux-7/lab: no answer for 5 s")]
    [InlineData(
        "O /t\nS $0|1|0|1|a\nO /x\nE protocol version mismatch (client 8, server 7)\n",
        "tmux /x: protocol version mismatch (client 8, server 7)")]
    [InlineData("Q /s\nC Directory '/s' must have mode 700.\n", "screen: Directory '/s' must have mode 700.")]
    [InlineData(
        "Q /s\nC There is a screen on:\nC \t7.a\t(Dead ???)\nC Remove dead screens with 'screen -wipe'.\nC 1 Socket in /s.\nC \n", null)]
    [InlineData("Q /s\nC No Sockets found in /s.\nC \n", null)]
    [InlineData("O\nE\nE \nQ \n", null)]
    public void A_program_that_fails_is_not_one_without_sessions(string text, string? problem) =>
        Assert.Equal(problem, TerminalSessions.Read(text).Problem);

    [Theory]
    [InlineData("E no server running on /tmp/tmux-1000/default\n")]
    [InlineData("S $0|\nP \nP $0|x|y\nD\nC .\n")]
    [InlineData("S error connecting to /tmp/tmux-0/monitor (Permission denied)\nC No Sockets found in /run/screen/S-user.\n")]
    public void Without_a_server_there_is_no_session(string text) => Assert.Empty(TerminalSessions.Read(text).List);

    [RequiresFact(Needs.Recordings)]
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
            file => string.Join(", ", Screens(file.Value).Select(it => it.Name + (it.Attached ? " attached" : it.Dead ? " dead" : ""))));

        Assert.Equal(expected, read);
        Assert.Equal(8069, Screens(Recorded.Text("tmux", "screen-old-no-date-dead.txt"))[0].ManagerPid);
    }

    private static ImmutableArray<TerminalSession> Screens(string list) =>
        TerminalSessions.Read("C " + list.Replace("\n", "\nC ", StringComparison.Ordinal)).List;
}
