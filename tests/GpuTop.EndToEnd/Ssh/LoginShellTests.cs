using GpuTop.Probe;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>The login shells people have, as a user of their own.</summary>
public sealed class LoginShellTests
{
    [RequiresTheory(Needs.Server | Needs.NewUsers)]
    [Shell("bash", ".bashrc", "echo noise; printf 'no line feed'; echo more >&2; (sleep 1; echo late) & export TMOUT=2 LC_ALL=de_DE.UTF-8")]
    [Shell("dash", ".profile", "")]
    [Shell("zsh", ".zshenv", "echo noise; export TMOUT=2 LC_ALL=de_DE.UTF-8")]
    [Shell("fish", ".config/fish/config.fish", "echo noise; set -gx LC_ALL de_DE.UTF-8")]
    [Shell("tcsh", ".tcshrc", "echo noise; setenv LC_ALL de_DE.UTF-8")]
    [Shell("rbash", ".bashrc", "export TMOUT=2 LC_ALL=de_DE.UTF-8")]
    [Shell("busybox", ".profile", "")]
    public async Task The_probe_runs_whatever_the_login_shell_is_and_leaves_nothing(string shell, string file, string lines)
    {
        using var user = new TemporaryUser(Programs.Find(shell)!);
        if (shell == "busybox")
        {
            user.ChangeShell("ash"); // It is the program it is called as.
        }

        user.Write(file, lines);
        using var server = new SshServer("PermitUserEnvironment yes");
        await using var watch = new ConnectionLog(server);
        watch.Connect(user.Name + "@srv", script: ProbeScript.Text("nonce", TimeSpan.FromSeconds(1)));

        var session = watch.Next<ConnectionEvent.Ready>().Session;
        Assert.StartsWith("\u001e@nonce ready 1 ", watch.Hear("\n"), StringComparison.Ordinal);
        await session.SendAsync("r 7 echo locale=$LC_ALL timeout=$TMOUT", CancellationToken.None);
        watch.HearAll("\u001er7|locale=C timeout=\n", "\u001ei>", "\u001eh>", "\u001ed>", "\u001ep>");

        // A heartbeat comes every three seconds: longer than some shells are told to wait for a line.
        watch.Hear("\u001eb>");
        watch.Hear("\u001eb>");
        var left = server.Sessions.SelectMany(pid => Processes.DescendantsOf(pid).Append(pid)).ToArray();
        watch.Disconnect();

        Assert.NotEmpty(left);
        Processes.UntilGone(TimeSpan.FromSeconds(10), () => Processes.Left(left));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers)]
    public async Task An_account_without_a_shell_says_so()
    {
        using var user = new TemporaryUser(Programs.Find("nologin")!);
        using var server = new SshServer();
        await using var watch = new ConnectionLog(server);
        watch.Connect(user.Name + "@srv");

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(
            (FailureKind.Shell, "logged in, but no shell runs the probe: This account is currently not available."),
            (failure.Kind, failure.Text));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers)]
    public async Task An_expired_account_says_so()
    {
        using var user = new TemporaryUser();
        Programs.Run("usermod", ["-e", "2020-01-01", user.Name]);
        using var server = new SshServer("UsePAM yes");
        await using var watch = new ConnectionLog(server);
        watch.Connect(user.Name + "@srv");

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Account, "the account has expired"), (failure.Kind, failure.Text));
    }
}
