using System.Net.Sockets;
using GpuTop.Config;
using Renci.SshNet.Common;

namespace GpuTop.Ssh;

/// <summary>A session of the built-in client: commands and tunnels share its connection.</summary>
/// <param name="target">The server.</param>
/// <param name="client">The connection.</param>
/// <param name="shell">The shell that runs the probe.</param>
internal sealed class BuiltinSession(ServerSetting target, BuiltinClient client, BuiltinShell shell) : SshSession(target)
{
    private static readonly TunnelTarget Nowhere = new("localhost", "127.0.0.1", 1);

    internal override async Task<(int? ExitCode, string Output, string Errors)> RunAsync(
        string command, TimeSpan within, CancellationToken token)
    {
        try
        {
            return await client.RunAsync(command, within, token);
        }
        catch (Exception refused) when (IsOfConnection(refused))
        {
            return (AttemptEnd.SshFailed, "", FailureText.Clean(refused.Message));
        }
    }

    internal override Task<TerminalEnd> RunOnTerminalAsync(string script, IUserTerminal terminal, CancellationToken token) =>
        BuiltinTerminal.RunAsync(client, script, terminal, token);

    internal override async Task<string?> TerminalRefusalAsync(TimeSpan within, CancellationToken token)
    {
        var (exitCode, _, errors) = await RunAsync("exit 0", within, token);
        return exitCode == AttemptEnd.SshFailed && errors.Contains("open a channel", StringComparison.Ordinal)
            ? "the server allows one session per connection (MaxSessions 1 in its sshd_config): no room for a terminal"
            : null;
    }

    internal override ProcessCommand? TerminalCommand(string script) => null;

    // The library opens a refused forward without an error: connect once to a port that is hardly ever in use.
    internal override async Task<string?> TunnelRefusalAsync(TimeSpan within, CancellationToken token)
    {
        var (farEnd, problem) = await OpenTunnelAsync(Nowhere, within, token);
        if (farEnd is not BuiltinTunnel tunnel)
        {
            return problem;
        }

        using var closing = tunnel;
        try
        {
            var before = client.Refusals.Newest;
            using var socket = await tunnel.ConnectAsync(token).WaitAsync(within, token);
            var refusal = await client.Refusals.AwaitAsync(before, token);
            return refusal is { IsProhibited: true } ? refusal.Text(Nowhere.Host, Nowhere.Port) : null;
        }
        catch (Exception failure) when (failure is SocketException or TimeoutException)
        {
            return null;
        }
    }

    internal override async Task<(FarEnd? FarEnd, string? Problem)> OpenTunnelAsync(
        TunnelTarget target, TimeSpan within, CancellationToken token)
    {
        try
        {
            var opening = Task.Run(() => BuiltinTunnel.Open(client, target, BuiltinTunnel.MostConnections), token);
            return (await opening.WaitAsync(within, token), null);
        }
        catch (Exception failure) when (IsOfConnection(failure) || failure is SocketException or TimeoutException)
        {
            return (null, FailureText.Clean(failure.Message));
        }
    }

    private protected override Task<bool> WriteAsync(ReadOnlyMemory<byte> text, CancellationToken token) =>
        shell.WriteAsync(text, ProbeShell.Heartbeat, token);

    private static bool IsOfConnection(Exception failure) =>
        failure is SshException or ObjectDisposedException or InvalidOperationException;
}
