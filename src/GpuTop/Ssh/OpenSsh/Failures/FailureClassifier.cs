namespace GpuTop.Ssh;

/// <summary>Finds the reason of a failed connection in the output of ssh, the server and the login shell.</summary>
/// <remarks>Exit code 255 alone is ambiguous: ssh also returns it for a remote command that a signal ended.</remarks>
internal static class FailureClassifier
{
    /// <summary>Higher exit codes are signals.</summary>
    private const int HighestExitCode = 128;

    /// <summary>126 and 127 may come from the local shell that starts ssh, higher ones from signals.</summary>
    private const int FirstLocalShellCode = 126;

    /// <summary>Message of ssh after the login (LogLevel VERBOSE).</summary>
    private const string LoggedIn = "Authenticated to ";

    /// <summary>The reason why an attempt ended.</summary>
    /// <param name="end">The state at its end.</param>
    public static Failure Classify(AttemptEnd end)
    {
        var messages = FailureText.Lines(FailureText.Clean(end.Messages));
        var errors = FailureText.Lines(FailureText.Clean(end.Errors));
        var wasLetIn = end.WasReady || end.IsAuthenticated
            || messages.Any(line => line.StartsWith(LoggedIn, StringComparison.Ordinal));
        if (!wasLetIn && end.ExitCode == AttemptEnd.SshFailed && BeforeLogin(messages, errors, end) is { } failure)
        {
            return failure with { Raw = FailureText.Raw(end) };
        }

        // A shell that ends at once may be gone before its control socket was seen. ssh's own failures are 255, lower codes are the
        // shell's.
        if (wasLetIn || end.ExitCode is >= 0 and < FirstLocalShellCode)
        {
            return SessionFailure.AfterLogin(end);
        }

        var raw = FailureText.Raw(end);
        var said = FailureText.LastLine(messages) ?? FailureText.LastLine(errors)
            ?? FailureText.LastLine(FailureText.Lines(FailureText.Clean(end.Noise)));
        return said switch
        {
            null => new Failure(FailureKind.Lost, $"ssh ended with exit code {end.ExitCode}", null, raw),
            _ when end.ExitCode is > HighestExitCode and < AttemptEnd.SshFailed =>
                new Failure(FailureKind.Lost, $"ssh was ended by signal {end.ExitCode - HighestExitCode}", null, raw),
            _ => new Failure(FailureKind.Unknown, "ssh: " + said, "try: ssh " + end.Host, raw),
        };
    }

    /// <summary>A warning about a working connection; null without one.</summary>
    /// <param name="messages">Messages of ssh.</param>
    public static string? Warning(string messages) =>
        messages.Contains("REMOTE HOST IDENTIFICATION HAS CHANGED", StringComparison.Ordinal)
            ? "the host key has changed, and your configuration says to connect anyway"
            : null;

    // pam_slurm, pam_slurm_adopt, pam_access and pam_time: the account is valid, but not on this server or at this time.
    private static readonly LinePattern Policy =
        "(?i)(?:^access denied\\b|no active jobs?\\b|is not allowed to (?:log|access)|denied by pam)";

    private static readonly LinePattern Expired = "^Your account has expired";

    /// <summary>Number of the server's last lines that may hold the reason: PAM messages follow the banner.</summary>
    private const int LastLines = 3;

    /// <summary>The failure of a login from the last message of ssh, null when that has no rule; a server can forge earlier lines only
    /// (the instruction of a keyboard-interactive request, sshconnect2.c).</summary>
    private static Failure? BeforeLogin(string[] messages, string[] errors, AttemptEnd end)
    {
        var quoting = Array.FindIndex(messages, FailureRules.QuotesServer.Matches);
        var own = (quoting < 0 ? messages : messages[..(quoting + 1)])
            .Where(line => !FailureText.IsInformational(line))
            .ToArray();
        if (own.Length == 0)
        {
            return null;
        }

        // A proxy command ended and the server sent nothing: standard error comes from that command.
        var isOfProxy = FailureRules.ProxyEnded.Matches(own[^1]);
        if (isOfProxy && OfProxy(errors, end) is { } refused)
        {
            return refused;
        }

        var earlier = isOfProxy ? [.. own[..^1], .. errors] : own[..^1];
        foreach (var rule in FailureRules.All)
        {
            if (rule.Match(own[^1], earlier, end.Host) is { } hit)
            {
                var failure = new Failure(rule.Kind, hit.Text, hit.Remedy);
                var isUnexplained = rule.Kind == FailureKind.Throttled
                    || (rule.Kind == FailureKind.Proxy && (end.WasAsked || rule.Before.IsEmpty));
                return isUnexplained ? ClosedByServer(failure, own, errors, end) : failure;
            }
        }

        return null;
    }

    // A refused login must not be retried, also that of a proxy.
    private static Failure? OfProxy(string[] errors, AttemptEnd end) => errors.LastOrDefault() switch
    {
        { } last when FailureRules.Denied.Matches(last) =>
            new Failure(
                FailureKind.Authentication,
                $"the proxy or jump host: permission denied {FailureRules.Denied.Groups(last).First()}",
                "try: ssh " + end.Host),
        { } last when FailureRules.HostKeyFailed.Matches(last) =>
            new Failure(FailureKind.UnknownHostKey, "the proxy or jump host: its host key is not accepted", "try: ssh " + end.Host),
        _ => null,
    };

    /// <summary>The failure when the server closed the connection without a reason known to ssh: the server's text may hold one. After a
    /// prompt it is not retried, as the answer may be a one-time code.</summary>
    private static Failure ClosedByServer(Failure failure, string[] own, string[] errors, AttemptEnd end)
    {
        string[] words =
        [
            .. own[..^1].Where(line => !FailureRules.BeforeLogin.Matches(line)),
            .. errors,
            .. FailureRules.DisconnectMessage.Groups(own[^1]).OfType<string>(),
        ];
        if (words.Any(Expired.Matches))
        {
            return new Failure(FailureKind.Account, "the account has expired", "ask the administrator of the server");
        }

        if (words.Any(SessionFailure.IsPasswordExpired))
        {
            return SessionFailure.ExpiredPassword(end.Host);
        }

        if (!end.WasAsked && words.TakeLast(LastLines).LastOrDefault(Policy.Matches) is { } policy)
        {
            return new Failure(
                FailureKind.Policy,
                "the server does not let you in now: " + FailureText.Short(policy),
                "tried again every few minutes; at once: r");
        }

        var text = failure.Text + (FailureText.LastLine(words) is { } said ? ": " + said : "");
        return end.WasAsked
            ? failure with { Kind = FailureKind.Authentication, Text = "after the answer " + text }
            : failure with { Text = text };
    }
}
