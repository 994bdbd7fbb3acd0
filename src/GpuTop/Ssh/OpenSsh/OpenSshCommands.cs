using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>The command lines of OpenSSH that gputop runs.</summary>
/// <param name="version">Of the client.</param>
/// <param name="configFile">Instead of the user's configuration; null for that.</param>
internal sealed class OpenSshCommands(OpenSshVersion version, string? configFile)
{
    /// <summary>Exit code of an ssh that failed itself, and where a signal ended the remote command.</summary>
    public const int Failed = 255;

    /// <summary>What runs the probe on the server; works in every login shell but rbash.</summary>
    /// <param name="mark">Letters and digits, printed when no rc file reads standard input any more.</param>
    public static string Shell(string mark) => "exec " + RestrictedShell(mark);

    /// <summary>The same where <c>exec</c> is forbidden.</summary>
    public static string RestrictedShell(string mark) => $"sh -c 'echo {mark}; exec sh -s'";

    // Away from our terminal where that can be done: what a "Match exec", an agent or a proxy command of the user's starts would write over the
    // screen and take keys there, and OpenSSH before 8.4 asks on a terminal where it has one. The process keeps its id.
    private const string Ssh = "$(command -v setsid) ssh \"$@\"";

    // Where there is no setsid: Ctrl-C while the terminal is lent to a child reaches the whole process group, and masters must not die of it.
    // HUP stays: closing the terminal ends them. "exec" keeps the process id.
    private const string Deaf = "trap '' INT QUIT TSTP; ";

    // A jump's master has no session and so does not notice when gputop is gone; standard input tells. It is killed until it is gone:
    // a signal to a shell's child that is not ssh yet may be lost.
    private const string LifeLine = Deaf + """
        exec 3<&0; end= rc=143; trap 'end=1' TERM HUP; SSH </dev/null 3<&- & ssh=$!
        { read -r _ <&3; while kill $ssh; do sleep 0.1; done; } >/dev/null 2>&1 & line=$!
        [ "$end" ] || { wait $ssh; rc=$?; }
        while [ "$end" ] && kill $ssh; do sleep 0.1; done 2>/dev/null
        kill $line 2>/dev/null; exit $rc
        """;

    private readonly ImmutableArray<string> _config = configFile is null ? [] : ["-F", configFile];

    /// <summary>Prints the release of the client to standard error.</summary>
    public static ProcessCommand Version { get; } = new("ssh", ["-V"]);

    /// <summary>The probe's shell on this machine, in a session of its own where there is <c>setsid</c>.</summary>
    public static ProcessCommand Local { get; } = Sh("exec $(command -v setsid) /bin/sh -s", []);

    /// <summary>Prints how ssh would reach the host, after all configuration was applied.</summary>
    /// <remarks>With ForkAfterAuthentication in a configuration ssh would refuse even this for want of a command.</remarks>
    public ProcessCommand Resolve(string host) => Sh(
        "exec " + Ssh, [.. _config, "-G", .. version.HasSessionOptions ? ["-o", "ForkAfterAuthentication=no"] : ReadOnlySpan<string>.Empty, "--", host]);

    /// <summary>Connects and runs the probe's shell; owns the socket.</summary>
    /// <param name="host">Anything ssh understands as a destination.</param>
    /// <param name="socket">A path that does not exist.</param>
    /// <param name="hasProxy">Whether the route leads through a proxy of the user's.</param>
    /// <param name="jumpSocket">Socket of the master of our own that leads there; null without.</param>
    /// <param name="shell">The remote command.</param>
    public ProcessCommand Master(string host, string socket, bool hasProxy, string? jumpSocket, string shell) => Sh(
        "exec " + Ssh,
        [.. _config, "-E", SshLog.PathOf(socket), .. Through(jumpSocket), .. OpenSshOptions.Master(socket, version, hasProxy), "-T", "--", host, shell]);

    /// <summary>Connects to a jump host without a session; owns the socket.</summary>
    public ProcessCommand JumpMaster(JumpHost host, string socket, bool hasProxy, string? jumpSocket) => new(
        "/bin/sh",
        [
            "-c", LifeLine.Replace("SSH", Ssh, StringComparison.Ordinal), "ssh",
            .. _config, "-E", SshLog.PathOf(socket), .. Through(jumpSocket),

            // A jump for "Host *" would lead ssh through itself without end.
            .. jumpSocket is null && !hasProxy ? ["-o", "ProxyJump=none"] : ReadOnlySpan<string>.Empty,
            .. OpenSshOptions.Master(socket, version, hasProxy, hasSession: false),
            .. version.HasSessionOptions ? ReadOnlySpan<string>.Empty : ["-N"], .. host.Arguments,
        ]);

    /// <summary>Runs a command over the connection at the socket.</summary>
    public static ProcessCommand Exec(string socket, string remoteCommand) => new("ssh", [.. OpenSshOptions.Mux(socket), "-T", "x", remoteCommand]);

    /// <summary>Runs a command on a terminal of its own over the connection at the socket; to be started on our terminal.</summary>
    public static ProcessCommand Attach(string socket, string remoteCommand) =>
        new("ssh", [.. OpenSshOptions.Mux(socket), "-o", "EscapeChar=none", "-tt", "x", remoteCommand]);

    /// <summary>Leads a unix socket through the connection to a port; nobody else may connect to it (StreamLocalBindMask is 0177).</summary>
    public static ProcessCommand OpenForward(string socket, string path, string host, int port) =>
        Control(socket, "forward", "-L", Forward(path, host, port));

    /// <summary>Ends that; the socket's file stays. Exits with 0 even where there is none; the text tells.</summary>
    public static ProcessCommand CloseForward(string socket, string path, string host, int port) =>
        Control(socket, "cancel", "-L", Forward(path, host, port));

    /// <summary>Asks the server to connect to a port on which hardly ever anyone listens; how it refuses tells whether it forwards at all.
    /// Fails always; the master says why.</summary>
    public static ProcessCommand TryForward(string socket) => new("ssh", [.. OpenSshOptions.Mux(socket), "-W", "127.0.0.1:1", "x"]);

    /// <summary>Asks the server for what it refuses at once, whatever it permits: then it is there. A group's address can't be connected to,
    /// and of the servers behind it none is refused in these words: <see cref="ForwardRefusals.OfQuestion"/>.</summary>
    public static ProcessCommand Ask(string socket) => new("ssh", [.. OpenSshOptions.Mux(socket), "-W", "224.0.0.1:1", "x"]);

    /// <summary>Ends the master at the socket.</summary>
    public static ProcessCommand Exit(string socket) => Control(socket, "exit");

    private static ProcessCommand Control(string socket, string verb, params ReadOnlySpan<string> arguments) =>
        new("ssh", [.. OpenSshOptions.Mux(socket), "-O", verb, .. arguments, "x"]);

    private static string Forward(string path, string host, int port) =>
        $"{path}:{(host.Contains(':') ? "[" + host + "]" : host)}:{port}";

    private static ImmutableArray<string> Through(string? jumpSocket) => jumpSocket is null
        ? []
        : ["-o", $"ProxyCommand=ssh -F none -S {jumpSocket} -o ControlMaster=no -o ProxyCommand=false -W '[%h]:%p' x"];

    private static ProcessCommand Sh(string script, ImmutableArray<string> arguments) => new("/bin/sh", ["-c", Deaf + script, "ssh", .. arguments]);
}
