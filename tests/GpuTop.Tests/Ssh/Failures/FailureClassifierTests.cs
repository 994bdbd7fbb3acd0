using System.Globalization;
using System.Reflection;
using GpuTop.Model;
using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class FailureClassifierTests
{
    // Printed by OpenSSH 10.1 and later at each login to a server without post-quantum key exchange.
    private const string OldKeyExchange = """
        ** WARNING: connection is not using a post-quantum key exchange algorithm.
        ** This session may be vulnerable to "store now, decrypt later" attacks.
        ** The server may need to be upgraded. See https://openssh.com/pq.html
        """;

    public static TheoryData<string, FailureKind, string> BeforeLogin => new()
    {
        {
            "gbash@127.0.0.1: Permission denied (publickey,password).",
            FailureKind.Authentication,
            "permission denied (publickey,password)"
        },
        {
            "Received disconnect from 127.0.0.1 port 22:2: Too many authentication failures\r\nDisconnected from 127.0.0.1 port 22",
            FailureKind.Authentication, "too many authentication failures: the agent offers too many keys"
        },
        {
            "> Your account has expired; please contact your system administrator.\r\nConnection closed by 127.0.0.1 port 22",
            FailureKind.Account, "the account has expired"
        },
        { "Connection closed by 127.0.0.1 port 22", FailureKind.Throttled, "the server closed the connection" },
        {
            "> System is going down.\r\nConnection closed by 127.0.0.1 port 22",
            FailureKind.Throttled,
            "the server closed the connection: System is going down."
        },
        {
            "> Too many authentication failures get you banned.\r\n> Permission denied (to bots).\r\nConnection closed by 127.0.0.1 "
                + "port 22",
            FailureKind.Throttled, "the server closed the connection: Permission denied (to bots)."
        },
        {
            "Load key \"/home/u/old\": bad permissions\r\n> System is booting up.\r\nConnection closed by 127.0.0.1 port 22",
            FailureKind.Throttled, "the server closed the connection: System is booting up."
        },
        {
            "Authenticated to srv ([127.0.0.1]:22) using \"publickey\".\r\n> Connection to 127.0.0.1 closed by remote host.",
            FailureKind.Lost,
            "connection lost: closed by the server"
        },
        { "ssh: connect to host 127.0.0.2 port 1: Connection refused", FailureKind.Refused, "connection refused (127.0.0.2 port 1)" },
        { "ssh: connect to host H port 22: Connection timed out", FailureKind.TimedOut, "connection timed out" },
        { "ssh: connect to host H port 22: Operation timed out", FailureKind.TimedOut, "connection timed out" },
        {
            "Connection timed out during banner exchange\r\nConnection to 127.0.0.1 port 22 timed out",
            FailureKind.TimedOut, "the server did not answer in time"
        },
        { "Connection to 127.0.0.1 port 22023 timed out", FailureKind.TimedOut, "the server did not answer in time" },
        { "ssh: connect to host H port 22: No route to host", FailureKind.NoRoute, "no route to host" },
        { "ssh: connect to host H port 22: Network is unreachable", FailureKind.NoRoute, "the network is unreachable" },
        {
            "ssh: Could not resolve hostname nosuch.invalid: Name or service not known",
            FailureKind.UnknownName, "the name nosuch.invalid has no address"
        },
        { "ssh: Could not resolve host \"gpu1\"", FailureKind.UnknownName, "the name gpu1 has no address" },
        { "hostname contains invalid characters", FailureKind.Configuration, "the host name contains invalid characters" },
        { "Host key verification failed.", FailureKind.UnknownHostKey, "the host key is not known" },
        {
            "No ED25519 host key is known for [H]:22 and you have requested strict checking.\r\nHost key verification failed.",
            FailureKind.UnknownHostKey, "the host key is not known"
        },
        {
            """
            @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
            @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
            @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
            Offending ED25519 key in /home/u/.ssh/known_hosts:3
            Host key for [H]:22 has changed and you have requested strict checking.
            Host key verification failed.
            """,
            FailureKind.ChangedHostKey, "the host key has changed: an attack, or the server was set up anew"
        },
        {
            """
            @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
            @       WARNING: REVOKED HOST KEY DETECTED!               @
            @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
            The ED25519 host key for gpu1 is marked as revoked.
            Host key verification failed.
            """,
            FailureKind.ChangedHostKey, "the host key is revoked: nobody should trust it any more"
        },
        {
            "kex_exchange_identification: Connection closed by remote host\r\nConnection closed by 127.0.0.1 port 22",
            FailureKind.Throttled, "closed before a word was said: too many connections at once, or no ssh server"
        },
        {
            "kex_exchange_identification: read: Connection reset by peer\r\nConnection reset by 127.0.0.1 port 22",
            FailureKind.Throttled, "closed before a word was said: too many connections at once, or no ssh server"
        },
        {
            "Unable to negotiate with 127.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa",
            FailureKind.Negotiation, "no host key type in common with the server"
        },
        {
            "kex_exchange_identification: Connection closed by remote host\r\nConnection closed by UNKNOWN port 65535",
            FailureKind.Proxy, "the proxy or jump host closed the connection"
        },
        {
            "> ssh: connect to host 127.0.0.2 port 1: Connection refused\r\nkex_exchange_identification: Connection closed by remote "
                + "host\r\nConnection closed by UNKNOWN port 65535",
            FailureKind.Refused, "connection refused (127.0.0.2 port 1)"
        },
        {
            "> channel 0: open failed: connect failed: Connection refused\r\n> stdio forwarding failed\r\nkex_exchange_identification: "
                + "Connection closed by remote host\r\nConnection closed by UNKNOWN port 65535",
            FailureKind.Refused, "connection refused behind the jump host"
        },
        {
            "channel 0: open failed: administratively prohibited: open failed\r\n> stdio forwarding failed\r\nConnection closed by UNKNOWN "
                + "port 65535",
            FailureKind.Proxy, "the jump host does not forward: administratively prohibited: open failed"
        },
        {
            "/home/u/.ssh/config: line 2: Bad configuration option: foo\r\n/home/u/.ssh/config: terminating, 1 bad configuration options",
            FailureKind.Configuration, "ssh does not accept its configuration: /home/u/.ssh/config: line 2: Bad configuration option: foo"
        },
        {
            "Bad owner or permissions on /home/u/.ssh/config",
            FailureKind.Configuration, "ssh does not accept the permissions of /home/u/.ssh/config"
        },
        {
            "@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\r\nLoad key \"/home/u/k\": bad permissions\r\nu@h: Permission "
                + "denied (publickey).",
            FailureKind.Configuration, "the key file /home/u/k is readable by others, so ssh ignores it"
        },
        {
            "Warning: Identity file /k not accessible: No such file or directory.\r\nu@h: Permission denied (publickey).",
            FailureKind.Authentication, "permission denied; the key file /k does not exist"
        },
        { "something new", FailureKind.Unknown, "ssh: something new" },
        { "Warning: Permanently added 'h' (ED25519) to the list of known hosts.", FailureKind.Lost, "ssh ended with exit code 255" },
        { OldKeyExchange, FailureKind.Lost, "ssh ended with exit code 255" },
        { "", FailureKind.Lost, "ssh ended with exit code 255" },
    };

    [Theory]
    [MemberData(nameof(BeforeLogin))]
    public void What_ssh_said_before_the_login_is_put_into_the_users_words(string errors, FailureKind kind, string text)
    {
        var failure = FailureClassifier.Classify(End(errors));

        Assert.Equal((kind, text), (failure.Kind, failure.Text));
    }

    [Theory]
    [InlineData(
        "WARNING: Your password has expired.\r\nPassword change required but no TTY available.",
        FailureKind.Account,
        "the password has expired")]
    [InlineData(
        "bash: line 1: exec: sh: not found",
        FailureKind.Shell,
        "logged in, but no shell runs the probe: bash: line 1: exec: sh: not found")]
    [InlineData("Connection to h closed by remote host.", FailureKind.Lost, "connection lost: closed by the server")]
    [InlineData("", FailureKind.Shell, "logged in, but no shell runs the probe: This account is currently not available.")]
    [InlineData("bash: fork: retry: Resource temporarily unavailable", FailureKind.NotReady, "logged in, but no process can be started")]
    [InlineData("exec request failed on channel 0", FailureKind.NotReady, "logged in, but no process can be started")]
    [InlineData(OldKeyExchange, FailureKind.Shell, "logged in, but no shell runs the probe: This account is currently not available.")]
    [InlineData(
        "bash: warning: setlocale: LC_CTYPE: cannot change locale (UTF-8)",
        FailureKind.Shell, "logged in, but no shell runs the probe: This account is currently not available.")]
    public void After_the_login_it_is_the_shells_fault(string errors, FailureKind kind, string text)
    {
        var failure = FailureClassifier.Classify(Shell(errors) with
        {
            IsAuthenticated = true,
            ExitCode = errors.StartsWith("Connection to", StringComparison.Ordinal) ? 255 : 1,
            Noise = "This account is currently not available.\n",
        });

        Assert.Equal((kind, text), (failure.Kind, failure.Text));
    }

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
            refusal => Assert.True(FailureClassifier.IsOfThisMachine(refusal) && FailureClassifier.OfThisMachine(refusal).IsRetried));
        Assert.False(FailureClassifier.IsOfThisMachine(new InvalidOperationException()));
    }

    [Theory]
    [InlineData("Timeout, server gpu1 not responding.", "connection lost: the server does not respond")]
    [InlineData("Connection to gpu1 closed by remote host.", "connection lost: closed by the server")]
    [InlineData("client_loop: send disconnect: Broken pipe", "connection lost: the network broke it")]
    [InlineData("channel 3: open failed: connect failed: Connection refused", "connection lost")]
    [InlineData("@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @", "connection lost")]
    public void Once_data_has_flowed_it_is_lost_whatever_else_was_said(string errors, string text)
    {
        var failure = FailureClassifier.Classify(Shell(errors) with { IsAuthenticated = true, WasReady = true });

        Assert.Equal((FailureKind.Lost, text), (failure.Kind, failure.Text));
    }

    [Fact]
    public void The_remedy_is_a_command_that_can_be_typed()
    {
        Assert.Equal("try: ssh gpu1", FailureClassifier.Classify(End("u@h: Permission denied (publickey).")).Remedy);
        Assert.Equal(
            "chmod 600 '/k'",
            FailureClassifier.Classify(End("Load key \"/k\": bad permissions\r\nu@h: Permission denied (publickey).")).Remedy);
        Assert.Equal(
            "if you know why it changed: ssh-keygen -f '/home/u/.ssh/known_hosts' -R '[10.0.0.3]:2222'",
            FailureClassifier.Classify(
                End(
                    "Offending ED25519 key in /home/u/.ssh/known_hosts:3\r\nHost key for [10.0.0.3]:2222 has changed and you have "
                        + "requested strict checking.\r\nHost key verification failed.")).Remedy);
        Assert.Null(FailureClassifier.Classify(End("Unable to negotiate with h port 22: no matching cipher found.")).Remedy);
    }

    [Fact]
    public void A_banner_puts_nothing_into_a_command() =>
        Assert.Equal(
            ["chmod 600 '; reboot #'", "if you know why it changed: ssh-keygen -f ''\\''; reboot;'\\''' -R '$1'"],
            new[]
            {
                "Load key \"; reboot #\": bad permissions\r\nu@h: Permission denied (publickey).",
                "Offending RSA key in '; reboot;':1\r\nHost key for $1 has changed and you have requested strict checking.\r\nHost key "
                    + "verification failed.",
            }.Select(banner => FailureClassifier.Classify(End(banner)).Remedy));

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

    public static TheoryData<string> Imitations =>
    [
        """
        @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
        @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
        Offending ED25519 key in /home/x/.ssh/known_hosts:3
        Host key for gpu2 has changed and you have requested strict checking.
        Host key verification failed.
        """,
        "Host key verification failed.",
        "Load key \"/home/x/.ssh/id\": bad permissions",
        "u@h: Permission denied (publickey).",
        "Connection to gpu1 closed by remote host.",
        "ssh: connect to host gpu1 port 22: Connection refused",
        "Authenticated to gpu1 ([10.0.0.3]:22) using \"none\".",
        "bash: fork: retry: Resource temporarily unavailable",
        "kex_exchange_identification: read: Connection reset by peer",
        "Connection closed by UNKNOWN port 65535",
        "Bad owner or permissions on /home/x/.ssh/config",
    ];

    [Theory]
    [MemberData(nameof(Imitations))]
    public void A_banner_is_never_taken_for_a_message_of_ssh(string banner)
    {
        var denied = FailureClassifier.Classify(Shell(banner) with { Messages = "u@h: Permission denied (password).\r\n" });
        var closed = FailureClassifier.Classify(Shell(banner) with { Messages = "Connection closed by 10.0.0.3 port 22\r\n" });

        Assert.Equal(
            (FailureKind.Authentication, "permission denied (password)", "try: ssh gpu1"), (denied.Kind, denied.Text, denied.Remedy));
        Assert.Equal((FailureKind.Throttled, "try: ssh gpu1"), (closed.Kind, closed.Remedy));
        Assert.StartsWith("the server closed the connection", closed.Text, StringComparison.Ordinal);
        Assert.Contains(banner.ReplaceLineEndings("\n"), denied.Raw, StringComparison.Ordinal);
    }

    // The instruction of a keyboard-interactive request, the reason of a disconnection and a list of algorithms come from the server;
    // ssh prints them like its own messages.
    [Theory]
    [InlineData("{0}\r\nConnection closed by 10.0.0.3 port 22")]
    [InlineData("{0}\r\nu@h: Permission denied (keyboard-interactive).")]
    [InlineData("Received disconnect from 10.0.0.3 port 22:2: {0}\r\nDisconnected from 10.0.0.3 port 22")]
    [InlineData("Received disconnect from 10.0.0.3 port 22:2: bye\n{0}")]
    [InlineData("Unable to negotiate with 10.0.0.3 port 22: no matching cipher found. Their offer: x\n{0}")]
    [InlineData("Authenticated to gpu1 ([10.0.0.3]:22) using \"keyboard-interactive\".\r\n{0}")]
    public void A_servers_words_in_a_message_of_ssh_say_nothing_of_the_host_key(string messages)
    {
        const string Words = "Offending RSA key in /home/x/.ssh/known_hosts:3\nHost key for gpu2 has changed and you have requested strict "
            + "checking.\nHost key verification failed.";
        var failure = FailureClassifier.Classify(
            Shell("") with { Messages = string.Format(CultureInfo.InvariantCulture, messages, Words) });

        Assert.DoesNotContain("host key", failure.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ssh-keygen", failure.Remedy ?? "", StringComparison.Ordinal);
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

    [Fact]
    public void Lines_of_a_megabyte_are_read_in_linear_time()
    {
        // Without backtracking each pattern takes linear time.
        Assert.All(Patterns(), pattern => Assert.True(pattern.IsLinear));

        string[] hostile = [
            new('@', 1 << 20),
            "Offending " + new string(' ', 1 << 20),
            string.Concat(Enumerable.Repeat("a: line 1: Bad ", 1 << 16)),
            "ssh: connect to host " + new string('x', 1 << 20)];
        Assert.All(
            hostile,
            line => Assert.True(
                FailureClassifier.Classify(End($"> {line}\r\n{line}\r\nConnection closed by UNKNOWN port 65535")).Text.Length < 300));
    }

    private static IEnumerable<LinePattern> Patterns() => FailureRules.All.SelectMany(rule => rule.Before.Append(rule.Last))
        .Concat(new[] { typeof(FailureRules), typeof(FailureClassifier) }
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(LinePattern))
            .Select(field => (LinePattern)field.GetValue(null)!));

    [Fact]
    public void Control_characters_of_a_banner_never_get_on()
    {
        var failure = FailureClassifier.Classify(End("> \u001b[31mred\u001b[0m\a\r\nConnection closed by h port 22"));

        Assert.DoesNotContain(failure.Raw, letter => char.IsControl(letter) && letter != '\n');
    }

    [Theory]
    [InlineData("Are you sure you want to continue connecting (yes/no/[fingerprint])? ", "", PromptKind.HostKey)]
    [InlineData("Please type 'yes', 'no' or the fingerprint: ", "", PromptKind.HostKey)]
    [InlineData("gbash@127.0.0.1's password: ", "", PromptKind.Password)]
    [InlineData("(gdash@127.0.0.1) Password: ", "", PromptKind.Password)]
    [InlineData("(gdash@127.0.0.1) Verification code: ", "", PromptKind.OneTimeCode)]
    [InlineData("Enter passphrase for key '/home/gcli/.ssh/id_locked': ", "", PromptKind.Passphrase)]
    [InlineData("Allow use of key gcli?", "confirm", PromptKind.Confirm)]
    [InlineData("Confirm user presence for key", "none", PromptKind.Notice)]
    public void A_prompt_is_known_by_its_words(string text, string hint, PromptKind kind) =>
        Assert.Equal(kind, PendingPrompt.KindOf(text, hint));

    // Lines with "> " are on standard error, the others are messages of ssh.
    private static AttemptEnd End(string text)
    {
        var lines = text.Split('\n')
            .Select(line => line.TrimEnd('\r') + "\r\n")
            .ToLookup(line => line.StartsWith("> ", StringComparison.Ordinal));
        return Shell(string.Concat(lines[true].Select(line => line[2..]))) with { Messages = string.Concat(lines[false]) };
    }

    private static AttemptEnd Shell(string errors) => new("gpu1", "", errors, "", 255, IsAuthenticated: false, WasReady: false);
}
