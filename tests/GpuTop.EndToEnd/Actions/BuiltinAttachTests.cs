namespace GpuTop.EndToEnd.Actions;

/// <summary>The terminal is connected to tmux and a shell on a real server by the built-in ssh client.</summary>
public sealed class BuiltinAttachTests
{
    private const string Builtin = "ssh = \"builtin\"\n";

    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Tmux)]
    public void Attach_types_into_tmux_and_detach_brings_the_screen_back()
    {
        using var lab = new LiveServer();
        File.WriteAllText(lab.Config, Builtin);
        lab.Session("work");
        lab.ShowSessions("work");

        lab.Screen.Press("Enter");
        lab.Screen.WaitFor("0:sh*");
        lab.Screen.Type("echo sum is $((40 + 2))");
        lab.Screen.Press("Enter");
        lab.Screen.WaitFor("sum is 42");
        lab.Screen.Resize(90, 25);
        lab.Screen.WaitFor("work", text => text.Contains("sum is 42", StringComparison.Ordinal));
        var isResized = SpinWait.SpinUntil(() => SizeOf(lab) == "90x25", TimeSpan.FromSeconds(10));
        lab.Screen.Press("C-c");
        lab.Screen.Press("C-b", "d");

        lab.Screen.WaitFor("back from tmux work");
        Assert.True(isResized);
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal)]
    public void A_shell_runs_and_its_interrupts_stay_there()
    {
        using var lab = new LiveServer();
        File.WriteAllText(lab.Config, Builtin);
        lab.Screen.Press("s");
        lab.Screen.WaitFor("a prompt", text => !text.Contains("H100", StringComparison.Ordinal) && text.TrimEnd().Length > 0);

        lab.Screen.Type("sleep 100; echo was $((40 + 2))");
        lab.Screen.Press("Enter");
        lab.Screen.Press("C-c");
        lab.Screen.Type("echo is $((50 + 2)); exit");
        lab.Screen.Press("Enter");

        lab.Screen.WaitFor("back from the shell");
        Assert.Contains("H100", lab.Screen.Text);
    }

    [RequiresTheory(Needs.Server)]
    [InlineData("MaxSessions 1")]
    [InlineData("PermitTTY no")]
    public void A_server_without_room_for_a_terminal_says_why(string setting)
    {
        using var lab = new LiveServer(setting);
        File.WriteAllText(lab.Config, Builtin);

        lab.Screen.Press("s");

        lab.Screen.WaitFor(setting);
    }

    [RequiresFact(Needs.Server | Needs.ServerTerminal)]
    public void The_exit_code_of_an_own_command_is_told()
    {
        using var lab = new LiveServer();
        File.WriteAllText(lab.Config, $"""
            {Builtin}
            [[command]]
            name = "tell"
            key = "x"
            run = "exit 7"
            """);

        lab.Screen.WaitFor("H100");
        lab.Screen.Press("!");
        lab.Screen.WaitFor("any other key closes");
        lab.Screen.Press("x");

        lab.Screen.WaitFor("tell ended with exit code 7");
    }

    private static string SizeOf(LiveServer lab) => lab.Tmux("list-clients", "-t", "=work", "-F", "#{client_width}x#{client_height}");
}
