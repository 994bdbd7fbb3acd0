using System.Collections.Concurrent;
using GpuTop.Model;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Logins for which the server asks what it likes, by PAM.</summary>
public sealed class KeyboardInteractiveTests
{
    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam)]
    public async Task A_question_is_asked_in_the_servers_words()
    {
        using var user = new TemporaryUser();
        using var pam = new PamService(PamService.AsksForPassword);
        using var server = new SshServer(pam, "PubkeyAuthentication no");
        await using var watch = new ConnectionLog(server);
        var asked = Answering(watch, TemporaryUser.Password);
        watch.Connect(user.Name + "@srv");

        watch.Next<ConnectionEvent.Ready>();

        var question = Assert.Single(asked);
        Assert.Equal(($"({user.Name}@127.0.0.1) Password:", PromptKind.Password, true), (question.Text, question.Kind, question.IsSecret));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam)]
    public async Task Two_questions_of_one_login_are_asked_in_turn()
    {
        using var server = new TwoFactorServer();
        await using var watch = new ConnectionLog(server.Ssh);
        var asked = Answering(watch, TemporaryUser.Password, PamService.Code);
        watch.Connect(server.Host);

        watch.Next<ConnectionEvent.Ready>();

        Assert.Equal([PromptKind.Password, PromptKind.OneTimeCode], asked.Select(question => question.Kind));
        Assert.All(asked, question => Assert.True(question.IsSecret && question.Gone.IsCancellationRequested));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam)]
    public async Task The_same_question_twice_is_two_questions()
    {
        using var server = new TwoFactorServer(codes: 2);
        await using var watch = new ConnectionLog(server.Ssh);
        var asked = Answering(watch, TemporaryUser.Password, PamService.Code, PamService.Code);
        watch.Connect(server.Host);

        watch.Next<ConnectionEvent.Ready>();

        Assert.Equal([server.AsksForPassword, server.AsksForCode, server.AsksForCode], asked.Select(question => question.Text));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam)]
    public async Task A_wrong_code_after_a_right_password_waits_for_the_user()
    {
        using var server = new TwoFactorServer();
        await using var watch = new ConnectionLog(server.Ssh);
        var asked = Answering(watch, TemporaryUser.Password, "000000");
        watch.Connect(server.Host);

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Authentication, "permission denied (keyboard-interactive)"), (failure.Kind, failure.Text));
        Assert.Equal(2, asked.Count);
        Assert.Single(server.Ssh.Said("Failed keyboard-interactive"));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam)]
    public async Task Cancelled_at_the_second_question_nothing_more_is_sent()
    {
        using var server = new TwoFactorServer();
        await using var watch = new ConnectionLog(server.Ssh);
        var asked = Answering(watch, TemporaryUser.Password, null);
        watch.Connect(server.Host);

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Question, "needs an answer: " + server.AsksForCode), (failure.Kind, failure.Text));
        Assert.Equal(2, asked.Count);
        Processes.UntilGone(TimeSpan.FromSeconds(10), () => Processes.Left(server.Ssh.Sessions));
        Assert.DoesNotContain("Failed", server.Ssh.Log, StringComparison.Ordinal);
    }

    [Long]
    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam | Needs.Tmux)]
    public void A_second_factor_elsewhere_has_its_time_and_asks_nothing_here()
    {
        // Much longer than the 15 s after which ssh gives up a silent network, and gputop a silent server.
        // sshd takes up to twice as long to say that it was confirmed: more than it gives a login by default.
        using var pam = new PamService(PamService.Pushes(TimeSpan.FromSeconds(60)));
        using var server = new SshServer(pam, "AuthenticationMethods publickey,keyboard-interactive", "LoginGraceTime 0");
        using var screen = AskingScreen.Start(server);

        screen.WaitFor(
            "the server",
            text =>
            {
                Assert.DoesNotContain("press p", text, StringComparison.Ordinal);
                return text.Contains(AskingScreen.Live, StringComparison.Ordinal);
            },
            TimeSpan.FromSeconds(150));

        Assert.Single(server.Said("Accepted keyboard-interactive"));
    }

    /// <summary>Gives one answer after the other; null cancels.</summary>
    private static ConcurrentQueue<PendingPrompt> Answering(ConnectionLog watch, params string?[] answers)
    {
        var asked = new ConcurrentQueue<PendingPrompt>();
        watch.Transport.Prompts.Subscribe(question =>
        {
            var answer = answers.ElementAtOrDefault(asked.Count);
            asked.Enqueue(question);
            if (answer is null)
            {
                question.Cancel();
            }
            else
            {
                question.Answer(answer);
            }
        });
        return asked;
    }
}
