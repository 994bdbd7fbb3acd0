using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>The options that override settings of <c>~/.ssh/config</c> which would break a connection.</summary>
/// <remarks>
/// HostName, User, Port, keys, agents, ProxyJump, Match, known_hosts, ciphers and AddKeysToAgent are intentionally left to the user.
/// IgnoreUnknown must not be set: the first value wins, and it would disable the user's own.
/// </remarks>
internal static class OpenSshOptions
{
    /// <summary>Includes the wait for the banner; behind a proxy the user types its password in this time.</summary>
    private const int DirectConnectSeconds = 15;
    private const int ProxyConnectSeconds = 120;

    /// <summary>Options of a process that owns a connection and shares it at the control socket.</summary>
    public static ImmutableArray<string> Master(
        string socket, OpenSshVersion version, bool throughProxy, bool hasSession = true) => Options(
    [
        // "yes" with a new path: on an existing path ssh only warns and does not share.
        "ControlMaster=yes", "ControlPath=" + socket, "ControlPersist=no",
        "RemoteCommand=none", "RequestTTY=no",
        "ClearAllForwardings=yes", "ForwardX11=no", "ForwardAgent=no", "Tunnel=no", "PermitLocalCommand=no",

        // VERBOSE reports the login; ERROR hides the reason of a disconnect, DEBUG keeps the stderr pipe open in a persisting jump master.
        "BatchMode=no", "NumberOfPasswordPrompts=1", "VisualHostKey=no", "LogLevel=VERBOSE",
        "ConnectionAttempts=1", "ConnectTimeout=" + (throughProxy ? ProxyConnectSeconds : DirectConnectSeconds),

        // A fallback only. Interval times count also limits the wait for a silent server while authenticating (push).
        "ServerAliveInterval=15", "ServerAliveCountMax=6", "TCPKeepAlive=yes", "Compression=yes",

        // Older versions may prompt for UpdateHostKeys after the login, when prompts are no longer accepted.
        .. (string[])(version.HasSessionOptions
            ? ["StdinNull=no", "ForkAfterAuthentication=no", hasSession ? "SessionType=default" : "SessionType=none"]
            : ["UpdateHostKeys=no"]),
    ]);

    /// <summary>Options of a process that uses the connection at the control socket and never connects itself.</summary>
    public static ImmutableArray<string> Mux(string socket) =>
    [
        // No configuration file; without its master ssh would silently connect itself, which the failing ProxyCommand prevents.
        "-F", "none", "-S", socket, .. Options(["ControlMaster=no", "ProxyCommand=false", "LogLevel=ERROR"]),
    ];

    private static ImmutableArray<string> Options(ReadOnlySpan<string> options)
    {
        var arguments = ImmutableArray.CreateBuilder<string>(options.Length * 2);
        foreach (var option in options)
        {
            arguments.Add("-o");
            arguments.Add(option);
        }

        return arguments.MoveToImmutable();
    }
}
