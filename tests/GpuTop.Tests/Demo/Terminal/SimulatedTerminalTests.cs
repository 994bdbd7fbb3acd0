using GpuTop.Demo;
using GpuTop.Effects;
using GpuTop.State;

namespace GpuTop.Tests.Demo.Terminal;

public sealed class SimulatedTerminalTests
{
    private static readonly DateTimeOffset Now = DemoConnection.Start + TimeSpan.FromMinutes(1);

    [Fact]
    public void A_pane_shows_the_log_of_its_job_and_the_windows_of_its_session()
    {
        var terminal = Open(new AttachGoal.Tmux("$0", "work", "%0"));
        var lines = terminal.Lines(Now, 20);

        Assert.Contains("q comes back", terminal.Notice);
        Assert.Equal(20, lines.Count);
        Assert.StartsWith("$ python train.py", lines[0]);
        Assert.All(lines.Skip(1), line => Assert.StartsWith("epoch ", line));
        Assert.StartsWith("[work] 0:vit* 1:eval 2:logs ", terminal.StatusLine(Now, 80));
        Assert.EndsWith("\"gpu01\" 14:03 20-Nov-26", terminal.StatusLine(Now, 80));
    }

    [Theory]
    [InlineData("q")]
    [InlineData("\x02" + "d")]
    public void A_pane_is_left_with(string keys)
    {
        var terminal = Open(new AttachGoal.Tmux("$0", "work", "%0"));

        terminal.Type("x\x03\x04\x1a\x02" + "n");
        Assert.False(terminal.IsOver);
        terminal.Type(keys);

        Assert.True(terminal.IsOver);
    }

    [Fact]
    public void A_pane_without_a_job_has_a_shell()
    {
        var terminal = Open(new AttachGoal.Tmux("$1", "notes", null));

        Assert.Equal(["alice@gpu01:~$ "], terminal.Lines(Now, 20));
        Assert.StartsWith("[notes] 0:bash* ", terminal.StatusLine(Now, 80));
        terminal.Type("q\r");
        Assert.False(terminal.IsOver);
        terminal.Type("exit\r");
        Assert.True(terminal.IsOver);
    }

    [Fact]
    public void A_job_that_was_ended_has_ended_there_too()
    {
        var server = SimulatedFleet.Servers(4, DemoFeed.Seed)[0];
        using var connection = new DemoConnection(server);
        connection.Clock.AdvanceBy(TimeSpan.FromSeconds(5));
        var process = DemoConnection.Lines(connection.Text, "a").First(line => line.Contains(" python train.py", StringComparison.Ordinal));
        var pid = process.Split(' ')[1];
        server.Send($"r 1 kill -9 {pid}");
        connection.Clock.AdvanceBy(TimeSpan.FromSeconds(5));

        var arguments = server.TerminalArguments(AttachScript.Of(new AttachGoal.Tmux("$0", "work", "%0")));
        var terminal = SimulatedTerminal.Of(arguments, connection.Clock.Now);

        Assert.Equal("alice@gpu01:~/vit$ ", terminal.Lines(connection.Clock.Now, 20)[^1]);
    }

    [Fact]
    public void A_job_that_ends_leaves_its_log_above_a_prompt()
    {
        var terminal = Open(new AttachGoal.Tmux("$0", "work", "%1"));
        Assert.StartsWith("$ python eval.py", terminal.Lines(Now, 20)[0]);

        var lines = terminal.Lines(Now + TimeSpan.FromMinutes(5), 20);

        Assert.Equal("alice@gpu01:~/vit$ ", lines[^1]);
        Assert.StartsWith("epoch ", lines[^2]);
    }

    [Theory]
    [InlineData("hostname", "gpu01")]
    [InlineData("whoami", "alice")]
    [InlineData("pwd", "/home/alice/vit")]
    [InlineData("ls -l", "README.md  configs/  eval.py  runs/  train.py")]
    [InlineData("rm -rf /", "rm: not in the demo (help lists the commands)")]
    public void A_shell_answers(string command, string answer)
    {
        var terminal = Open(new AttachGoal.Shell("/home/alice/vit"));

        terminal.Type(command + "x\x7f\r");

        Assert.Equal(["alice@gpu01:~/vit$ " + command, answer, "alice@gpu01:~/vit$ "], terminal.Lines(Now, 20));
        Assert.Null(terminal.StatusLine(Now, 80));
        Assert.Contains("simulated", terminal.Notice);
    }

    [Fact]
    public void A_shell_lists_GPUs_and_file_systems_of_its_machine()
    {
        var terminal = Open(new AttachGoal.Shell(null));

        terminal.Type("nvidia-smi\rdf\r");

        var lines = terminal.Lines(Now, 100);
        Assert.Equal(8, lines.Count(line => line.Contains("A100-SXM4-80GB", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.EndsWith("% /scratch", StringComparison.Ordinal));
        Assert.Equal("alice@gpu01:~$ ", lines[^1]);
    }

    [Theory]
    [InlineData("exit\r")]
    [InlineData("\x04")]
    public void A_shell_ends_with(string keys)
    {
        var terminal = Open(new AttachGoal.Shell(null));

        terminal.Type("ab\x04\x03");
        Assert.False(terminal.IsOver);
        terminal.Type(keys);

        Assert.True(terminal.IsOver);
    }

    [Fact]
    public void A_new_session_has_a_shell_and_a_status_line()
    {
        var terminal = Open(new AttachGoal.NewSession());

        Assert.Equal(["alice@gpu01:~$ "], terminal.Lines(Now, 20));
        Assert.StartsWith("[new] 0:bash* ", terminal.StatusLine(Now, 80));
    }

    [Theory]
    [InlineData]
    [InlineData("a", "b", "c", "d", "e")]
    [InlineData("1", "7", "0", "1:2", "")]
    public void Other_arguments_are_refused(params string[] arguments) =>
        Assert.Throws<FormatException>(() => SimulatedTerminal.Of(arguments, Now));

    private static SimulatedTerminal Open(AttachGoal goal)
    {
        var server = SimulatedFleet.Servers(4, DemoFeed.Seed)[0];
        using var connection = new DemoConnection(server);
        return SimulatedTerminal.Of(server.TerminalArguments(AttachScript.Of(goal)), Now);
    }
}
