using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>The failures for the messages of OpenSSH (9.2, LogLevel INFO) before the login.</summary>
internal static class FailureRules
{
    /// <summary>The message of a refused login.</summary>
    public static readonly LinePattern Denied = @"^\S+: Permission denied (\([^)]*\))\.$";

    /// <summary>The message of a host key that was not accepted.</summary>
    public static readonly LinePattern HostKeyFailed = @"^Host key verification failed\.$";

    /// <summary>The last message when a proxy command ended before the server sent anything.</summary>
    public static readonly LinePattern ProxyEnded = "^Connection (?:closed|reset) by UNKNOWN port 65535";

    /// <summary>A message of a connection that ended before the login started.</summary>
    public static readonly LinePattern BeforeLogin =
        @"^(?:kex_exchange_identification|banner exchange|ssh_dispatch_run_fatal|kex_input_kexinit)\b";

    /// <summary>The server's reason when it ends the connection.</summary>
    public static readonly LinePattern DisconnectMessage = @"^Received disconnect from .* port \d+:\d+: (.*)$";

    /// <summary>A message that ends in text of the server, which may hold line feeds (packet.c, kex.c): later lines may be
    /// forged.</summary>
    public static readonly LinePattern QuotesServer = "^(?:Received disconnect from |Unable to negotiate with )";

    // A network message of this ssh or of its proxy command.
    private static readonly ImmutableArray<(FailureKind Kind, LinePattern Pattern, string Text, string? Remedy)> Network =
    [
        (FailureKind.Refused, "open failed: connect failed: Connection refused", "connection refused behind the jump host",
            "is sshd running there?"),
        (FailureKind.NoRoute, "open failed: connect failed: (?:No route to host|Network is unreachable)", "no route behind the jump host",
            null),
        (FailureKind.TimedOut, "open failed: connect failed: Connection timed out", "connection timed out behind the jump host", null),
        (FailureKind.UnknownName,
            "open failed: connect failed: (?:Name or service not known|Temporary failure in name resolution|.*name.*)",
            "the jump host does not know its name", "check HostName in ~/.ssh/config"),
        (FailureKind.Proxy, @"open failed: (administratively prohibited.*?)\s*$", "the jump host does not forward: $1",
            "AllowTcpForwarding on the jump host"),
        (FailureKind.UnknownName, @"^ssh: Could not resolve host(?:name)? ""?(.*?)""?(?:: .*)?$", "the name $1 has no address",
            "check HostName in ~/.ssh/config, and the network"),
        (FailureKind.Refused, @"^ssh: connect to host (.*) port (\d+): Connection refused", "connection refused ($1 port $2)",
            "is sshd running there?"),
        (FailureKind.TimedOut, "^ssh: connect to host .*: (?:Connection|Operation) timed out", "connection timed out",
            "is it on, and the VPN?"),
        (FailureKind.NoRoute, "^ssh: connect to host .*: No route to host", "no route to host", "is it on, and the VPN?"),
        (FailureKind.NoRoute, "^ssh: connect to host .*: Network is unreachable", "the network is unreachable",
            "are you on line, and the VPN?"),
        (FailureKind.NoRoute, @"^ssh: connect to host .* port \d+: (.*?)\s*$", "cannot connect: $1", null),
    ];

    /// <summary>The rules in order; the first match counts.</summary>
    public static ImmutableArray<FailureRule> All { get; } =
    [
        // ssh prints the file and the name of the key, which may differ from the name in the configuration.
        new(FailureKind.ChangedHostKey, HostKeyFailed, "the host key is revoked: nobody should trust it any more",
            "ask the administrator of the server",
            @"^@\s+WARNING: REVOKED HOST KEY DETECTED!"),
        new(FailureKind.ChangedHostKey, HostKeyFailed,
            "the host key has changed: an attack, or the server was set up anew", "if you know why it changed: ssh-keygen -f '$1' -R '$2'",
            @"^Offending \S+ key in (.+):\d+\s*$", @"^Host key for (\S+) has changed and you have requested strict"),
        new(FailureKind.ChangedHostKey, HostKeyFailed,
            "the host key has changed: an attack, or the server was set up anew", "if you know why it changed: ssh-keygen -R HOST",
            @"^(?:@\s+WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!|Host key for .* has changed and you have requested strict)"),
        new(FailureKind.UnknownHostKey, HostKeyFailed, "the host key is not known", "check it and accept it once: ssh HOST"),
        new(FailureKind.Configuration, "terminating, .* bad configuration options", "ssh does not accept its configuration: $1",
            "correct the file, then try: ssh HOST",
            @"^(.*: line \d+: Bad configuration option: .*?)\s*$"),
        new(FailureKind.Configuration,
            @"^(.*: terminating, \d+ bad configuration options|command-line: line 0: .*|Can't open user config file .*?)\s*$",
            "ssh does not accept its configuration: $1", "correct the file, then try: ssh HOST"),
        new(FailureKind.Configuration, "^Bad owner or permissions on (.*)$", "ssh does not accept the permissions of $1",
            "chmod go-w '$1'"),
        new(FailureKind.Configuration, Denied, "the key file $1 is readable by others, so ssh ignores it", "chmod 600 '$1'",
            @"^Load key ""(.*)"": bad permissions"),
        new(FailureKind.Authentication, Denied, "permission denied; the key file $1 does not exist",
            "correct IdentityFile in ~/.ssh/config",
            "^Warning: Identity file (.*) not accessible: No such file"),
        new(FailureKind.Authentication, Denied, "permission denied $1", "try: ssh HOST"),
        new(FailureKind.Authentication, "^Received disconnect from .*: Too many authentication failures",
            "too many authentication failures: the agent offers too many keys",
            "set IdentitiesOnly yes and IdentityFile for it in ~/.ssh/config"),
        new(FailureKind.Negotiation, @"^Unable to negotiate with .*: no matching (.*) found\.(?: Their offer: (.*?)\s*)?$",
            "no $1 in common with the server", "it offers: $2"),
        new(FailureKind.Configuration, "^hostname contains invalid characters", "the host name contains invalid characters", null),
        .. Network.Select(of => new FailureRule(of.Kind, of.Pattern, of.Text, of.Remedy)),
        .. Network.Select(of => new FailureRule(of.Kind, ProxyEnded, of.Text, of.Remedy, of.Pattern)),
        new(FailureKind.TimedOut, "^(?:Connection timed out during banner exchange|Connection to .* timed out)",
            "the server did not answer in time", "is it overloaded?"),
        new(FailureKind.Proxy, ProxyEnded, "the proxy or jump host closed the connection", "try: ssh HOST"),
        new(FailureKind.Throttled, "^Connection (?:closed|reset) by ",
            "closed before it sent anything: too many connections at once, or no ssh server", null, BeforeLogin),
        new(FailureKind.Throttled, BeforeLogin, "closed before it sent anything: too many connections at once, or no ssh server", null),
        new(FailureKind.Throttled, "^(?:Connection (?:closed|reset) by |Received disconnect from |Disconnected from )",
            "the server closed the connection", "try: ssh HOST"),
    ];
}
