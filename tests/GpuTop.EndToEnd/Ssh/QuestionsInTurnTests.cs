namespace GpuTop.EndToEnd.Ssh;

/// <summary>Logins that ask more than once, on the screen of the real program.</summary>
public sealed class QuestionsInTurnTests
{
    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam | Needs.Tmux)]
    public void A_password_and_a_code_of_one_login_are_both_answered()
    {
        using var server = new TwoFactorServer();
        using var screen = AskingScreen.Start(server.Ssh, server.Host);

        screen.Open("srv asks", server.AsksForPassword);
        screen.Answer(TemporaryUser.Password);
        screen.WaitForQuestion("srv asks", server.AsksForCode);
        screen.Answer(PamService.Code);

        var live = screen.WaitFor(AskingScreen.Live);
        Assert.DoesNotContain("press p", live, StringComparison.Ordinal);
        Assert.DoesNotContain("Failed", server.Ssh.Log, StringComparison.Ordinal);
    }

    [Long]
    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam | Needs.Tmux)]
    public void A_password_that_waits_for_a_second_factor_elsewhere_says_so_until_it_is_confirmed()
    {
        using var user = new TemporaryUser();
        using var pam = new PamService(PamService.AsksForPassword, PamService.Pushes(TimeSpan.FromSeconds(12)));
        using var server = new SshServer(pam, "PubkeyAuthentication no");
        using var screen = AskingScreen.Start(server, user.Name + "@srv");
        screen.Open("srv asks", "Password:");
        screen.Answer(TemporaryUser.Password);

        screen.WaitForQuestion("srv", "confirm it now");

        screen.WaitFor(
            "the server and no dialog",
            text => text.Contains(AskingScreen.Live, StringComparison.Ordinal) && !text.Contains('╭'),
            TimeSpan.FromSeconds(60));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam | Needs.Tmux)]
    public void A_login_that_is_cancelled_at_its_second_question_sends_nothing_more_and_begins_anew()
    {
        using var server = new TwoFactorServer();
        using var screen = AskingScreen.Start(server.Ssh, server.Host);
        screen.Open("srv asks", server.AsksForPassword);
        screen.Answer(TemporaryUser.Password);
        screen.WaitForQuestion("srv asks", server.AsksForCode);

        screen.Type(PamService.Code);
        screen.Press("Escape");
        screen.WaitFor("needs an answer");
        Processes.UntilGone(TimeSpan.FromSeconds(10), () => Processes.Left(server.Ssh.Sessions));
        screen.Press("r");
        screen.Open("srv asks", server.AsksForPassword);

        Assert.DoesNotContain("Accepted", server.Ssh.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Failed", server.Ssh.Log, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Tmux)]
    public void A_jump_host_and_the_server_behind_it_ask_in_turn_and_by_name()
    {
        using var way = new Way();
        File.Delete(way.Jump.KnownHosts);
        using var screen = way.Start();

        var jump = screen.Open("jump host srv asks", $"[127.0.0.1]:{way.Jump.Port}");
        screen.Press("a");
        screen.WaitForQuestion("jump host srv asks", $"{way.AtJump.Name}@127.0.0.1's password:");
        screen.Answer(TemporaryUser.Password);
        var target = screen.Open("target asks", $"[127.0.0.1]:{way.Target.Port}");
        screen.Press("a");
        screen.WaitForQuestion("target asks", $"{way.AtTarget.Name}@127.0.0.1's password:");
        screen.Answer(TemporaryUser.Password);

        var live = screen.WaitFor(AskingScreen.Live);
        Assert.Contains(Fingerprint(way.Jump), jump, StringComparison.Ordinal);
        Assert.Contains(Fingerprint(way.Target), target, StringComparison.Ordinal);
        Assert.DoesNotContain("press p", live, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Tmux)]
    public void A_server_whose_question_is_cancelled_leaves_the_way_to_it_open()
    {
        using var way = new Way();
        using var screen = way.Start();
        screen.Open("jump host srv asks", $"{way.AtJump.Name}@127.0.0.1's password:");
        screen.Answer(TemporaryUser.Password);
        screen.Open("target asks", $"{way.AtTarget.Name}@127.0.0.1's password:");
        var sessions = way.Jump.Sessions;

        screen.Press("Escape");
        screen.WaitFor("needs a password");
        Assert.NotEmpty(sessions);
        Assert.Equal(sessions, way.Jump.Sessions);
        screen.Press("r");
        screen.Open("target asks", $"{way.AtTarget.Name}@127.0.0.1's password:");
        screen.Answer(TemporaryUser.Password);

        screen.WaitFor(AskingScreen.Live);
        Assert.Single(way.Jump.Said("Accepted password"));
        Assert.DoesNotContain("Failed", way.Target.Log, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Servers_that_ask_at_once_wait_in_one_queue()
    {
        using var first = new SshServer();
        using var second = new SshServer();
        first.Configure($"""
            Host second
              HostName 127.0.0.1
              Port {second.Port}
              IdentityFile {second.UserKey}
            """);
        File.Delete(first.KnownHosts);
        using var screen = AskingScreen.Start(first, "srv second");

        screen.WaitFor("2 servers ask: press p");
        screen.Press("p");
        screen.WaitFor("(1 more after this)");
        screen.WaitFor(AskingScreen.TakesKeys);
        screen.Press("a");
        screen.WaitFor("the other's question", text =>
            text.Contains("1 server asks: press p", StringComparison.Ordinal)
                && text.Contains(AskingScreen.TakesKeys, StringComparison.Ordinal));
        screen.Press("a");

        screen.WaitFor("both", text => text.Split('\n').Count(line => line.Contains(AskingScreen.Live, StringComparison.Ordinal)) == 2);
        Assert.Equal(2, File.ReadAllLines(first.KnownHosts).Length);
    }

    private static string Fingerprint(SshServer server) =>
        Programs.Run("ssh-keygen", ["-l", "-f", Path.Combine(server.Folder, "host_key.pub")]).Split(' ')[1];

    /// <summary>A server behind a jump host, both with passwords and users of their own.</summary>
    private sealed class Way : IDisposable
    {
        private const string ByPassword = "PasswordAuthentication yes";

        public Way()
        {
            Jump.Configure($"""
                Host srv
                  User {AtJump.Name}
                Host target
                  HostName 127.0.0.1
                  Port {Target.Port}
                  User {AtTarget.Name}
                  ProxyJump srv
                """);
            File.AppendAllText(Jump.KnownHosts, File.ReadAllText(Target.KnownHosts));
        }

        public TemporaryUser AtJump { get; } = new();

        public TemporaryUser AtTarget { get; } = new();

        public SshServer Jump { get; } = new(ByPassword, "PubkeyAuthentication no");

        public SshServer Target { get; } = new(ByPassword, "PubkeyAuthentication no");

        public TmuxScreen Start()
        {
            var screen = AskingScreen.Start(Jump, "target");
            screen.Evidence = () => $"{Jump.Log}\n--- target\n{Target.Log}";
            return screen;
        }

        public void Dispose()
        {
            Jump.Dispose();
            Target.Dispose();
            AtJump.Dispose();
            AtTarget.Dispose();
        }
    }
}
