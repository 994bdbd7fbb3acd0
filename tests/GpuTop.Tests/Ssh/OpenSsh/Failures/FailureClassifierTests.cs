using GpuTop.Ssh;
using static GpuTop.Tests.Ssh.AttemptEnds;

namespace GpuTop.Tests.Ssh;

/// <summary>Kind, text and remedy of a failure by what ssh printed.</summary>
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
            FailureKind.Throttled, "closed before it sent anything: too many connections at once, or no ssh server"
        },
        {
            "kex_exchange_identification: read: Connection reset by peer\r\nConnection reset by 127.0.0.1 port 22",
            FailureKind.Throttled, "closed before it sent anything: too many connections at once, or no ssh server"
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

    [Theory]
    [InlineData("Timeout, server gpu1 not responding.", "connection lost: the server does not respond")]
    [InlineData("Connection to gpu1 closed by remote host.", "connection lost: closed by the server")]
    [InlineData("client_loop: send disconnect: Broken pipe", "connection lost: network error")]
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
}
