using System.ComponentModel;
using GpuTop.Probe;

namespace GpuTop.Ssh;

/// <summary>The reason why a connection failed, from the words of ssh, of the server and of the login shell.</summary>
/// <remarks>An exit code of 255 alone says nothing: a remote command killed by a signal gives it as well.</remarks>
internal static class FailureClassifier
{
    /// <summary>Exit codes beyond are signals.</summary>
    private const int Signals = 128;

    /// <summary>126 and 127 may come from the shell here that starts ssh, more from signals.</summary>
    private const int FirstOfLocalShell = 126;

    /// <summary>ssh's message of a login (LogLevel VERBOSE).</summary>
    private const string LoggedIn = "Authenticated to ";

    private const int LongestLine = 200;

    /// <summary>Why an attempt ended.</summary>
    /// <param name="end">What is known of its end.</param>
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

        // A shell that ends at once may be over before its control socket was seen. ssh's own failures are 255; a small code is the shell's.
        wasLetIn |= end.ExitCode is >= 0 and < FirstOfLocalShell;
        var said = LastLine(Lines(errors)) ?? LastLine(Lines(Clean(end.Noise)));
        if (wasLetIn)
        {
            return AfterLogin(messages, errors, said, end) with { Raw = raw };
        }

        said = LastLine(messages) ?? said;
        return said switch
        {
            null => new Failure(FailureKind.Lost, $"ssh ended with exit code {end.ExitCode}", null, raw),
            _ when end.ExitCode is > Signals and < OpenSshCommands.Failed =>
                new Failure(FailureKind.Lost, $"ssh was ended by signal {end.ExitCode - Signals}", null, raw),
            _ => new Failure(FailureKind.Unknown, "ssh: " + said, "try: ssh " + end.Host, raw),
        };
    }

    /// <summary>Whether this machine refused what an attempt needs: a process, a file, a folder.</summary>
    /// <remarks>Without a descriptor to map a library the runtime speaks of memory.</remarks>
    public static bool IsOfThisMachine(Exception refusal) =>
        refusal is Win32Exception or IOException or UnauthorizedAccessException or OutOfMemoryException;

    /// <summary>Why an attempt could not begin here.</summary>
    public static Failure OfThisMachine(Exception refusal) => refusal is Win32Exception
        ? new(FailureKind.Lost, "this machine cannot start a process: " + Clean(refusal.Message), "see ulimit -u and ulimit -n")
        : new(FailureKind.Lost, "this machine: " + Clean(refusal.Message));

    /// <summary>Why an attempt ended whose login shell did not start the probe in time.</summary>
    /// <param name="said">What the shell printed.</param>
    /// <param name="within">The time that it had.</param>
    public static Failure NotReady(string said, TimeSpan within) => new(
        FailureKind.NotReady,
        $"logged in, but the shell did not start the probe within {within.TotalSeconds:0} s" + (LastLine(Lines(Clean(said))) is { } line ? ": " + line : ""),
        "is the server overloaded, or does an rc file wait or start another shell?",
        Clean(said));

    /// <summary>Why an attempt ended whose prompt got no answer.</summary>
    public static Failure Unanswered(PendingPrompt question, string host, AttemptEnd end)
    {
        var raw = Join(Raw(end), question.Text);
        var asked = LastLine(Lines(question.Text));
        return question.Kind switch
        {
            QuestionKind.HostKey => new Failure(FailureKind.UnknownHostKey, "the host key is not known", "check it and accept it once: ssh " + host, raw),
            QuestionKind.Passphrase => new Failure(FailureKind.Question, "needs a passphrase: " + asked, "load the key into an agent: ssh-add", raw),
            QuestionKind.OneTimeCode => new Failure(FailureKind.Question, "needs an answer: " + asked, "try: ssh " + host, raw),
            QuestionKind.Confirm or QuestionKind.Notice => new Failure(FailureKind.Question, "needs you: " + asked, "try: ssh " + host, raw),
            _ => new Failure(FailureKind.Question, "needs a password: " + asked, "set up a key: ssh-copy-id " + host, raw),
        };
    }

    /// <summary>What a user should know of a connection that works; null when there is nothing.</summary>
    /// <param name="messages">ssh's own.</param>
    public static string? Warning(string messages) =>
        messages.Contains("REMOTE HOST IDENTIFICATION HAS CHANGED", StringComparison.Ordinal)
            ? "the host key has changed, and your configuration says to connect anyway"
            : null;

    /// <summary>One text for display, without blank ends; ssh ends its lines as terminals do.</summary>
    public static string Clean(string text) => TextSanitizer.Clean(text).Trim();

    private static readonly LinePattern ConnectionEnd =
        "^(?:Timeout, server .* not responding|Connection to .* closed by remote host|client_loop: .*|Read from remote host .*|.*Connection reset by .*|.*Broken pipe)";

    // Messages that end no connection: a key that was learned, a key exchange without post-quantum algorithms (OpenSSH 10.1), a locale
    // that the server has not, and what LogLevel VERBOSE adds.
    private static readonly LinePattern Aside =
        "^(?:Warning: Permanently added|\\*\\* |.*warning: setlocale:|Authenticated |Transferred: sent |Bytes per second: )";

    private static readonly LinePattern NoFork =
        "^exec request failed on channel|fork: (?:retry: )?Resource temporarily unavailable|: Cannot fork(?:\\W|$)";

    // pam_slurm, pam_slurm_adopt, pam_access and pam_time: the account is right, but not here or not now.
    private static readonly LinePattern Policy = "(?i)(?:^access denied\\b|no active jobs?\\b|is not allowed to (?:log|access)|denied by pam)";

    private static readonly LinePattern Expired = "^Your account has expired";

    private static readonly LinePattern PasswordExpired = "(?i)password has expired|password change required";

    /// <summary>How many of the server's last lines tell why it closed the connection: PAM speaks after the banner.</summary>
    private const int LastWords = 3;

    /// <summary>The failure of a login; null when ssh does not say. ssh's last message decides: whatever a server can make it print in a
    /// login (the instruction of a keyboard-interactive request, sshconnect2.c) comes before.</summary>
    private static Failure? BeforeLogin(string[] messages, string[] errors, AttemptEnd end)
    {
        var quoting = Array.FindIndex(messages, FailureRules.QuotesServer.Matches);
        var own = (quoting < 0 ? messages : messages[..(quoting + 1)]).Where(line => !Aside.Matches(line)).ToArray();
        if (own.Length == 0)
        {
            return null;
        }

        // Behind a proxy command that ended, the server has said nothing: standard error is that command's.
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
                var isUnexplained = rule.Kind == FailureKind.Throttled || (rule.Kind == FailureKind.Proxy && (end.WasAsked || rule.Before.IsEmpty));
                return isUnexplained ? HungUp(failure, own, errors, end) : failure;
            }
        }

        return null;
    }

    // A refused login must not be tried again and again, also where it is the proxy's.
    private static Failure? OfProxy(string[] errors, AttemptEnd end) => errors.LastOrDefault() switch
    {
        { } last when FailureRules.Denied.Matches(last) =>
            new Failure(FailureKind.Authentication, $"the proxy or jump host: permission denied {FailureRules.Denied.Groups(last).First()}", "try: ssh " + end.Host),
        { } last when FailureRules.HostKeyFailed.Matches(last) =>
            new Failure(FailureKind.UnknownHostKey, "the proxy or jump host: its host key is not accepted", "try: ssh " + end.Host),
        _ => null,
    };

    /// <summary>The server closed the connection without ssh's knowing why. It may have said why; and an answer of the user's, maybe a code
    /// that is good for once, is not asked for again and again.</summary>
    private static Failure HungUp(Failure failure, string[] own, string[] errors, AttemptEnd end)
    {
        string[] words = [.. own[..^1].Where(line => !FailureRules.BeforeLogin.Matches(line)), .. errors, .. FailureRules.Farewell.Groups(own[^1]).OfType<string>()];
        if (words.Any(Expired.Matches))
        {
            return new Failure(FailureKind.Account, "the account has expired", "ask the administrator of the server");
        }

        if (words.Any(PasswordExpired.Matches))
        {
            return new Failure(FailureKind.Account, "the password has expired", "log in and change it: ssh " + end.Host);
        }

        if (!end.WasAsked && words.TakeLast(LastWords).LastOrDefault(Policy.Matches) is { } policy)
        {
            return new Failure(FailureKind.Policy, "the server does not let you in now: " + Short(policy), "tried again every few minutes; at once: r");
        }

        var text = failure.Text + (LastLine(words) is { } said ? ": " + said : "");
        return end.WasAsked ? failure with { Kind = FailureKind.Authentication, Text = "after the answer " + text } : failure with { Text = text };
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
                ? new Failure(FailureKind.Shell, $"logged in, but an rc file ended the shell (exit code {end.ExitCode})", "it should go on without a terminal; try: ssh " + end.Host + " true")
                : new Failure(FailureKind.Shell, "logged in, but no shell runs the probe: " + (said ?? $"exit code {end.ExitCode}"), $"try: ssh {end.Host} sh");
        }

        // A signal ended the shell, as where memory is short; what stands there may be a banner's.
        return messages.Concat(lines).Any(ConnectionEnd.Matches)
            ? Lost(messages, errors, "")
            : new Failure(FailureKind.NotReady, "logged in, but the shell was ended" + (said is null ? "" : ": " + said), $"try: ssh {end.Host} sh");
    }

    private static Failure Lost(string[] messages, string errors, string raw)
    {
        string[] lines = [.. messages, .. Lines(errors)];
        return new Failure(
            FailureKind.Lost,
            lines.Any(line => line.Contains("not responding", StringComparison.Ordinal)) ? "connection lost: the server does not respond"
            : lines.Any(line => line.Contains("closed by remote host", StringComparison.Ordinal)) ? "connection lost: closed by the server"
            : lines.Any(ConnectionEnd.Matches) ? "connection lost: the network broke it"
            : "connection lost",
            null,
            raw);
    }

    private static string Raw(AttemptEnd end) => Join(
        string.Join('\n', Lines(Clean(end.Messages)).Where(line => !line.StartsWith("Transferred: ", StringComparison.Ordinal) && !line.StartsWith("Bytes per ", StringComparison.Ordinal))),
        Clean(end.Errors),
        Clean(end.Noise));

    private static string Join(params IEnumerable<string> texts) => string.Join('\n', texts.Where(text => text.Length > 0));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? LastLine(string[] lines) => lines.LastOrDefault(line => !Aside.Matches(line)) is { } line ? Short(line) : null;

    private static string Short(string line) => line.Length > LongestLine ? line[..LongestLine] + "…" : line;
}

/// <summary>What is known when an attempt has ended.</summary>
/// <param name="Host">What the user would give to ssh.</param>
/// <param name="Messages">ssh's own messages; empty for this machine.</param>
/// <param name="Errors">Standard error: the server's banner, the login shell, proxy commands.</param>
/// <param name="Noise">What came on standard output before the probe's first line.</param>
/// <param name="ExitCode">Of ssh.</param>
/// <param name="IsAuthenticated">Whether the control socket appeared.</param>
/// <param name="WasReady">Whether the probe's first line was seen.</param>
internal sealed record AttemptEnd(string Host, string Messages, string Errors, string Noise, int ExitCode, bool IsAuthenticated, bool WasReady)
{
    /// <summary>Whether the user was asked something.</summary>
    public bool WasAsked { get; init; }

    /// <summary>Whether the login shell ended before it ran a command.</summary>
    public bool RanNothing { get; init; }
}
