using System.ComponentModel;
using GpuTop.Model;
using GpuTop.Probe;

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

    private const int LongestLine = 200;

    /// <summary>The reason why an attempt ended.</summary>
    /// <param name="end">The state at its end.</param>
    public static Failure Classify(AttemptEnd end)
    {
        var messages = Lines(Clean(end.Messages));
        var errors = Clean(end.Errors);
        var raw = Raw(end);
        if (end.WasReady)
        {
            return Lost(messages, errors, raw);
        }

        var wasLetIn = end.IsAuthenticated || messages.Any(line => line.StartsWith(LoggedIn, StringComparison.Ordinal));
        if (!wasLetIn && end.ExitCode == OpenSshCommands.Failed && BeforeLogin(messages, Lines(errors), end) is { } failure)
        {
            return failure with { Raw = raw };
        }

        // A shell that ends at once may be gone before its control socket was seen. ssh's own failures are 255, lower codes are the
        // shell's.
        wasLetIn |= end.ExitCode is >= 0 and < FirstLocalShellCode;
        var said = LastLine(Lines(errors)) ?? LastLine(Lines(Clean(end.Noise)));
        if (wasLetIn)
        {
            return AfterLogin(messages, errors, said, end) with { Raw = raw };
        }

        said = LastLine(messages) ?? said;
        return said switch
        {
            null => new Failure(FailureKind.Lost, $"ssh ended with exit code {end.ExitCode}", null, raw),
            _ when end.ExitCode is > HighestExitCode and < OpenSshCommands.Failed =>
                new Failure(FailureKind.Lost, $"ssh was ended by signal {end.ExitCode - HighestExitCode}", null, raw),
            _ => new Failure(FailureKind.Unknown, "ssh: " + said, "try: ssh " + end.Host, raw),
        };
    }

    /// <summary>Whether an exception means that this machine could not provide a process, file or folder.</summary>
    /// <remarks>Without a descriptor to map a library the runtime throws OutOfMemoryException.</remarks>
    public static bool IsOfThisMachine(Exception refusal) =>
        refusal is Win32Exception or IOException or UnauthorizedAccessException or OutOfMemoryException;

    /// <summary>The failure for such an exception.</summary>
    public static Failure OfThisMachine(Exception refusal) => refusal is Win32Exception
        ? new(FailureKind.Lost, "this machine cannot start a process: " + Clean(refusal.Message), "see ulimit -u and ulimit -n")
        : new(FailureKind.Lost, "this machine: " + Clean(refusal.Message));

    /// <summary>The failure of a login shell that did not start the probe in time.</summary>
    /// <param name="said">Output of the shell.</param>
    /// <param name="within">The time limit.</param>
    public static Failure NotReady(string said, TimeSpan within) => new(
        FailureKind.NotReady,
        $"logged in, but the shell did not start the probe within {within.TotalSeconds:0} s"
            + (LastLine(Lines(Clean(said))) is { } line ? ": " + line : ""),
        "is the server overloaded, or does an rc file wait or start another shell?",
        Clean(said));

    /// <summary>The failure of an attempt whose prompt was cancelled.</summary>
    public static Failure Unanswered(PendingPrompt question, string host, AttemptEnd end)
    {
        var raw = Join(Raw(end), question.Text);
        var asked = LastLine(Lines(question.Text));
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

    /// <summary>A warning about a working connection; null without one.</summary>
    /// <param name="messages">Messages of ssh.</param>
    public static string? Warning(string messages) =>
        messages.Contains("REMOTE HOST IDENTIFICATION HAS CHANGED", StringComparison.Ordinal)
            ? "the host key has changed, and your configuration says to connect anyway"
            : null;

    /// <summary>The text for display: without control characters (ssh ends its lines with CR LF) and trimmed.</summary>
    public static string Clean(string text) => TextSanitizer.Clean(text).Trim();

    private static readonly LinePattern ConnectionEnd =
        "^(?:Timeout, server .* not responding|Connection to .* closed by remote host|client_loop: .*|Read from remote host .*"
        + "|.*Connection reset by .*|.*Broken pipe)";

    // Messages without a failure: an added host key, a key exchange without post-quantum algorithms (OpenSSH 10.1), a locale that the
    // server lacks, and those of LogLevel VERBOSE.
    private static readonly LinePattern Informational =
        "^(?:Warning: Permanently added|\\*\\* |.*warning: setlocale:|Authenticated |Transferred: sent |Bytes per second: )";

    private static readonly LinePattern NoFork =
        "^exec request failed on channel|fork: (?:retry: )?Resource temporarily unavailable|: Cannot fork(?:\\W|$)";

    // pam_slurm, pam_slurm_adopt, pam_access and pam_time: the account is valid, but not on this server or at this time.
    private static readonly LinePattern Policy =
        "(?i)(?:^access denied\\b|no active jobs?\\b|is not allowed to (?:log|access)|denied by pam)";

    private static readonly LinePattern Expired = "^Your account has expired";

    private static readonly LinePattern PasswordExpired = "(?i)password has expired|password change required";

    /// <summary>Number of the server's last lines that may hold the reason: PAM messages follow the banner.</summary>
    private const int LastLines = 3;

    /// <summary>The failure of a login from the last message of ssh, null when that has no rule; a server can forge earlier lines only
    /// (the instruction of a keyboard-interactive request, sshconnect2.c).</summary>
    private static Failure? BeforeLogin(string[] messages, string[] errors, AttemptEnd end)
    {
        var quoting = Array.FindIndex(messages, FailureRules.QuotesServer.Matches);
        var own = (quoting < 0 ? messages : messages[..(quoting + 1)]).Where(line => !Informational.Matches(line)).ToArray();
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

        if (words.Any(PasswordExpired.Matches))
        {
            return new Failure(FailureKind.Account, "the password has expired", "log in and change it: ssh " + end.Host);
        }

        if (!end.WasAsked && words.TakeLast(LastLines).LastOrDefault(Policy.Matches) is { } policy)
        {
            return new Failure(
                FailureKind.Policy, "the server does not let you in now: " + Short(policy), "tried again every few minutes; at once: r");
        }

        var text = failure.Text + (LastLine(words) is { } said ? ": " + said : "");
        return end.WasAsked
            ? failure with { Kind = FailureKind.Authentication, Text = "after the answer " + text }
            : failure with { Text = text };
    }

    private static Failure AfterLogin(string[] messages, string errors, string? said, AttemptEnd end)
    {
        var lines = Lines(errors);
        if (messages.Concat(lines).Any(NoFork.Matches))
        {
            return new Failure(FailureKind.NotReady, "logged in, but no process can be started", "do too many of yours run there?");
        }

        if (lines.Any(PasswordExpired.Matches))
        {
            return new Failure(FailureKind.Account, "the password has expired", "log in and change it: ssh " + end.Host);
        }

        if (end.ExitCode != OpenSshCommands.Failed)
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
        return messages.Concat(lines).Any(ConnectionEnd.Matches)
            ? Lost(messages, errors, "")
            : new Failure(
                FailureKind.NotReady, "logged in, but the shell was ended" + (said is null ? "" : ": " + said), $"try: ssh {end.Host} sh");
    }

    private static Failure Lost(string[] messages, string errors, string raw)
    {
        string[] lines = [.. messages, .. Lines(errors)];
        return new Failure(
            FailureKind.Lost,
            lines.Any(line => line.Contains("not responding", StringComparison.Ordinal)) ? "connection lost: the server does not respond"
            : lines.Any(line => line.Contains("closed by remote host", StringComparison.Ordinal)) ? "connection lost: closed by the server"
            : lines.Any(ConnectionEnd.Matches) ? "connection lost: network error"
            : "connection lost",
            null,
            raw);
    }

    private static string Raw(AttemptEnd end) => Join(
        string.Join('\n', Lines(Clean(end.Messages)).Where(line =>
            !line.StartsWith("Transferred: ", StringComparison.Ordinal) && !line.StartsWith("Bytes per ", StringComparison.Ordinal))),
        Clean(end.Errors),
        Clean(end.Noise));

    private static string Join(params IEnumerable<string> texts) => string.Join('\n', texts.Where(text => text.Length > 0));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? LastLine(string[] lines) =>
        lines.LastOrDefault(line => !Informational.Matches(line)) is { } line ? Short(line) : null;

    private static string Short(string line) => line.Length > LongestLine ? line[..LongestLine] + "…" : line;
}

/// <summary>The state at the end of an attempt.</summary>
/// <param name="Host">The destination of ssh.</param>
/// <param name="Messages">Messages of ssh itself; empty for this machine.</param>
/// <param name="Errors">Standard error: the server's banner, the login shell, proxy commands.</param>
/// <param name="Noise">Standard output before the probe's first line.</param>
/// <param name="ExitCode">Exit code of ssh.</param>
/// <param name="IsAuthenticated">Whether the control socket appeared.</param>
/// <param name="WasReady">Whether the probe's first line was seen.</param>
internal sealed record AttemptEnd(
    string Host, string Messages, string Errors, string Noise, int ExitCode, bool IsAuthenticated, bool WasReady)
{
    /// <summary>Whether a prompt was opened.</summary>
    public bool WasAsked { get; init; }

    /// <summary>Whether the login shell ended before it ran a command.</summary>
    public bool RanNothing { get; init; }
}
