using System.Runtime.InteropServices;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Questions of a real ssh, answered on the screen of the real program.</summary>
public sealed class PromptScreenTests
{
    private const string Passphrase = "open sesame";

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void An_unknown_host_key_waits_behind_a_badge_and_connects_when_accepted()
    {
        using var server = new SshServer();
        File.Delete(server.KnownHosts);
        using var screen = AskingScreen.Start(server);

        screen.WaitFor("1 server asks: press p");
        screen.Press("?");
        screen.WaitFor("the selected item");
        screen.Press("Escape");
        screen.WaitFor("the help gone", text => !text.Contains("the selected item", StringComparison.Ordinal));
        screen.Press("p");
        var dialog = screen.WaitFor(AskingScreen.TakesKeys);
        screen.Press("a");
        screen.WaitFor(AskingScreen.Live);

        Assert.Contains("SHA256:", dialog, StringComparison.Ordinal);
        Assert.Contains("srv asks", dialog, StringComparison.Ordinal);
        Assert.DoesNotContain("press p", screen.Text, StringComparison.Ordinal);
        Assert.Contains("ssh-ed25519", File.ReadAllText(server.KnownHosts), StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_pasted_fingerprint_connects_when_it_is_the_servers_and_is_not_sent_when_not()
    {
        using var server = new SshServer();
        File.Delete(server.KnownHosts);
        var fingerprint = Programs.Run("ssh-keygen", ["-l", "-f", Path.Combine(server.Folder, "host_key.pub")]).Split(' ')[1];
        using var screen = AskingScreen.Start(server);
        screen.WaitFor("press p");
        screen.Press("p");
        screen.WaitFor(AskingScreen.TakesKeys);
        screen.Press("v");
        screen.WaitFor("fingerprint: ");

        screen.Type("SHA256:" + new string('A', 43));
        screen.Press("Enter");
        screen.WaitFor("not the same");
        screen.Press("C-u");
        screen.Type(fingerprint);
        screen.Press("Enter");

        screen.WaitFor(AskingScreen.Live);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_passphrase_is_typed_unseen()
    {
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", Passphrase, "-f", server.UserKey]);
        using var screen = AskingScreen.Start(server);
        screen.Open("srv asks", "Enter passphrase for key");

        screen.Type(Passphrase);
        var typed = screen.WaitFor(new string('•', Passphrase.Length));
        screen.Press("Enter");
        var live = screen.WaitFor(AskingScreen.Live);

        Assert.DoesNotContain(Passphrase, typed + live + server.Log, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server | Needs.NewUsers)]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_typed_or_pasted_is_in_memory_only_until_the_login_is_over(bool isPasted)
    {
        const string Inner = "pen sesa"; // The first and the last letter may be overwritten by chance.
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", Passphrase, "-f", server.UserKey]);
        using var screen = AskingScreen.Start(server);
        screen.Open("srv asks", "Enter passphrase for key");
        (isPasted ? (Action<string>)screen.Paste : screen.Type)(Passphrase);
        screen.WaitFor(new string('•', Passphrase.Length));
        var program = screen.ProgramPid;
        Assert.True(Processes.Holds(program, Inner));

        screen.Press("Enter");
        screen.WaitFor(AskingScreen.Live);

        screen.WaitFor("that nothing of it is left", _ => !Processes.Holds(program, Inner));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void The_program_as_it_is_installed_is_its_own_helper()
    {
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", Passphrase, "-f", server.UserKey]);
        var runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var program = Path.Combine(AppContext.BaseDirectory, "gputop");
        using var screen = TmuxScreen.Start($"DOTNET_ROOT={runtime} {program} --config /dev/null --ssh-config {server.ConfigFile} srv");
        screen.Open("srv asks", "Enter passphrase for key");

        screen.Answer(Passphrase);

        screen.WaitFor(AskingScreen.Live);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_question_that_is_cancelled_is_asked_again_only_when_the_user_wants()
    {
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", Passphrase, "-f", server.UserKey]);
        using var screen = AskingScreen.Start(server);
        screen.Open("srv asks", "Enter passphrase for key");

        screen.Press("Escape");
        var waiting = screen.WaitFor("needs a passphrase");
        screen.Press("Enter");
        var trouble = screen.WaitFor("output of ssh");
        screen.Press("r");
        screen.WaitFor("1 server asks: press p");

        Assert.DoesNotContain("press p", waiting, StringComparison.Ordinal);
        Assert.Contains("ssh-add", trouble, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_changed_host_key_asks_nothing_and_says_what_to_run()
    {
        using var server = new SshServer();
        server.ChangeHostKey();
        server.Stop();
        server.Start();
        using var screen = AskingScreen.Start(server);

        screen.WaitFor("the host key has changed");
        screen.Press("Enter");
        var trouble = screen.WaitFor("ssh-keygen -f");

        Assert.Contains($"[127.0.0.1]:{server.Port}", trouble, StringComparison.Ordinal);
        Assert.DoesNotContain("press p", trouble, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Tmux)]
    public void A_password_is_asked_for_once_for_each_attempt()
    {
        using var user = new TemporaryUser();
        using var server = new SshServer("PasswordAuthentication yes", "PubkeyAuthentication no");
        using var screen = AskingScreen.Start(server, user.Name + "@srv");
        screen.Open("srv asks", "password:");
        screen.Answer("wrong");
        screen.WaitFor("permission denied (password)");
        screen.Press("Enter"); // Closes the dialog, which says so too.

        screen.Press("r");
        screen.Open("srv asks", "password:");
        screen.Answer(TemporaryUser.Password);

        var live = screen.WaitFor(AskingScreen.Live);
        Assert.DoesNotContain(TemporaryUser.Password, live, StringComparison.Ordinal);
        Assert.Single(server.Said("Failed password"));
    }
}
