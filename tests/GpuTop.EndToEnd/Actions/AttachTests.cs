using System.Diagnostics;

namespace GpuTop.EndToEnd.Actions;

/// <summary>The terminal is lent to tmux, screen and a shell on a real server, and comes back as it was.</summary>
public sealed class AttachTests
{
    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Tmux)]
    public void Attach_types_into_the_pane_of_the_job_and_detach_brings_the_screen_back()
    {
        using var lab = new LiveServer();
        lab.OnCard(lab.Session("work"));
        lab.Tmux("new-window", "-t", "=work:", "exec sh");
        lab.SelectCard("  sh ");
        var before = lab.Screen.WaitFor("? help");

        Attach(lab);
        lab.Screen.Type("echo sum is $((40 + 2))");
        lab.Screen.Press("Enter");
        lab.Screen.WaitFor("sum is 42");
        var window = lab.Tmux("display-message", "-p", "-t", "=work:", "#{window_index}");
        lab.Screen.Resize(90, 25);
        lab.Screen.WaitFor("work", text => text.Contains("sum is 42", StringComparison.Ordinal));
        lab.Screen.Press("C-c");
        lab.Screen.Press("C-b", "d");

        lab.Screen.WaitFor("back from tmux work");
        Assert.Equal("0", window);
        Assert.Contains("H100", before);
        Assert.Contains("H100", lab.Screen.Text);
        QuitsSanely(lab);
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Tmux)]
    public void No_name_of_a_session_becomes_an_option_a_command_or_a_code()
    {
        using var lab = new LiveServer();
        var witness = Path.Combine(Path.GetTempPath(), $"gputop-{Guid.NewGuid():N}");
        foreach (var odd in new[] { "-x", $"$(touch {witness})", $"a;touch {witness}", $"'\"`touch {witness}`", new string('n', 200) })
        {
            lab.Session("placeholder");
            lab.Tmux("rename-session", "-t", "=placeholder", "--", odd);
        }

        lab.ShowSessions("nnnn");
        lab.Screen.WaitFor(
            "sessions", text => text.Contains("-x ", StringComparison.Ordinal) && text.Contains("nnnn", StringComparison.Ordinal));

        // In the order of tmux, which is that of the names.
        foreach (var name in new[] { "$(touch", "'\"`touch", "-x", "a;touch", "nnnn" })
        {
            lab.Screen.Press("Enter");
            lab.Screen.WaitFor("0:sh*");
            lab.Screen.Press("C-b", "d");
            lab.Screen.WaitFor("back from tmux " + name);
            lab.Screen.Press("Down");
        }

        Assert.False(File.Exists(witness));
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Tmux)]
    public void An_ssh_that_is_killed_leaves_the_screen_and_the_keys_in_order()
    {
        using var lab = new LiveServer();
        lab.OnCard(lab.Session("work"));
        lab.SelectCard("  sh ");
        Attach(lab);

        Process.GetProcessById(lab.Ssh("-tt").Single()).Kill();

        lab.Screen.WaitFor("tmux work was ended by signal 9");
        QuitsSanely(lab);
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Tmux)]
    public void A_connection_that_dies_during_attach_is_told()
    {
        using var lab = new LiveServer();
        lab.OnCard(lab.Session("work"));
        lab.SelectCard("  sh ");
        Attach(lab);

        Process.GetProcessById(lab.Ssh("ControlMaster=yes").Single()).Kill();

        lab.Screen.WaitFor("connection lost");
        QuitsSanely(lab);
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Tmux)]
    public void A_session_that_is_gone_says_so()
    {
        using var lab = new LiveServer();
        lab.Session("work");
        lab.Session("other");
        lab.ShowSessions("work");
        lab.Screen.WaitFor(
            "work", text => text.Contains("work", StringComparison.Ordinal) && text.Contains("other", StringComparison.Ordinal));
        lab.Tmux("kill-session", "-t", "=other");

        lab.Screen.Press("Enter");

        lab.Screen.WaitFor("no such session any more: tmux other");
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Screen)]
    public void Attach_to_screen_and_back()
    {
        using var lab = new LiveServer();
        lab.ScreenProgram("-d", "-m", "-S", "train", "sh");
        lab.ShowSessions(".train");

        lab.Screen.Press("Enter");
        lab.Screen.WaitFor("a shell", text => !text.Contains(".train", StringComparison.Ordinal));
        lab.Screen.Type("echo sum is $((40 + 2))");
        lab.Screen.Press("Enter");
        lab.Screen.WaitFor("sum is 42");
        lab.Screen.Press("C-a", "d");

        lab.Screen.WaitFor("back from screen");
        QuitsSanely(lab);
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Tmux)]
    public void The_shell_begins_in_the_directory_of_the_job_whatever_it_is_called()
    {
        using var lab = new LiveServer();
        var odd = Directory.CreateTempSubdirectory("gputop $(touch x);a'b -").FullName;
        lab.Job("sh", "-c", $"cd \"$1\" && exec sleep 1000", "sh", odd);
        lab.SelectCard("sleep 1000");

        lab.Screen.Press("s");
        lab.Screen.WaitFor("a prompt", text => !text.Contains("H100", StringComparison.Ordinal) && text.TrimEnd().Length > 0);
        lab.Screen.Type("[ \"$(pwd)\" = \"$(readlink /proc/$(pgrep -nf 'sleep 1000')/cwd)\" ] && echo right $((1 + 1)); exit");
        lab.Screen.Press("Enter");

        lab.Screen.WaitFor("back from the shell");
        Assert.Empty(Directory.GetFileSystemEntries(odd));
        QuitsSanely(lab);
        Directory.Delete(odd);
    }

    [RequiresFact(Needs.Server)]
    public void A_server_with_one_session_says_why_there_is_no_shell()
    {
        using var lab = new LiveServer("MaxSessions 1");

        lab.Screen.Press("s");

        lab.Screen.WaitFor("MaxSessions 1");
        QuitsSanely(lab);
    }

    [RequiresFact(Needs.Server)]
    public void A_server_that_gives_no_terminal_says_so()
    {
        using var lab = new LiveServer("PermitTTY no");

        lab.Screen.Press("s");

        lab.Screen.WaitFor("PermitTTY no");
        QuitsSanely(lab);
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Tmux)]
    public void In_a_window_of_tmux_gputop_stays_visible()
    {
        using var lab = new LiveServer();
        File.WriteAllText(lab.Config, "attach_in = \"window\"\n");
        lab.Session("work");
        lab.ShowSessions("work");

        lab.Screen.Press("Enter");
        lab.Screen.WaitFor("[work]");
        lab.Screen.ShowFirstWindow();

        lab.Screen.WaitFor("tmux work is in a new tmux window");
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal)]
    public void An_own_command_runs_on_the_server_with_quoted_words_and_waits_for_Enter()
    {
        using var lab = new LiveServer();
        File.WriteAllText(lab.Config, """
            [[command]]
            name = "tell"
            key = "x"
            run = "echo \"it is\" {pid} in {cwd}; false"
            pause = true
            """);
        var odd = Directory.CreateTempSubdirectory("gputop $(touch x);a'b -").FullName;
        var job = lab.Job("sh", "-c", "cd \"$1\" && exec sleep 1000", "sh", odd);
        lab.SelectCard("sleep 1000");

        lab.Screen.Press("!");
        lab.Screen.WaitFor("any other key closes");
        lab.Screen.Press("x");
        lab.Screen.WaitFor($"it is {job.Id} in {odd}");
        lab.Screen.WaitFor("[exit code 1: Enter goes back]");
        lab.Screen.Press("Enter");

        lab.Screen.WaitFor("tell ended with exit code 1");
        Directory.Delete(odd);
    }

    // The tmux sessions arrive later than the processes.
    private static void Attach(LiveServer lab)
    {
        lab.ShowSessions("work");
        lab.Screen.Press("1");
        lab.Screen.WaitFor("H100");
        lab.Screen.Press("a");
        lab.Screen.WaitFor("[work]");
    }

    // The screen answers keys, and the terminal is as it was before gputop.
    private static void QuitsSanely(LiveServer lab)
    {
        lab.Screen.Press("?");
        lab.Screen.WaitFor("the selected item");
        lab.Screen.Press("Escape");
        lab.Screen.WaitFor("no help", text => !text.Contains("the selected item", StringComparison.Ordinal));
        lab.Screen.Press("q");
        lab.Screen.WaitFor("ended with 0");
        Assert.False(lab.Screen.IsAlternate);
        lab.Screen.Type("stty -a | grep -c -- ' icanon.* echo '");
        lab.Screen.Press("Enter");
        lab.Screen.WaitFor("a sane terminal", text => text.Split('\n').Any(line => line.Trim() == "1"));
    }
}
