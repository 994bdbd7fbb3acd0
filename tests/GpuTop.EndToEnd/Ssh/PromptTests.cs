using System.Collections.Concurrent;
using System.Reactive.Linq;
using GpuTop.Model;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

public sealed class PromptTests
{
    [RequiresFact(Needs.Server)]
    public async Task An_unknown_host_key_is_asked_about_and_remembered_when_accepted()
    {
        using var server = new SshServer();
        File.Delete(server.KnownHosts);
        await using var watch = new ConnectionLog(server);
        var asked = Answering(watch, "yes");
        watch.Connect();

        watch.Next<ConnectionEvent.Ready>();

        var question = Assert.Single(asked);
        Assert.Equal((PromptKind.HostKey, "s", false), (question.Kind, question.Server, question.IsSecret));
        Assert.Contains("ED25519 key fingerprint is SHA256:", question.Text, StringComparison.Ordinal);
        Assert.True(question.Gone.IsCancellationRequested);
        Assert.Contains($"[127.0.0.1]:{server.Port}", File.ReadAllText(server.KnownHosts), StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task A_fingerprint_that_is_pasted_is_verified_by_ssh()
    {
        using var server = new SshServer();
        File.Delete(server.KnownHosts);
        await using var watch = new ConnectionLog(server);
        var wrong = true;
        using var questions = watch.Transport.Prompts.Subscribe(question =>
        {
            var right = question.Text.Split('\n')
                .FirstOrDefault(line => line.Contains("SHA256:", StringComparison.Ordinal))?.Split(' ')[^1]
                .TrimEnd('.');
            question.Answer(wrong ? "SHA256:" + new string('A', 43) : right ?? "no");
            wrong = false;
        });
        watch.Connect();

        // ssh answers a wrong one with "Please type 'yes', 'no' or the fingerprint", which has none to paste.
        Assert.Equal(FailureKind.UnknownHostKey, watch.Next<ConnectionEvent.NeedsUser>().Failure.Kind);
        watch.Reconnect();
        watch.Next<ConnectionEvent.Ready>();
    }

    [RequiresFact(Needs.Server)]
    public async Task A_passphrase_opens_the_key()
    {
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "open sésame", "-f", server.UserKey]);
        await using var watch = new ConnectionLog(server);
        var asked = Answering(watch, "open sésame");
        watch.Connect();

        watch.Next<ConnectionEvent.Ready>();

        Assert.Equal(PromptKind.Passphrase, Assert.Single(asked).Kind);
    }

    [RequiresFact(Needs.Server)]
    public async Task Without_anybody_to_ask_a_prompt_says_what_is_needed()
    {
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "sesame", "-f", server.UserKey]);
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(FailureKind.Question, failure.Kind);
        Assert.StartsWith("needs a passphrase: Enter passphrase for key", failure.Text, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task Questions_that_nobody_answers_hold_up_no_other_server_behind_the_same_proxy()
    {
        using var server = new SshServer();
        server.Configure($"""
            Host strange
              UserKnownHostsFile {server.Folder}/none
            Host strange known
              HostKeyAlias [127.0.0.1]:{server.Port}
              ProxyCommand ssh -F {server.ConfigFile} -W 127.0.0.1:{server.Port} srv
            """);
        await using var watch = new ConnectionLog(server);
        var asked = new CountdownEvent(9);
        using var questions = watch.Transport.Prompts.Subscribe(_ => asked.Signal());
        for (var i = 0; i < 9; i++)
        {
            watch.Connect("strange", "strange" + i);
        }

        Assert.True(asked.Wait(TimeSpan.FromSeconds(25)), $"{asked.CurrentCount} did not get so far\n{watch.Everything}");
        watch.Connect("known", "known");
        watch.Next<ConnectionEvent.Ready>(server: "known");
    }

    [Long]
    [RequiresFact(Needs.Server)]
    public async Task Who_takes_long_to_answer_is_waited_for_also_behind_a_proxy()
    {
        const string Passphrase = "open sesame";
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", Passphrase, "-f", server.UserKey]);
        server.Configure($"""
            Host proxied
              HostKeyAlias [127.0.0.1]:{server.Port}
              ProxyCommand ssh -F {server.ConfigFile} -W 127.0.0.1:{server.Port} srv
            """);
        await using var watch = new ConnectionLog(server);
        using var answers = watch.Transport.Prompts
            .Delay(TimeSpan.FromSeconds(17)) // ssh gives up a silent network after 15.
            .Subscribe(question => question.Answer(Passphrase));
        watch.Connect(name: "direct");
        watch.Connect("proxied", "proxied");

        watch.Next<ConnectionEvent.Ready>(patience: TimeSpan.FromSeconds(60));
        watch.Next<ConnectionEvent.Ready>(patience: TimeSpan.FromSeconds(60));
        Assert.DoesNotContain("Broken", watch.Everything, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task A_question_is_withdrawn_when_the_connection_is_given_up()
    {
        using var server = new SshServer();
        File.Delete(server.KnownHosts);
        var watch = new ConnectionLog(server);
        var asked = new BlockingCollection<PendingPrompt>();
        using var questions = watch.Transport.Prompts.Subscribe(asked.Add);
        watch.Connect();
        Assert.True(asked.TryTake(out var question, TimeSpan.FromSeconds(25)), watch.Everything);

        await watch.DisposeAsync();

        Assert.True(question.Gone.IsCancellationRequested);
        question.Answer("yes");
        question.Cancel();
    }

    [RequiresFact(Needs.Server | Needs.NewUsers)]
    public async Task A_password_logs_in()
    {
        using var user = new TemporaryUser();
        using var server = new SshServer("PasswordAuthentication yes", "PubkeyAuthentication no");
        await using var watch = new ConnectionLog(server);
        var asked = Answering(watch, TemporaryUser.Password);
        watch.Connect(user.Name + "@srv");

        watch.Next<ConnectionEvent.Ready>();

        Assert.Equal((PromptKind.Password, true), (Assert.Single(asked).Kind, asked.Single().IsSecret));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers)]
    public async Task A_wrong_password_is_sent_once_and_waits_for_the_user()
    {
        using var user = new TemporaryUser();
        using var server = new SshServer("PasswordAuthentication yes", "PubkeyAuthentication no");
        await using var watch = new ConnectionLog(server);
        Answering(watch, "wrong");
        watch.Connect(user.Name + "@srv");

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Authentication, "permission denied (password)"), (failure.Kind, failure.Text));
        Assert.Single(server.Said("Failed password"));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers)]
    public async Task A_cancelled_password_sends_nothing()
    {
        using var user = new TemporaryUser();
        using var server = new SshServer("PasswordAuthentication yes", "PubkeyAuthentication no");
        await using var watch = new ConnectionLog(server);
        using var questions = watch.Transport.Prompts.Subscribe(question => question.Cancel());
        watch.Connect(user.Name + "@srv");

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Question, $"needs a password: {user.Name}@127.0.0.1's password:"), (failure.Kind, failure.Text));
        Assert.Single(server.Said("Connection closed by")); // All that is said of it is there.
        Assert.DoesNotContain("Failed password", server.Log, StringComparison.Ordinal);
    }

    private static ConcurrentQueue<PendingPrompt> Answering(ConnectionLog watch, string answer)
    {
        var asked = new ConcurrentQueue<PendingPrompt>();
        watch.Transport.Prompts.Subscribe(question =>
        {
            asked.Enqueue(question);
            question.Answer(answer);
        });
        return asked;
    }
}
