using System.ComponentModel;
using System.Text.RegularExpressions;
using GpuTop.Probe;

namespace GpuTop.Ssh;

/// <summary>Reads out of ssh's own words why a connection failed.</summary>
/// <remarks>An exit code of 255 alone says nothing: a remote command killed by a signal gives it as well.</remarks>
internal static class FailureText
{
    /// <summary>Exit codes beyond are signals.</summary>
    private const int Signals = 128;

    /// <summary>126 and 127 may come from the shell here that starts ssh, more from signals.</summary>
    private const int FirstOfLocalShell = 126;

    /// <summary>Whole, for a banner may say something like it.</summary>
    private const string Denied = @"^\S+: Permission denied (\([^)]*\))\.";

    /// <summary>Rules for attempts that had not become live; the first that matches anywhere in standard error decides.</summary>
    /// <remarks>$1 is the rule's first group, '$1' the same quoted for a shell, HOST what the user would give to ssh. Texts as of
    /// OpenSSH 9.2 at LogLevel INFO. A server's banner can imitate any of them: what it says must not become part of a command.</remarks>
    private static readonly Rule[] Rules =
    [
        // A changed key also says "Host key verification failed.": it stands first. ssh says under which name and where it knows the key,
        // which need not be the user's.
        new(FailureKind.ChangedHostKey, @"^@\s+WARNING: REVOKED HOST KEY DETECTED!",
            "the host key is revoked: nobody should trust it any more", "ask the administrator of the server"),
        new(FailureKind.ChangedHostKey, @"^Offending \S+ key in (.+):\d+\s*$[\s\S]*^Host key for (\S+) has changed and you have requested strict",
            "the host key has changed: an attack, or the server was set up anew", "if you know why it changed: ssh-keygen -f '$1' -R '$2'"),
        new(FailureKind.ChangedHostKey, @"^@\s+WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!|^Host key for .* has changed and you have requested strict",
            "the host key has changed: an attack, or the server was set up anew", "if you know why it changed: ssh-keygen -R HOST"),
        new(FailureKind.UnknownHostKey, @"^No \S+ host key is known for .* and you have requested strict checking|^Host key verification failed\.",
            "the host key is not known", "check it and accept it once: ssh HOST"),
        new(FailureKind.Configuration, @"^(.*: line \d+: Bad configuration option: .*|.*: terminating, \d+ bad configuration options|command-line: line 0: .*|Can't open user config file .*?)\s*$",
            "ssh does not accept its configuration: $1", "correct the file, then try: ssh HOST"),
        new(FailureKind.Configuration, @"^Bad owner or permissions on (.*)$", "ssh does not accept the permissions of $1", "chmod go-w '$1'"),
        new(FailureKind.Authentication, @"^Received disconnect from .*: Too many authentication failures",
            "too many authentication failures: the agent offers too many keys", "set IdentitiesOnly yes and IdentityFile for it in ~/.ssh/config"),
        new(FailureKind.Configuration, @"^Load key ""(.*)"": bad permissions",
            "the key file $1 is readable by others, so ssh ignores it", "chmod 600 '$1'", Also: Denied),
        new(FailureKind.Authentication, @"^Warning: Identity file (.*) not accessible: No such file",
            "permission denied; the key file $1 does not exist", "correct IdentityFile in ~/.ssh/config", Also: Denied),
        new(FailureKind.Authentication, Denied, "permission denied $1", "try: ssh HOST"),
        new(FailureKind.Account, @"^Your account has expired", "the account has expired", "ask the administrator of the server"),
        new(FailureKind.Account, @"^WARNING: Your password has expired|^Password change required",
            "the password has expired", "log in and change it: ssh HOST"),
        new(FailureKind.Negotiation, @"^Unable to negotiate with .*: no matching (.*) found\.(?: Their offer: (.*?)\s*)?$",
            "no $1 in common with the server", "it offers: $2"),
        new(FailureKind.UnknownName, @"^ssh: Could not resolve host(?:name)? ""?(.*?)""?(?:: .*)?$", "the name $1 has no address", "check HostName in ~/.ssh/config, and the network"),
        new(FailureKind.Configuration, @"^hostname contains invalid characters", "the host name contains invalid characters", null),
        new(FailureKind.Refused, @"open failed: connect failed: Connection refused", "connection refused behind the jump host", "is sshd running there?"),
        new(FailureKind.NoRoute, @"open failed: connect failed: (?:No route to host|Network is unreachable)", "no route behind the jump host", null),
        new(FailureKind.TimedOut, @"open failed: connect failed: Connection timed out", "connection timed out behind the jump host", null),
        new(FailureKind.UnknownName, @"open failed: connect failed: (?:Name or service not known|Temporary failure in name resolution|.*name.*)",
            "the jump host does not know its name", "check HostName in ~/.ssh/config"),
        new(FailureKind.Proxy, @"open failed: (administratively prohibited.*?)\s*$", "the jump host does not forward: $1", "AllowTcpForwarding on the jump host"),
        new(FailureKind.Refused, @"^ssh: connect to host (.*) port (\d+): Connection refused", "connection refused ($1 port $2)", "is sshd running there?"),
        new(FailureKind.TimedOut, @"^ssh: connect to host .*: (?:Connection|Operation) timed out", "connection timed out", "is it on, and the VPN?"),
        new(FailureKind.TimedOut, @"^Connection timed out during banner exchange|^Connection to .* timed out", "the server did not answer in time", "is it overloaded?"),
        new(FailureKind.NoRoute, @"^ssh: connect to host .*: No route to host", "no route to host", "is it on, and the VPN?"),
        new(FailureKind.NoRoute, @"^ssh: connect to host .*: Network is unreachable", "the network is unreachable", "are you on line, and the VPN?"),
        new(FailureKind.NoRoute, @"^ssh: connect to host .* port \d+: (.*?)\s*$", "cannot connect: $1", null),
        new(FailureKind.Proxy, @"^Connection (?:closed|reset) by UNKNOWN port 65535", "the proxy or jump host closed the connection", "try: ssh HOST"),
        new(FailureKind.Throttled, @"^(?:kex_exchange_identification|banner exchange|ssh_dispatch_run_fatal|kex_input_kexinit)\b",
            "closed before a word was said: too many connections at once, or no ssh server", null),
        new(FailureKind.Throttled, @"^Connection (?:closed|reset) by ", "the server closed the connection", "try: ssh HOST"),
    ];

    /// <summary>Why an attempt ended.</summary>
    /// <param name="end">What is known of its end.</param>
    public static Failure Classify(AttemptEnd end)
    {
        var errors = Clean(end.Errors);
        var raw = string.Join('\n', new[] { errors, Clean(end.Noise) }.Where(text => text.Length > 0));
        if (end.WasReady)
        {
            return Lost(errors, raw);
        }

        if (NoFork.IsMatch(errors))
        {
            return new Failure(FailureKind.NotReady, "logged in, but no process can be started", "do too many of yours run there?", raw);
        }

        // Once logged in, what stands there is the login shell's, or a warning that was overcome. A server that is going down lets us in
        // and hangs up before the control socket was seen: ssh says "to" only of who was let in.
        // That of a proxy command of the user's own may have said it as well.
        var wasLetIn = end.IsAuthenticated || (Regex.IsMatch(errors, "^Connection to .* closed by remote host", RegexOptions.Multiline)
            && !errors.Contains("UNKNOWN port 65535", StringComparison.Ordinal));
        if (!wasLetIn)
        {
            foreach (var rule in Rules)
            {
                if (rule.Match(errors, end.Host) is { } hit)
                {
                    var failure = new Failure(rule.Kind, hit.Text, hit.Remedy, raw);
                    return rule.Kind == FailureKind.Throttled || (rule.Kind == FailureKind.Proxy && end.WasAsked) ? HungUp(failure, errors, end) : failure;
                }
            }
        }
        else if (Regex.IsMatch(errors, @"password has expired|Password change required", RegexOptions.IgnoreCase))
        {
            return new Failure(FailureKind.Account, "the password has expired", "log in and change it: ssh " + end.Host, raw);
        }
        else if (ConnectionEnd.IsMatch(errors))
        {
            return Lost(errors, raw);
        }

        // A shell that ends at once may be over before its control socket was seen. ssh's own failures are 255; a small code is the shell's.
        var wasLoggedIn = wasLetIn || end.ExitCode is >= 0 and < FirstOfLocalShell;
        var said = LastLine(errors) ?? LastLine(Clean(end.Noise));
        return (wasLoggedIn, said) switch
        {
            // A signal ended the shell, as where memory is short; what stands there may be a banner's.
            (true, _) when end.ExitCode == SshCommand.Failed =>
                new Failure(FailureKind.NotReady, "logged in, but the shell was ended" + (said is null ? "" : ": " + said), $"try: ssh {end.Host} sh", raw),
            (true, _) => new Failure(FailureKind.Shell, "logged in, but no shell runs the probe: " + (said ?? $"exit code {end.ExitCode}"), $"try: ssh {end.Host} sh", raw),
            (false, null) => new Failure(FailureKind.Lost, $"ssh ended with exit code {end.ExitCode}", null, raw),
            (false, _) when end.ExitCode is > Signals and < SshCommand.Failed =>
                new Failure(FailureKind.Lost, $"ssh was ended by signal {end.ExitCode - Signals}", null, raw),
            (false, _) => new Failure(FailureKind.Unknown, "ssh: " + said, "try: ssh " + end.Host, raw),
        };
    }

    /// <summary>Whether this machine refused what an attempt needs: a process, a file, a folder.</summary>
    public static bool IsOfThisMachine(Exception refusal) => refusal is Win32Exception or IOException or UnauthorizedAccessException;

    /// <summary>Why an attempt could not begin here.</summary>
    public static Failure OfThisMachine(Exception refusal) => refusal is Win32Exception
        ? new(FailureKind.Lost, "this machine cannot start a process: " + Clean(refusal.Message), "see ulimit -u and ulimit -n")
        : new(FailureKind.Lost, "this machine: " + Clean(refusal.Message));

    /// <summary>Why an attempt ended whose prompt got no answer.</summary>
    public static Failure Unanswered(Question question, string host, AttemptEnd end)
    {
        var raw = string.Join('\n', new[] { Clean(end.Errors), question.Text }.Where(text => text.Length > 0));
        return question.Kind switch
        {
            QuestionKind.HostKey => new Failure(FailureKind.UnknownHostKey, "the host key is not known", "check it and accept it once: ssh " + host, raw),
            QuestionKind.Passphrase => new Failure(FailureKind.Question, "needs a passphrase: " + LastLine(question.Text), "load the key into an agent: ssh-add", raw),
            QuestionKind.OneTimeCode => new Failure(FailureKind.Question, "needs an answer: " + LastLine(question.Text), "try: ssh " + host, raw),
            QuestionKind.Confirm or QuestionKind.Notice => new Failure(FailureKind.Question, "needs you: " + LastLine(question.Text), "try: ssh " + host, raw),
            _ => new Failure(FailureKind.Question, "needs a password: " + LastLine(question.Text), "set up a key: ssh-copy-id " + host, raw),
        };
    }

    /// <summary>What a user should know of a connection that works; null when there is nothing.</summary>
    public static string? Warning(string errors) =>
        errors.Contains("REMOTE HOST IDENTIFICATION HAS CHANGED", StringComparison.Ordinal)
            ? "the host key has changed, and your configuration says to connect anyway"
            : null;

    /// <summary>One text for display, without blank ends; ssh ends its lines as terminals do.</summary>
    public static string Clean(string text) => Cleaning.Clean(text).Trim();

    private static readonly Regex ConnectionEnd = new(
        @"^(?:Timeout, server .* not responding|Connection to .* closed by remote host|client_loop: .*|Read from remote host .*|.*Connection reset by .*|.*Broken pipe)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant);

    // What ends no connection: a key that was learned, a key exchange without post-quantum algorithms (OpenSSH 10.1), a locale that the
    // server has not.
    private static readonly Regex Aside = new(@"^(?:Warning: Permanently added|\*\* |.*warning: setlocale:)", RegexOptions.CultureInvariant);

    private static readonly Regex NoFork = new(
        @"^exec request failed on channel|fork: (?:retry: )?Resource temporarily unavailable|: Cannot fork\b", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    /// <summary>The server closed the connection without ssh's knowing why. It may have said why; and an answer of the user's, maybe a code
    /// that is good for once, is not asked for again and again.</summary>
    private static Failure HungUp(Failure failure, string errors, AttemptEnd end)
    {
        var said = LastLine(Regex.Replace(errors, @"^(?:Connection (?:closed|reset) by |kex_exchange_identification|banner exchange|ssh_dispatch_run_fatal)[\s\S]*", "", RegexOptions.Multiline));
        var text = failure.Text + (said is null ? "" : ": " + said);
        return end.WasAsked ? failure with { Kind = FailureKind.Authentication, Text = "after the answer " + text } : failure with { Text = text };
    }

    private static Failure Lost(string errors, string raw) => new(
        FailureKind.Lost,
        errors.Contains("not responding", StringComparison.Ordinal) ? "connection lost: the server does not respond"
        : errors.Contains("closed by remote host", StringComparison.Ordinal) ? "connection lost: closed by the server"
        : ConnectionEnd.IsMatch(errors) ? "connection lost: the network broke it"
        : "connection lost",
        null,
        raw);

    private static string? LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(line => !Aside.IsMatch(line)) is { } line
            ? line.Length > 200 ? line[..200] + "…" : line
            : null;

    /// <summary>What a pattern in standard error means; <c>Also</c> is a second pattern that must match as well, null for none.</summary>
    private sealed record Rule(FailureKind Kind, string Pattern, string Text, string? Remedy, string? Also = null)
    {
        private const RegexOptions Lines = RegexOptions.Multiline | RegexOptions.CultureInvariant;

        public (string Text, string? Remedy)? Match(string errors, string host)
        {
            var match = Regex.Match(errors, Pattern, Lines);
            return match.Success && (Also is null || Regex.IsMatch(errors, Also, Lines))
                ? (Fill(Text, match, host), Remedy is null || (Remedy.Contains("$2", StringComparison.Ordinal) && !match.Groups[2].Success) ? null : Fill(Remedy, match, host))
                : null;
        }

        // At one go: what is filled in is not looked at again.
        private static string Fill(string template, Match match, string host) => Regex.Replace(template, @"'\$([12])'|\$([12])|HOST", place => place switch
        {
            { Value: "HOST" } => host,
            { Groups: [_, { Success: true } quoted, _] } => ShellQuote.Quote(match.Groups[quoted.Value[0] - '0'].Value),
            _ => match.Groups[place.Value[1] - '0'].Value,
        });
    }
}

/// <summary>What is known when an attempt has ended.</summary>
/// <param name="Host">What the user would give to ssh.</param>
/// <param name="Errors">Standard error of ssh.</param>
/// <param name="Noise">What came on standard output before the probe's first line.</param>
/// <param name="ExitCode">Of ssh.</param>
/// <param name="IsAuthenticated">Whether the control socket appeared.</param>
/// <param name="WasReady">Whether the probe's first line was seen.</param>
internal sealed record AttemptEnd(string Host, string Errors, string Noise, int ExitCode, bool IsAuthenticated, bool WasReady)
{
    /// <summary>Whether the user was asked something.</summary>
    public bool WasAsked { get; init; }
}
