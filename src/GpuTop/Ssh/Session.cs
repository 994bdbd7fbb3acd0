using System.Text;

namespace GpuTop.Ssh;

/// <summary>A live connection: the way to talk to its probe and to share it with other commands.</summary>
public sealed class Session
{
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, Task<bool>> _write;

    internal Session(Target target, string? socket, string? warning, Func<ReadOnlyMemory<byte>, CancellationToken, Task<bool>> write)
    {
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

    /// <summary>Writes one line to the probe. False when the connection does not take it; it is about to break then.</summary>
    /// <param name="line">Without a line feed; the wire has no way to carry one.</param>
    /// <param name="token">Gives up.</param>
    /// <exception cref="ArgumentException">The line holds a line feed.</exception>
    public Task<bool> SendAsync(string line, CancellationToken token) => line.Contains('\n')
        ? throw new ArgumentException("a line ends at its line feed", nameof(line))
        : _write(Encoding.UTF8.GetBytes(line + "\n"), token);

    /// <summary>Runs a command in a shell there; standard streams and exit code are the command's.</summary>
    public Command Exec(string command) => Socket is null ? new Command("/bin/sh", ["-c", command]) : SshCommand.Exec(Socket, command);

    /// <summary>Runs a command in a shell there on a terminal of its own; start it on ours.</summary>
    public Command Attach(string command) => Socket is null ? new Command("/bin/sh", ["-c", command]) : SshCommand.Attach(Socket, command);

    /// <summary>Opens a tunnel from the loopback address; null for this machine. Exit code 0 when it is open.</summary>
    /// <remarks>Try to bind the port first: that it is taken is told to nobody but the master.</remarks>
    public Command? OpenForward(int localPort, string host, int port) =>
        Socket is null ? null : SshCommand.OpenForward(Socket, localPort, host, port);

    /// <summary>Closes a tunnel; null for this machine.</summary>
    public Command? CloseForward(int localPort, string host, int port) =>
        Socket is null ? null : SshCommand.CloseForward(Socket, localPort, host, port);
}
