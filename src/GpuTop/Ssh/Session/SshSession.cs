using System.Text;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>A live connection: what the program does with it, whatever client made it. Valid until the connection ends.</summary>
public abstract class SshSession
{
    private protected SshSession(ServerSetting target) => Target = target;

    /// <summary>The server.</summary>
    public ServerSetting Target { get; }

    /// <summary>The client that made the connection, and why it was chosen: <c>OpenSSH 9.2 (as configured)</c>; empty without
    /// ssh.</summary>
    public string Client { get; internal init; } = "";

    /// <summary>A warning about this connection for the user, one line; null without one.</summary>
    public string? Warning { get; internal init; }

    /// <summary>Output of the login shell before the probe, cleaned; empty as a rule.</summary>
    public string Noise { get; internal init; } = "";

    /// <summary>Messages of the ssh client and the login shell, cleaned; may be empty.</summary>
    public string LoginOutput { get; internal init; } = "";

    /// <summary>Whether it needs no login: this machine, or a simulated server.</summary>
    public virtual bool IsLocal => false;

    /// <summary>Whether tunnels can lead to the server; those of this machine would lead to its own ports.</summary>
    internal virtual bool HasTunnels => true;

    /// <summary>Writes one line to the probe; false when the write fails, and the connection is about to break.</summary>
    /// <param name="line">Without a line feed, which the protocol cannot carry.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="ArgumentException">The line holds a line feed.</exception>
    public Task<bool> SendAsync(string line, CancellationToken token) => line.Contains('\n')
        ? throw new ArgumentException("a line ends at its line feed", nameof(line))
        : WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), token);

    /// <summary>Runs a short command in a shell of the server without a terminal; after the time limit the exit code is null.</summary>
    internal abstract Task<(int? ExitCode, string Output, string Errors)> RunAsync(
        string command, TimeSpan within, CancellationToken token);

    /// <summary>Runs a script in the server's <c>sh</c> on the user's terminal, which the screen must have released.</summary>
    internal abstract Task<TerminalEnd> RunOnTerminalAsync(string script, IUserTerminal terminal, CancellationToken token);

    /// <summary>The reason why the live connection gave no terminal, for an end without exit code; null when there is none but the
    /// loss of the connection.</summary>
    internal virtual Task<string?> TerminalRefusalAsync(TimeSpan within, CancellationToken token) => Task.FromResult<string?>(null);

    /// <summary>A local command that runs a script in the server's <c>sh</c> on its terminal, for a window of tmux; null when only this
    /// process can.</summary>
    internal abstract ProcessCommand? TerminalCommand(string script);

    /// <summary>The reason why the server permits no tunnels; null when it does.</summary>
    internal virtual Task<string?> TunnelRefusalAsync(TimeSpan within, CancellationToken token) => Task.FromResult<string?>(null);

    /// <summary>Opens the far end of a tunnel, or gives the reason why not; exactly one is null. That no program listens there may appear
    /// only at the first connection, see <see cref="FarEnd.RefusalAsync"/>.</summary>
    internal abstract Task<(FarEnd? FarEnd, string? Problem)> OpenTunnelAsync(
        TunnelTarget target, TimeSpan within, CancellationToken token);

    /// <summary>Writes to the probe's standard input; false when that fails or takes too long.</summary>
    private protected abstract Task<bool> WriteAsync(ReadOnlyMemory<byte> text, CancellationToken token);
}
