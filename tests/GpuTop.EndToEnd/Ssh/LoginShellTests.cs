using GpuTop.Ssh;
using News = GpuTop.Ssh.News<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>The login shells people have, as a user of their own.</summary>
public sealed class LoginShellTests
{
    [RootServerFactTheory]
    [Shell("bash", ".bashrc", "echo noise; printf 'no line feed'; echo more >&2; export TMOUT=2 LC_ALL=de_DE.UTF-8")]
    [Shell("dash", ".profile", "")]
    [Shell("zsh", ".zshenv", "echo noise")]
    [Shell("fish", ".config/fish/config.fish", "echo noise")]
    [Shell("tcsh", ".tcshrc", "echo noise")]
    [Shell("rbash", ".bashrc", "")]
    [Shell("busybox", ".profile", "")]
    public async Task The_script_runs_whatever_the_login_shell_is(string shell, string file, string lines)
    {
        using var user = new TemporaryUser(Programs.Find(shell)!);
        if (shell == "busybox")
        {
            user.ChangeShell("ash"); // It is the program it is called as.
        }

        user.Write(file, lines);
        using var server = new SshServer("PermitUserEnvironment yes");
        await using var watch = new Watcher(server);
        watch.Connect(user.Name + "@srv");

        var session = watch.Next<News.Ready>().Session;
        await session.SendAsync("hello", CancellationToken.None);

        Assert.StartsWith("\u001e@nonce ready", watch.Hear("\n"), StringComparison.Ordinal);
        watch.Hear("\u001ehello\n");
    }

    [RootServerFact]
    public async Task An_account_without_a_shell_says_so()
    {
        using var user = new TemporaryUser(Programs.Find("nologin")!);
        using var server = new SshServer();
        await using var watch = new Watcher(server);
        watch.Connect(user.Name + "@srv");

        var failure = watch.Next<News.NeedsUser>().Failure;

        Assert.Equal(
            (FailureKind.Shell, "logged in, but no shell runs the probe: This account is currently not available."), (failure.Kind, failure.Text));
    }

    [RootServerFact]
    public async Task An_expired_account_says_so()
    {
        using var user = new TemporaryUser();
        Programs.Run("usermod", ["-e", "2020-01-01", user.Name]);
        using var server = new SshServer("UsePAM yes");
        await using var watch = new Watcher(server);
        watch.Connect(user.Name + "@srv");

        var failure = watch.Next<News.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Account, "the account has expired"), (failure.Kind, failure.Text));
    }
}
