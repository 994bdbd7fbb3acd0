using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>The options of a connection that keep everyone's <c>~/.ssh/config</c> from disturbing it.</summary>
/// <remarks>
/// HostName, User, Port, keys, agents, ProxyJump, Match, known_hosts, ciphers and AddKeysToAgent are left to the user on purpose.
/// IgnoreUnknown must not be given: the first value wins, and it would switch the user's own off.
/// </remarks>
internal static class OpenSshOptions
{
    /// <summary>Covers the wait for the banner too: that is the time a user needs to type a proxy's password.</summary>
    private const int DirectConnectSeconds = 15;
    private const int ProxyConnectSeconds = 120;

    /// <summary>Options of a process that owns a connection and lets others share it at the socket.</summary>
    public static ImmutableArray<string> Master(string socket, OpenSshVersion version, bool throughProxy, bool hasSession = true) => Options(
    [
        // "yes" and a fresh path: on a path that exists ssh would only warn and go on without sharing.
        "ControlMaster=yes", "ControlPath=" + socket, "ControlPersist=no",
        "RemoteCommand=none", "RequestTTY=no",
        "ClearAllForwardings=yes", "ForwardX11=no", "ForwardAgent=no", "Tunnel=no", "PermitLocalCommand=no",

        // VERBOSE tells of the login; ERROR hides why a server hung up, DEBUG keeps our stderr pipe open in a persisting jump master.
        "BatchMode=no", "NumberOfPasswordPrompts=1", "VisualHostKey=no", "LogLevel=VERBOSE",
        "ConnectionAttempts=1", "ConnectTimeout=" + (throughProxy ? ProxyConnectSeconds : DirectConnectSeconds),

        // A backstop only. Interval times count is also how long ssh waits for a silent server while authenticating (push).
        "ServerAliveInterval=15", "ServerAliveCountMax=6", "TCPKeepAlive=yes", "Compression=yes",
        .. (string[])(version.HasSessionOptions ? ["StdinNull=no", "ForkAfterAuthentication=no", hasSession ? "SessionType=default" : "SessionType=none"]
            : ["UpdateHostKeys=no"]), // Older ones may ask about them after the login, when nobody listens any more.
    ]);

    /// <summary>Options of a process that uses the connection at the socket and never makes one of its own.</summary>
    public static ImmutableArray<string> Mux(string socket) =>
    [
        // No file can interfere; and where the master is gone, ssh would silently connect anew but for a proxy that fails.
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
