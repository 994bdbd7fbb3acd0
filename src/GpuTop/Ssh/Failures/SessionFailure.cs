using GpuTop.Model;

namespace GpuTop.Ssh;

/// <summary>The reason of a failure after the login, or of a prompt without an answer, whatever client made the connection.</summary>
internal static class SessionFailure
{
    private static readonly LinePattern ConnectionEnd =
        "^(?:Timeout, server .* not responding|Connection to .* closed by remote host|client_loop: .*|Read from remote host .*"
        + "|.*Connection reset by .*|.*Broken pipe)";

    private static readonly LinePattern NoFork =
        "^exec request failed on channel|fork: (?:retry: )?Resource temporarily unavailable|: Cannot fork(?:\\W|$)";

    private static readonly LinePattern PasswordExpired = "(?i)password has expired|password change required";

    /// <summary>The failure of a login shell that did not start the probe in time.</summary>
    /// <param name="said">Output of the shell.</param>
    /// <param name="within">The time limit.</param>
    public static Failure NotReady(string said, TimeSpan within) => new(
        FailureKind.NotReady,
        $"logged in, but the shell did not start the probe within {within.TotalSeconds:0} s"
            + (FailureText.LastLine(FailureText.Lines(FailureText.Clean(said))) is { } line ? ": " + line : ""),
        "is the server overloaded, or does an rc file wait or start another shell?",
        FailureText.Clean(said));

    /// <summary>The failure of an attempt whose prompt was cancelled.</summary>
    public static Failure Unanswered(PendingPrompt question, string host, AttemptEnd end)
    {
        var raw = FailureText.Join(FailureText.Raw(end), question.Text);
        var asked = FailureText.LastLine(FailureText.Lines(question.Text));
        return question.Kind switch
        {
            PromptKind.HostKey =>
                new Failure(FailureKind.UnknownHostKey, "the host key is not known", "check it and accept it once: ssh " + host, raw),
            PromptKind.Passphrase =>
                new Failure(FailureKind.Question, "needs a passphrase: " + asked, "load the key into an agent: ssh-add", raw),
            PromptKind.OneTimeCode => new Failure(FailureKind.Question, "needs an answer: " + asked, "try: ssh " + host, raw),
            PromptKind.Confirm or PromptKind.Notice =>
                new Failure(FailureKind.Question, "needs you: " + asked, "try: ssh " + host, raw),
            _ => new Failure(FailureKind.Question, "needs a password: " + asked, "set up a key: ssh-copy-id " + host, raw),
        };
    }

    /// <summary>The reason why an attempt ended after the login.</summary>
    /// <param name="end">The state at its end.</param>
    public static Failure AfterLogin(AttemptEnd end)
    {
        var messages = FailureText.Lines(FailureText.Clean(end.Messages));
        var errors = FailureText.Lines(FailureText.Clean(end.Errors));
        return (end.WasReady ? Lost([.. messages, .. errors]) : NoShell(messages, errors, end)) with { Raw = FailureText.Raw(end) };
    }

    /// <summary>Whether a message says that the password has expired.</summary>
    public static bool IsPasswordExpired(string line) => PasswordExpired.Matches(line);

    /// <summary>The failure of an account whose password has expired.</summary>
    public static Failure ExpiredPassword(string host) =>
        new(FailureKind.Account, "the password has expired", "log in and change it: ssh " + host);

    private static Failure NoShell(string[] messages, string[] errors, AttemptEnd end)
    {
        string[] lines = [.. messages, .. errors];
        if (lines.Any(NoFork.Matches))
        {
            return new Failure(FailureKind.NotReady, "logged in, but no process can be started", "do too many of yours run there?");
        }

        if (errors.Any(IsPasswordExpired))
        {
            return ExpiredPassword(end.Host);
        }

        var said = FailureText.LastLine(errors) ?? FailureText.LastLine(FailureText.Lines(FailureText.Clean(end.Noise)));
        if (end.ExitCode != AttemptEnd.SshFailed)
        {
            return said is null && end.RanNothing
                ? new Failure(
                    FailureKind.Shell,
                    $"logged in, but an rc file ended the shell (exit code {end.ExitCode})",
                    "it should go on without a terminal; try: ssh " + end.Host + " true")
                : new Failure(
                    FailureKind.Shell,
                    "logged in, but no shell runs the probe: " + (said ?? $"exit code {end.ExitCode}"),
                    $"try: ssh {end.Host} sh");
        }

        // A signal ended the shell, as without free memory; the last line may be the banner's.
        return lines.Any(ConnectionEnd.Matches)
            ? Lost(lines)
            : new Failure(
                FailureKind.NotReady, "logged in, but the shell was ended" + (said is null ? "" : ": " + said), $"try: ssh {end.Host} sh");
    }

    private static Failure Lost(string[] lines) => new(
        FailureKind.Lost,
        lines.Any(line => line.Contains("not responding", StringComparison.Ordinal)) ? "connection lost: the server does not respond"
        : lines.Any(line => line.Contains("closed by remote host", StringComparison.Ordinal)) ? "connection lost: closed by the server"
        : lines.Any(ConnectionEnd.Matches) ? "connection lost: network error"
        : "connection lost");
}
