using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>The command lines of OpenSSH that gputop runs.</summary>
/// <param name="version">Of the client.</param>
/// <param name="configFile">Configuration file in place of the user's; null for the user's.</param>
internal sealed class OpenSshCommands(OpenSshVersion version, string? configFile)
{
    /// <summary>The remote command that runs the probe; valid in every login shell but rbash.</summary>
    /// <param name="mark">Letters and digits, printed after the rc files, when only the shell reads standard input.</param>
    public static string Shell(string mark) => "exec " + RestrictedShell(mark);

    /// <summary>The same where <c>exec</c> is forbidden.</summary>
    public static string RestrictedShell(string mark) => $"sh -c 'echo {mark}; exec sh -s'";

    // In a new session without the terminal, where setsid exists: programs of a "Match exec", an agent or a proxy command would write to
    // the screen and read keys, and OpenSSH before 8.4 prompts on its terminal. The process keeps its id.
    private const string Ssh = "$(command -v setsid) ssh \"$@\"";

    // Without setsid, Ctrl-C on the terminal of an attached child signals the whole process group and must not end the masters. HUP is
    // not ignored: closing the terminal ends them. "exec" keeps the process id.
    private const string IgnoreSignals = "trap '' INT QUIT TSTP; ";

    // A jump's master has no session that ends with gputop; the end of standard input ends it. Kill is repeated until it is gone: a
    // signal to the shell's child before its exec of ssh may be lost.
    private const string JumpScript = IgnoreSignals + """
        exec 3<&0; end= rc=143; trap 'end=1' TERM HUP; SSH </dev/null 3<&- & ssh=$!
        { read -r _ <&3; while kill $ssh; do sleep 0.1; done; } >/dev/null 2>&1 & line=$!
        [ "$end" ] || { wait $ssh; rc=$?; }
        while [ "$end" ] && kill $ssh; do sleep 0.1; done 2>/dev/null
        kill $line 2>/dev/null; exit $rc
        """;

    private readonly ImmutableArray<string> _config = configFile is null ? [] : ["-F", configFile];

    /// <summary>Prints the release of the client to standard error.</summary>
    public static ProcessCommand Version { get; } = new("ssh", ["-V"]);

    /// <summary>Prints the effective configuration of ssh for a host.</summary>
    /// <remarks>With ForkAfterAuthentication in a configuration ssh refuses even this without a command.</remarks>
    public ProcessCommand Resolve(string host) => Sh(
        "exec " + Ssh,
        [
            .. _config, "-G",
            .. version.HasSessionOptions ? ["-o", "ForkAfterAuthentication=no"] : ReadOnlySpan<string>.Empty,
            "--", host,
        ]);

    /// <summary>Connects and runs the probe's shell; owns the control socket.</summary>
    /// <param name="host">A destination of ssh.</param>
    /// <param name="socket">A path that does not exist.</param>
    /// <param name="hasProxy">Whether the route has a ProxyCommand.</param>
    /// <param name="jumpSocket">Control socket of the jump host's master; null without one.</param>
    /// <param name="shell">The remote command.</param>
    public ProcessCommand Master(string host, string socket, bool hasProxy, string? jumpSocket, string shell) => Sh(
        "exec " + Ssh,
        [
            .. _config, "-E", SshLog.PathOf(socket), .. JumpOptions(jumpSocket),
            .. OpenSshOptions.Master(socket, version, hasProxy),
            "-T", "--", host, shell,
        ]);

    /// <summary>Connects to a jump host without a session; owns the control socket.</summary>
    public ProcessCommand JumpMaster(JumpHost host, string socket, bool hasProxy, string? jumpSocket) => new(
        "/bin/sh",
        [
            "-c", JumpScript.Replace("SSH", Ssh, StringComparison.Ordinal), "ssh",
            .. _config, "-E", SshLog.PathOf(socket), .. JumpOptions(jumpSocket),

            // A ProxyJump under "Host *" would make ssh jump through the same host endlessly.
            .. jumpSocket is null && !hasProxy ? ["-o", "ProxyJump=none"] : ReadOnlySpan<string>.Empty,
            .. OpenSshOptions.Master(socket, version, hasProxy, hasSession: false),
            .. version.HasSessionOptions ? ReadOnlySpan<string>.Empty : ["-N"], .. host.Arguments,
        ]);

    /// <summary>Runs a command over the connection at the socket.</summary>
    public static ProcessCommand Exec(string socket, string remoteCommand) =>
        new("ssh", [.. OpenSshOptions.Mux(socket), "-T", "x", remoteCommand]);

    /// <summary>Runs a command on a new remote terminal over the connection at the socket; to be started on the local terminal.</summary>
    public static ProcessCommand Attach(string socket, string remoteCommand) =>
        new("ssh", [.. OpenSshOptions.Mux(socket), "-o", "EscapeChar=none", "-tt", "x", remoteCommand]);

    /// <summary>Forwards a unix socket through the connection to a port; private by StreamLocalBindMask 0177.</summary>
    public static ProcessCommand OpenForward(string socket, string path, string host, int port) =>
        Control(socket, "forward", "-L", Forward(path, host, port));

    /// <summary>Cancels a forward; the socket's file stays. Exit code 0 also without such a forward.</summary>
    public static ProcessCommand CloseForward(string socket, string path, string host, int port) =>
        Control(socket, "cancel", "-L", Forward(path, host, port));

    /// <summary>Requests a forward to port 1, which is hardly ever in use: the refusal in the master's log shows whether the server permits
    /// forwarding. Always fails.</summary>
    public static ProcessCommand TryForward(string socket) => new("ssh", [.. OpenSshOptions.Mux(socket), "-W", "127.0.0.1:1", "x"]);

    /// <summary>Tests whether the server answers: it refuses a connection to a multicast address at once, whatever it permits, with a
    /// message that no other destination gives: <see cref="ForwardRefusals.OfPing"/>.</summary>
    public static ProcessCommand Ping(string socket) => new("ssh", [.. OpenSshOptions.Mux(socket), "-W", "224.0.0.1:1", "x"]);

    /// <summary>Ends the master at the socket.</summary>
    public static ProcessCommand Exit(string socket) => Control(socket, "exit");

    private static ProcessCommand Control(string socket, string verb, params ReadOnlySpan<string> arguments) =>
        new("ssh", [.. OpenSshOptions.Mux(socket), "-O", verb, .. arguments, "x"]);

    private static string Forward(string path, string host, int port) =>
        $"{path}:{(host.Contains(':') ? "[" + host + "]" : host)}:{port}";

    private static ImmutableArray<string> JumpOptions(string? jumpSocket) => jumpSocket is null
        ? []
        : ["-o", $"ProxyCommand=ssh -F none -S {jumpSocket} -o ControlMaster=no -o ProxyCommand=false -W '[%h]:%p' x"];

    private static ProcessCommand Sh(string script, ImmutableArray<string> arguments) =>
        new("/bin/sh", ["-c", IgnoreSignals + script, "ssh", .. arguments]);
}
