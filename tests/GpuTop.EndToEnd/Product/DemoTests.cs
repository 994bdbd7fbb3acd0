using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTop.EndToEnd.Product;

/// <summary>What the demo opens: terminals and tunnels of its simulated servers.</summary>
public sealed class DemoTests
{
    private const string Untouched = "alternate 0 mouse 0 cursor 1 keys 0";
    private const string Log = "Ctrl-b d or q comes back";

    [RequiresTheory(Needs.Tmux)]
    [InlineData("q")]
    [InlineData("C-b", "d")]
    public void Attach_shows_the_log_of_the_job_and_the_screen_comes_back(params string[] keys)
    {
        using var screen = Attach();
        screen.Press("C-c");
        screen.Press("C-z");
        screen.Resize(90, 20);
        screen.WaitFor("20 lines", text => text.TrimEnd('\n').Split('\n') is { Length: 20 } lines
            && lines[0].Contains(Log, StringComparison.Ordinal) && lines[^1].StartsWith("[work] 0:vit*", StringComparison.Ordinal));

        screen.Press(keys);

        screen.WaitFor("back from tmux work");
        Leave(screen);
    }

    [RequiresFact(Needs.Tmux)]
    public void A_shell_answers_and_its_exit_comes_back()
    {
        using var screen = Start();
        screen.Press("s");
        screen.WaitFor("exit comes back");

        screen.Enter("hostname");
        screen.WaitFor("the name of the server", text => text.Contains("\ngpu01\n", StringComparison.Ordinal));
        screen.Enter("ssh");
        screen.WaitFor("ssh: not in the demo");
        screen.Enter("exit");

        screen.WaitFor("back from the shell");
        Leave(screen);
    }

    [RequiresFact(Needs.Tmux)]
    public void A_tunnel_leads_to_a_page_and_is_closed_by_quit()
    {
        using var screen = Start();
        screen.Press("t");
        screen.WaitFor("the tunnels", text => text.Contains("ADDRESS HERE", StringComparison.Ordinal) && text.Contains('▌'));
        screen.Press("Enter");
        var text = screen.WaitFor("● open");
        var port = int.Parse(Regex.Match(text, @"http://127\.0\.0\.1:(\d+)/").Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.Contains("port 6006 of the simulated server gpu01", WebServer.Fetch(port));

        screen.Press("q");
        screen.WaitFor("this would end");
        screen.WaitFor("q quits");
        Leave(screen);
        Assert.False(WebServer.IsListening(port));
    }

    [RequiresFact(Needs.Tmux)]
    public void SIGTERM_ends_both_programs_and_leaves_the_terminal_as_it_was()
    {
        using var screen = Attach();
        var program = screen.ProgramPid;
        var log = Processes.ChildrenOf(program).Single();

        Processes.Signal("TERM", program);

        screen.WaitFor("ended with 143");
        Assert.Equal(Untouched, screen.Modes);
        Assert.Empty(Processes.Left([log]));
    }

    [RequiresFact(Needs.Tmux)]
    public void SIGTERM_to_the_simulated_program_comes_back()
    {
        using var screen = Attach();

        Processes.Signal("TERM", Processes.ChildrenOf(screen.ProgramPid).Single());

        screen.WaitFor("tmux work was ended by signal 15");
        Leave(screen);
    }

    private static TmuxScreen Start()
    {
        var screen = TmuxScreen.StartProgram("--demo");
        screen.WaitFor("a job in tmux", text => Regex.IsMatch(text, "alice +train.py"));
        return screen;
    }

    private static TmuxScreen Attach()
    {
        var screen = Start();
        screen.Press("Down");
        screen.Press("a");
        screen.WaitFor("the log", text => text.Contains(Log, StringComparison.Ordinal) && Regex.IsMatch(text, @"epoch +\d"));
        return screen;
    }

    private static void Leave(TmuxScreen screen)
    {
        screen.Press("q");
        screen.WaitFor("ended with 0");
        Assert.Equal(Untouched, screen.Modes);
    }
}
