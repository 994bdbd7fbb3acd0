using System.Text.RegularExpressions;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Questions of a real ssh to commands without a screen, on a real terminal.</summary>
public sealed class TerminalQuestionTests : IDisposable
{
    private const string Passphrase = "open sesame";
    private const string Asks = "srv: Enter passphrase for key";

    private readonly SshServer _server = new();
    private readonly string _printed = Path.GetTempFileName();

    public TerminalQuestionTests() =>
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", Passphrase, "-f", _server.UserKey]);

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_secret_is_asked_for_and_not_shown_while_the_output_goes_into_a_file()
    {
        using var screen = Start($"list --json srv >{_printed}");

        screen.WaitFor(Asks);
        screen.Enter(Passphrase);
        var end = screen.WaitFor("ended with");

        Assert.DoesNotContain(Passphrase, end, StringComparison.Ordinal);
        Assert.Contains("\"state\": \"live\"", File.ReadAllText(_printed), StringComparison.Ordinal);
        Echoes(screen);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Check_asks_too()
    {
        using var screen = Start("check srv");

        screen.WaitFor(Asks);
        screen.Enter(Passphrase);
        var end = screen.WaitFor("ended with");

        Assert.Contains("ok    auth         logged in", end, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Without_an_answer_it_goes_on_with_the_other_servers()
    {
        using var open = new SshServer();
        _server.Configure(AsOpen(open));
        using var screen = Start($"list --json srv open >{_printed}");

        screen.WaitFor(Asks);
        screen.Press("C-d");
        screen.WaitFor("ended with 2");

        var printed = File.ReadAllText(_printed);
        Assert.Contains("\"state\": \"needs-user\"", printed, StringComparison.Ordinal);
        Assert.Contains("\"state\": \"live\"", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Failed", _server.Log, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server | Needs.Tmux)]
    [InlineData("list", "open  ")]
    [InlineData("check", "ok    tunnels")]
    public void Servers_that_answer_are_printed_while_another_asks(string command, string shown)
    {
        using var open = new SshServer();
        _server.Configure(AsOpen(open));
        using var screen = Start($"{command} srv open", height: 50);

        var text = screen.WaitFor("the server above the question", text =>
            text.Contains(shown, StringComparison.Ordinal)
                && text.TrimEnd().Split('\n')[^1].StartsWith(Asks, StringComparison.Ordinal));
        Assert.DoesNotContain(Asks, text[..text.LastIndexOf(Asks, StringComparison.Ordinal)]);
        screen.Enter(Passphrase);
        var end = screen.WaitFor("ended with");

        Assert.Single(Regex.Matches(end, "(?m)^open( |$)"));
        Assert.Single(Regex.Matches(end, "(?m)^srv( |$)"));
        Echoes(screen);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Ctrl_C_in_a_check_prints_what_was_found()
    {
        using var open = new SshServer();
        using var silent = StartSilent(open);
        using var screen = Start("check open silent");

        screen.WaitFor("checking silent; Ctrl-C goes on without");
        screen.Press("C-c");
        var end = screen.WaitFor("ended with 130");

        Assert.Matches(@"(?m)^open$", end);
        Assert.Matches(@"(?m)^silent\n  FAIL  check +not finished when it was interrupted$", end);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Ctrl_C_prints_what_is_there_without_the_server_that_does_not_answer()
    {
        using var open = new SshServer();
        using var silent = StartSilent(open);
        using var screen = Start("list open silent");

        screen.WaitFor("waiting for silent; Ctrl-C goes on without");
        screen.Press("C-c");
        var end = screen.WaitFor("ended with 130");

        Assert.Matches(@"(?m)^open +\S", end);
        Assert.Matches(@"silent +not connected after \d+ s", end);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Ctrl_C_ends_it_and_the_terminal_is_as_it_was()
    {
        using var screen = Start("wait srv");

        screen.WaitFor(Asks);
        var children = Processes.DescendantsOf(screen.ProgramPid);
        screen.Type("half");
        screen.Press("C-c");
        screen.WaitFor("ended with 130");

        Echoes(screen);
        Processes.UntilGone(TimeSpan.FromSeconds(10), () => Processes.Left(children));
    }

    public void Dispose()
    {
        _server.Dispose();
        File.Delete(_printed);
    }

    // A server that asks nothing, for ssh's configuration.
    // Beside the open server, a port named silent that accepts connections and says nothing.
    private System.Net.Sockets.TcpListener StartSilent(SshServer open)
    {
        var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        _server.Configure($"""
            {AsOpen(open)}
            Host silent
              HostName 127.0.0.1
              Port {((System.Net.IPEndPoint)silent.LocalEndpoint).Port}
            """);
        return silent;
    }

    private static string AsOpen(SshServer server) => $"""
        Host open
          HostName 127.0.0.1
          Port {server.Port}
          IdentityFile {server.UserKey}
          UserKnownHostsFile {server.KnownHosts}
        """;

    private static void Echoes(TmuxScreen screen)
    {
        screen.Enter("echo as''before");
        screen.WaitFor("$ echo as''before");
        screen.WaitFor("\nasbefore");
    }

    private TmuxScreen Start(string command, int height = 24)
    {
        var screen = TmuxScreen.StartProgram($"{command} --config /dev/null --ssh-config {_server.ConfigFile}", height: height);
        screen.Evidence = () => _server.Log;
        return screen;
    }
}
