using GpuTop.Config;
using GpuTop.Model;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>What both ssh clients do alike in logins: host keys, keys, passwords, codes.</summary>
public sealed class TransportLoginTests
{
    [RequiresTheory(Needs.Server)]
    [InlineData(SshChoice.OpenSsh, false)]
    [InlineData(SshChoice.Builtin, false)]
    [InlineData(SshChoice.OpenSsh, true)]
    [InlineData(SshChoice.Builtin, true)]
    public async Task An_unknown_host_key_is_asked_about_and_remembered_when_accepted(SshChoice ssh, bool isHashed)
    {
        using var server = new SshServer();
        server.Configure(isHashed ? "Host srv\n  HashKnownHosts yes" : "");
        File.Delete(server.KnownHosts);
        await using var log = new ConnectionLog(server, ssh);
        using var answers = new PromptAnswers(log, "yes");
        log.Connect();

        log.Next<ConnectionEvent.Ready>();

        var prompt = Assert.Single(answers.Asked);
        Assert.Equal((PromptKind.HostKey, "s"), (prompt.Kind, prompt.Server));
        Assert.Contains("ED25519 key fingerprint is SHA256:", prompt.Text, StringComparison.Ordinal);
        Assert.True(prompt.Gone.IsCancellationRequested);
        Assert.Equal(isHashed, !File.ReadAllText(server.KnownHosts).Contains("127.0.0.1", StringComparison.Ordinal));
        var found = Programs.Run("ssh-keygen", ["-F", $"[127.0.0.1]:{server.Port}", "-f", server.KnownHosts]);
        Assert.Contains("found", found, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_key_that_the_other_client_wrote_is_known(SshChoice ssh)
    {
        using var server = new SshServer();
        server.Configure("Host srv\n  HashKnownHosts yes");
        File.Delete(server.KnownHosts);
        await using (var first = new ConnectionLog(server, ssh == SshChoice.Builtin ? SshChoice.OpenSsh : SshChoice.Builtin))
        {
            using var answers = new PromptAnswers(first, "yes");
            first.Connect();
            first.Next<ConnectionEvent.Ready>();
        }

        await using var log = new ConnectionLog(server, ssh);
        log.Connect();

        log.Next<ConnectionEvent.Ready>();
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_host_key_that_is_declined_is_not_connected_to(SshChoice ssh)
    {
        using var server = new SshServer();
        File.Delete(server.KnownHosts);
        await using var log = new ConnectionLog(server, ssh);
        using var answers = new PromptAnswers(log, [null]);
        log.Connect();

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(
            (FailureKind.UnknownHostKey, "the host key is not known", "check it and accept it once: ssh srv"),
            (failure.Kind, failure.Text, failure.Remedy));
        Assert.DoesNotContain("Accepted", server.Log, StringComparison.Ordinal);
        Assert.False(File.Exists(server.KnownHosts));
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_changed_host_key_is_never_connected_to(SshChoice ssh)
    {
        using var server = new SshServer();
        server.Stop();
        server.ChangeHostKey();
        server.Start();
        await using var log = new ConnectionLog(server, ssh);
        using var answers = new PromptAnswers(log, "yes");
        log.Connect();

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(
            (FailureKind.ChangedHostKey, "the host key has changed: an attack, or the server was set up anew",
                $"if you know why it changed: ssh-keygen -f {ShellQuote.Quote(server.KnownHosts)} -R '[127.0.0.1]:{server.Port}'"),
            (failure.Kind, failure.Text, failure.Remedy));
        Assert.Empty(answers.Asked);
        Assert.DoesNotContain("Accepted", server.Log, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_revoked_host_key_is_never_connected_to(SshChoice ssh)
    {
        using var server = new SshServer();
        File.WriteAllText(server.KnownHosts, "@revoked * " + File.ReadAllText(server.KnownHosts).Split(' ', 2)[1]);
        await using var log = new ConnectionLog(server, ssh);
        using var answers = new PromptAnswers(log, "yes");
        log.Connect();

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(
            (FailureKind.ChangedHostKey, "the host key is revoked: nobody should trust it any more"), (failure.Kind, failure.Text));
        Assert.DoesNotContain("Accepted", server.Log, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server)]
    [InlineData(SshChoice.OpenSsh, "ed25519")]
    [InlineData(SshChoice.Builtin, "ed25519")]
    [InlineData(SshChoice.OpenSsh, "rsa")]
    [InlineData(SshChoice.Builtin, "rsa")]
    [InlineData(SshChoice.OpenSsh, "ecdsa")]
    [InlineData(SshChoice.Builtin, "ecdsa")]
    public async Task A_passphrase_opens_the_key(SshChoice ssh, string type)
    {
        using var server = new SshServer();
        File.Delete(server.UserKey);
        Programs.Run("ssh-keygen", ["-q", "-t", type, "-N", "open sésame", "-f", server.UserKey]);
        File.Copy(server.UserKey + ".pub", Path.Combine(server.Folder, "authorized_keys"), overwrite: true);
        File.Delete(server.UserKey + ".pub");
        await using var log = new ConnectionLog(server, ssh);
        using var answers = new PromptAnswers(log, "open sésame");
        log.Connect();

        log.Next<ConnectionEvent.Ready>();

        var prompt = Assert.Single(answers.Asked);
        Assert.Equal((PromptKind.Passphrase, $"Enter passphrase for key '{server.UserKey}':"), (prompt.Kind, prompt.Text));
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_wrong_passphrase_waits_for_the_user(SshChoice ssh)
    {
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "sesame", "-f", server.UserKey]);
        await using var log = new ConnectionLog(server, ssh);
        using var answers = new PromptAnswers(log, "wrong");
        log.Connect();

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Authentication, "permission denied (publickey)"), (failure.Kind, failure.Text));
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_passphrase_that_nobody_can_type_is_named(SshChoice ssh)
    {
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "sesame", "-f", server.UserKey]);
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(FailureKind.Question, failure.Kind);
        Assert.StartsWith("needs a passphrase: Enter passphrase for key", failure.Text, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_key_that_is_not_accepted_waits_for_the_user(SshChoice ssh)
    {
        using var server = new SshServer();
        File.WriteAllText(Path.Combine(server.Folder, "authorized_keys"), "");
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;
        File.Copy(server.UserKey + ".pub", Path.Combine(server.Folder, "authorized_keys"), overwrite: true);
        log.Reconnect();
        log.Next<ConnectionEvent.Ready>();

        Assert.Equal(
            (FailureKind.Authentication, "permission denied (publickey)", "try: ssh srv"), (failure.Kind, failure.Text, failure.Remedy));
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_key_file_that_others_can_read_is_refused(SshChoice ssh)
    {
        using var server = new SshServer();
        File.SetUnixFileMode(server.UserKey, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var log = new ConnectionLog(server, ssh);
        log.Connect();

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Equal($"the key file {server.UserKey} is readable by others, so ssh ignores it", failure.Text);
    }

    [RequiresTheory(Needs.Server | Needs.NewUsers), EachSshClient]
    public async Task A_wrong_password_is_sent_once_a_right_one_logs_in(SshChoice ssh)
    {
        using var user = new TemporaryUser();
        using var server = new SshServer("PasswordAuthentication yes", "PubkeyAuthentication no");
        await using var log = new ConnectionLog(server, ssh);
        using var answers = new PromptAnswers(log, "wrong", TemporaryUser.Password);
        log.Connect(user.Name + "@srv");

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;
        Assert.Equal((FailureKind.Authentication, "permission denied (password)"), (failure.Kind, failure.Text));
        Assert.Single(server.Said("Failed password"));
        log.Reconnect();
        log.Next<ConnectionEvent.Ready>();

        Assert.All(answers.Asked, prompt => Assert.Equal($"{user.Name}@127.0.0.1's password:", prompt.Text));
    }

    [RequiresTheory(Needs.Server | Needs.NewUsers), EachSshClient]
    public async Task A_cancelled_password_sends_nothing(SshChoice ssh)
    {
        using var user = new TemporaryUser();
        using var server = new SshServer("PasswordAuthentication yes", "PubkeyAuthentication no");
        await using var log = new ConnectionLog(server, ssh);
        using var answers = new PromptAnswers(log, [null]);
        log.Connect(user.Name + "@srv");

        var failure = log.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Question, $"needs a password: {user.Name}@127.0.0.1's password:"), (failure.Kind, failure.Text));
        Assert.Single(server.Said("Connection closed by"));
        Assert.DoesNotContain("Failed password", server.Log, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server | Needs.NewUsers | Needs.Pam), EachSshClient]
    public async Task Password_and_code_are_asked_in_turn(SshChoice ssh)
    {
        using var server = new TwoFactorServer();
        await using var log = new ConnectionLog(server.Ssh, ssh);
        using var answers = new PromptAnswers(log, TemporaryUser.Password, PamService.Code);
        log.Connect(server.Host);

        log.Next<ConnectionEvent.Ready>();

        Assert.Equal([server.AsksForPassword, server.AsksForCode], answers.Asked.Select(prompt => prompt.Text));
        Assert.All(answers.Asked, prompt => Assert.True(prompt.IsSecret && prompt.Gone.IsCancellationRequested));
    }
}
