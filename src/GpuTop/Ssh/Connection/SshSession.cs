using System.Text;

namespace GpuTop.Ssh;

/// <summary>A live connection: the way to talk to its probe and to share it with other commands.</summary>
public sealed class SshSession
{
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, Task<bool>> _write;
    private readonly Func<(string Text, int LinesBefore)> _errors;
    private int _lastForward;

    internal SshSession(
        Target target,
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
    public Target Target { get; }

    /// <summary>Path of the control socket; null for this machine, which needs none.</summary>
    public string? Socket { get; }

    /// <summary>What the user should know of this connection, one line; null when there is nothing.</summary>
    public string? Warning { get; }

    /// <summary>What the login shell printed before the probe began, cleaned; empty when it was silent, as it should be.</summary>
    public string Noise { get; internal init; } = "";

    /// <summary>What ssh and the login shell said on standard error, cleaned; may be empty.</summary>
    public string Said { get; internal init; } = "";

    /// <summary>Writes one line to the probe. False when the connection does not take it; it is about to break then.</summary>
    /// <param name="line">Without a line feed; the wire has no way to carry one.</param>
    /// <param name="token">Gives up.</param>
    /// <exception cref="ArgumentException">The line holds a line feed.</exception>
    public Task<bool> SendAsync(string line, CancellationToken token) => line.Contains('\n')
        ? throw new ArgumentException("a line ends at its line feed", nameof(line))
        : _write(Encoding.UTF8.GetBytes(line + "\n"), token);

    /// <summary>Runs a command in a shell there; standard streams and exit code are the command's.</summary>
    public ProcessCommand Exec(string command) => Socket is null ? new ProcessCommand("/bin/sh", ["-c", command]) : OpenSshCommands.Exec(Socket, command);

    /// <summary>Runs a command in a shell there on a terminal of its own; start it on ours.</summary>
    public ProcessCommand Attach(string command) => Socket is null ? new ProcessCommand("/bin/sh", ["-c", command]) : OpenSshCommands.Attach(Socket, command);

    /// <summary>Leads a unix socket through the connection to a port, as the server sees it; null for this machine. Exit code 0 when
    /// it does, also where nobody listens there: the one who connects to the socket finds out, see <see cref="Refusals"/>.</summary>
    internal ProcessCommand? OpenForward(string path, string host, int port) => Socket is null ? null : OpenSshCommands.OpenForward(Socket, path, host, port);

    /// <summary>Ends that; null for this machine.</summary>
    internal ProcessCommand? CloseForward(string path, string host, int port) => Socket is null ? null : OpenSshCommands.CloseForward(Socket, path, host, port);

    /// <summary>Finds out whether the server forwards at all; see <see cref="Refusals"/>. Null for this machine.</summary>
    internal ProcessCommand? TryForward() => Socket is null ? null : OpenSshCommands.TryForward(Socket);

    /// <summary>A path for the socket of a tunnel, in the folder that nobody else may enter.</summary>
    internal string NextForward() => $"{Socket}.{Interlocked.Increment(ref _lastForward)}";

    /// <summary>Whether the server refused to lead on a connection, and why it did so last.</summary>
    internal ForwardRefusals Refusals
    {
        get
        {
            var (text, linesBefore) = _errors();
            return ForwardRefusals.Of(text, linesBefore);
        }
    }

    /// <summary>The newest refusal once there is one more; null when none comes.</summary>
    /// <param name="line">That of the newest before.</param>
    /// <param name="token">Gives up.</param>
    internal async Task<ForwardRefusals?> RefusedAsync(int line, CancellationToken token) =>
        (await ForwardRefusals.AwaitAsync(_errors, refusal => refusal.Line > line, token)).LastOrDefault();
}
