using System.Text;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>A live connection: writes to its probe, and builds the commands that share it.</summary>
public sealed class SshSession
{
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, Task<bool>> _write;
    private readonly Func<(string Text, int LinesBefore)> _errors;
    private int _lastForward;

    internal SshSession(
        ServerSetting target,
        string? socket,
        string? warning,
        Func<ReadOnlyMemory<byte>, CancellationToken, Task<bool>> write,
        Func<(string Text, int LinesBefore)>? errors = null)
    {
        _errors = errors ?? (() => ("", 0));
        Target = target;
        Socket = socket;
        Warning = warning;
        _write = write;
    }

    /// <summary>The server.</summary>
    public ServerSetting Target { get; }

    /// <summary>Path of the control socket; null for this machine and for a simulated server.</summary>
    public string? Socket { get; }

    /// <summary>A warning about this connection for the user, one line; null without one.</summary>
    public string? Warning { get; }

    /// <summary>Output of the login shell before the probe, cleaned; empty as a rule.</summary>
    public string Noise { get; internal init; } = "";

    /// <summary>Standard error of ssh and the login shell, cleaned; may be empty.</summary>
    public string LoginOutput { get; internal init; } = "";

    /// <summary>Terminals and ports of a simulated server; null for a real one.</summary>
    internal SimulatedEnds? Simulated { get; init; }

    /// <summary>Writes one line to the probe; false when the write fails, and the connection is about to break.</summary>
    /// <param name="line">Without a line feed, which the protocol cannot carry.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="ArgumentException">The line holds a line feed.</exception>
    public Task<bool> SendAsync(string line, CancellationToken token) => line.Contains('\n')
        ? throw new ArgumentException("a line ends at its line feed", nameof(line))
        : _write(Encoding.UTF8.GetBytes(line + "\n"), token);

    /// <summary>Runs a command in a shell of the server; standard streams and exit code are the command's.</summary>
    public ProcessCommand Exec(string command) => Socket is null ? Shell(command) : OpenSshCommands.Exec(Socket, command);

    /// <summary>Runs a command in a shell of the server on a new remote terminal; start it on the local terminal.</summary>
    public ProcessCommand Attach(string command) => Socket is null ? Shell(command) : OpenSshCommands.Attach(Socket, command);

    /// <summary>Forwards a unix socket through the connection to an address, as the server resolves it; null for this machine. Exit code
    /// 0 also when no program listens there: that fails at the first connection, see <see cref="Refusals"/>.</summary>
    internal ProcessCommand? OpenForward(string path, string host, int port) =>
        Socket is null ? null : OpenSshCommands.OpenForward(Socket, path, host, port);

    /// <summary>Cancels a forward; null for this machine.</summary>
    internal ProcessCommand? CloseForward(string path, string host, int port) =>
        Socket is null ? null : OpenSshCommands.CloseForward(Socket, path, host, port);

    /// <summary>Tests whether the server permits forwarding, see <see cref="Refusals"/>; null for this machine.</summary>
    internal ProcessCommand? TryForward() => Socket is null ? null : OpenSshCommands.TryForward(Socket);

    /// <summary>A new path for the socket of a tunnel, in the private folder.</summary>
    internal string NextForward() => $"{Socket}.{Interlocked.Increment(ref _lastForward)}";

    /// <summary>The newest refused forward.</summary>
    internal ForwardRefusals Refusals
    {
        get
        {
            var (text, linesBefore) = _errors();
            return ForwardRefusals.Of(text, linesBefore);
        }
    }

    /// <summary>Waits for a refusal after the given one; null when none comes.</summary>
    /// <param name="line">Line number of the newest refusal before.</param>
    /// <param name="token">Cancels.</param>
    internal async Task<ForwardRefusals?> RefusedAsync(int line, CancellationToken token) =>
        (await ForwardRefusals.AwaitAsync(_errors, refusal => refusal.Line > line, token)).LastOrDefault();

    private static ProcessCommand Shell(string command) => new("/bin/sh", ["-c", command]);
}
