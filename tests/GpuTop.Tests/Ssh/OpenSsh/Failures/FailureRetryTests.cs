using GpuTop.Ssh;
using static GpuTop.Tests.Ssh.AttemptEnds;

namespace GpuTop.Tests.Ssh;

/// <summary>Failures that are tried again without the user, and those that are not.</summary>
public sealed class FailureRetryTests
{
    [Fact]
    public void A_shell_that_a_signal_ended_may_live_the_next_time() =>
        Assert.All(
            ["", "Authorized users only.\r\n"],
            banner => Assert.True(FailureClassifier.Classify(Shell(banner) with { IsAuthenticated = true }).IsRetried));

    [Fact]
    public void An_ssh_that_a_signal_ended_may_live_the_next_time()
    {
        var failure = FailureClassifier.Classify(End("> Authorized users only.\r\n") with { ExitCode = 128 + 9 });

        Assert.Equal((FailureKind.Lost, "ssh was ended by signal 9"), (failure.Kind, failure.Text));
    }

    [Fact]
    public void Who_hung_up_after_an_answer_is_not_asked_again_by_itself()
    {
        var end = End("> see you later\r\nConnection closed by 10.0.0.3 port 22");

        Assert.True(FailureClassifier.Classify(end).IsRetried);
        var failure = FailureClassifier.Classify(end with { WasAsked = true });
        Assert.False(FailureClassifier.Classify(End("Connection closed by UNKNOWN port 65535") with { WasAsked = true }).IsRetried);
        Assert.Equal(
            (FailureKind.Authentication, "after the answer the server closed the connection: see you later"), (failure.Kind, failure.Text));
    }

    [Fact]
    public void What_this_machine_refuses_may_pass()
    {
        Exception[] refusals = [
            new System.ComponentModel.Win32Exception(11), new FileNotFoundException("no folder"), new UnauthorizedAccessException()];

        Assert.All(
            refusals,
            refusal => Assert.True(MachineFailure.Explains(refusal) && MachineFailure.Of(refusal).IsRetried));
        Assert.False(MachineFailure.Explains(new InvalidOperationException()));
    }

    [Fact]
    public void Only_what_may_pass_by_itself_is_tried_again()
    {
        FailureKind[] waits =
        [
            FailureKind.Authentication, FailureKind.Question, FailureKind.Account, FailureKind.UnknownHostKey, FailureKind.ChangedHostKey,
            FailureKind.Negotiation, FailureKind.Configuration, FailureKind.Shell, FailureKind.Unknown,
        ];

        Assert.Equal(waits, Enum.GetValues<FailureKind>().Where(kind => !new Failure(kind, "").IsRetried));
    }

    [Theory]
    [InlineData("Access denied: user x (uid=1001) has no active jobs on this node.")]
    [InlineData("Access denied by pam_slurm_adopt: you have no active jobs on this node")]
    public void A_policy_of_the_server_is_tried_again_seldom(string words)
    {
        var failure = FailureClassifier.Classify(End($"> Authorized use only.\r\n> {words}\r\nConnection closed by 10.0.0.3 port 22"));

        Assert.Equal(
            (FailureKind.Policy, "the server does not let you in now: " + words, true), (failure.Kind, failure.Text, failure.IsRetried));
        Assert.True(Reconnect.PauseAfter(failure.Kind, 1, 0) > TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void A_proxy_that_refuses_the_login_is_not_asked_again()
    {
        const string End1 = "\r\nkex_exchange_identification: Connection closed by remote host\r\nConnection closed by UNKNOWN port 65535";

        Assert.Equal(
            [
                (FailureKind.Authentication, "the proxy or jump host: permission denied (publickey)"),
                (FailureKind.UnknownHostKey, "the proxy or jump host: its host key is not accepted")],
            new[] { "> Welcome\r\n> u@jump: Permission denied (publickey).", "> Host key verification failed." }
                .Select(words => FailureClassifier.Classify(End(words + End1))).Select(failure => (failure.Kind, failure.Text)));
    }
}
