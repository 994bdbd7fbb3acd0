using System.Net.Sockets;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>A session of OpenSSH: commands and tunnels share its connection at the control socket.</summary>
/// <param name="target">The server.</param>
/// <param name="socket">Path of the control socket.</param>
/// <param name="log">The messages of the ssh that owns it.</param>
/// <param name="write">Writes to the shell that runs the probe.</param>
internal sealed class OpenSshSession(
    ServerSetting target, string socket, SshLog log, Func<ReadOnlyMemory<byte>, CancellationToken, Task<bool>> write)
    : SshSession(target)
{
    private int _lastTunnel;

    internal override Task<(int? ExitCode, string Output, string Errors)> RunAsync(
        string command, TimeSpan within, CancellationToken token) =>
        ChildProcess.RunAsync(OpenSshCommands.Exec(socket, command), within, token);

    internal override async Task<TerminalEnd> RunOnTerminalAsync(string script, IUserTerminal terminal, CancellationToken token)
    {
        var end = await TerminalProcess.RunAsync(TerminalCommand(script), token);
        return end.ExitCode == AttemptEnd.SshFailed ? end with { ExitCode = null } : end;
    }

    internal override async Task<string?> TerminalRefusalAsync(TimeSpan within, CancellationToken token)
    {
        try
        {
            var (_, _, errors) = await RunAsync("exit 0", within, token);
            return errors.Contains("refused by peer", StringComparison.OrdinalIgnoreCase)
                || errors.Contains("administratively", StringComparison.OrdinalIgnoreCase)
                ? "the server allows one session per connection (MaxSessions 1 in its sshd_config): no room for a terminal"
                : null;
        }
        catch (Exception error) when (MachineFailure.Explains(error))
        {
            return null;
        }
    }

    internal override ProcessCommand TerminalCommand(string script) =>
        OpenSshCommands.Attach(socket, LoginShellEncoding.Command(script));

    // ssh opens a refused forward without an error.
    internal override async Task<string?> TunnelRefusalAsync(TimeSpan within, CancellationToken token)
    {
        var before = LastRefusalIn(log);
        await ChildProcess.RunAsync(OpenSshCommands.TryForward(socket), within, token);
        var refusals = await RefusedAsync(log, before, token);
        return refusals is { IsProhibited: true } ? refusals.Text("127.0.0.1", 1) : null;
    }

    internal override async Task<(FarEnd? FarEnd, string? Problem)> OpenTunnelAsync(
        TunnelTarget target, TimeSpan within, CancellationToken token)
    {
        var path = $"{socket}.{Interlocked.Increment(ref _lastTunnel)}";
        var (exitCode, _, errors) = await ChildProcess.RunAsync(
            OpenSshCommands.OpenForward(socket, path, target.Address, target.Port), within, token);
        return exitCode switch
        {
            0 => (new Forward(socket, path, target, log), null),
            null => (null, "ssh does not answer"),
            _ => (null, FailureText.Clean(errors)),
        };
    }

    private protected override Task<bool> WriteAsync(ReadOnlyMemory<byte> text, CancellationToken token) => write(text, token);

    /// <summary>Line number of the newest refusal.</summary>
    private static int LastRefusalIn(SshLog log)
    {
        var (text, linesBefore) = log.Read();
        return ForwardRefusals.Of(text, linesBefore).Line;
    }

    /// <summary>Waits for a refusal after a line; null when none comes.</summary>
    private static async Task<ForwardRefusals?> RefusedAsync(SshLog log, int line, CancellationToken token) =>
        (await ForwardRefusals.AwaitAsync(log.Read, refusal => refusal.Line > line, token)).LastOrDefault();

    /// <summary>A forward from a unix socket, which only this user can connect to.</summary>
    private sealed class Forward(string socket, string path, TunnelTarget target, SshLog log)
        : FarEnd(new UnixDomainSocketEndPoint(path))
    {
        public override int LastRefusal => LastRefusalIn(log);

        public override async Task<string?> RefusalAsync(int after, CancellationToken token) =>
            (await RefusedAsync(log, after, token))?.Text(target.Host, target.Port);

        public override Task CloseAsync(TimeSpan within, CancellationToken token) => ChildProcess.RunAsync(
            OpenSshCommands.CloseForward(socket, path, target.Address, target.Port), within, token);

        // ssh does not delete the socket's file.
        public override void Dispose() => File.Delete(path);
    }
}
