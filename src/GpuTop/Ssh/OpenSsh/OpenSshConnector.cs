using System.Text;
using GpuTop.Config;
using GpuTop.Probe;

namespace GpuTop.Ssh;

/// <summary>Connects to one server by OpenSSH: resolves the route, waits for a login slot, and runs the probe's shell.</summary>
/// <param name="transport">What all connections by OpenSSH share.</param>
/// <param name="target">The server.</param>
/// <param name="reason">Why this client connects, for the user.</param>
internal sealed class OpenSshConnector(OpenSshTransport transport, ServerSetting target, string reason) : IServerConnector
{
    /// <summary>The mark that the shell prints when it is ready to read the probe.</summary>
    private readonly string _shellMark = ProbeScript.NewNonce();

    /// <summary>Whether the login shell forbids <c>exec</c>; detected once.</summary>
    private bool _isRestricted;

    public async Task<Failure> RunAsync(AttemptRequest request, IObserver<ConnectionStep> steps, CancellationToken token)
    {
        var (ssh, noClient) = await transport.ClientAsync(token);
        if (ssh is null)
        {
            return noClient! with { Client = $"OpenSSH ({reason})" };
        }

        var (route, noRoute) = await ssh.RouteAsync(target.Host, token);
        if (route is null)
        {
            return noRoute! with { Client = NameOf(ssh) };
        }

        var (jump, noJump) = await transport.Jumps.UseAsync(
            ssh, route, new JumpRequest(request.SilentAt, request.IsByUser()), token);
        if (noJump is not null)
        {
            return noJump with { Client = NameOf(ssh) };
        }

        // Also behind a jump host: several names may lead to one sshd. Take the slot last, so that none is held while the jump connects.
        using var slot = await transport.Context.LoginLimiter.EnterAsync(route.LoginLimitKey, token);
        while (true)
        {
            var wasRestricted = _isRestricted;
            using var login = new LoginAttempt(transport.Folder, transport.Askpass, target.Name, jump, slot);
            var end = await RunOnceAsync(ssh, request, steps, route, jump, login, token);
            _isRestricted |= !end.WasReady && !login.WasCancelled && IsOfRestrictedShell(end);
            if (wasRestricted == _isRestricted)
            {
                return (await login.FailureAsync(end, token)) with { Client = NameOf(ssh) };
            }
        }
    }

    private string NameOf(OpenSshClient ssh) => $"{ssh.Version} ({reason})";

    // Only after the login succeeded: a banner may hold the same text, and a refused login must not be repeated.
    private static bool IsOfRestrictedShell(AttemptEnd end) =>
        end.ExitCode != AttemptEnd.SshFailed && end.Errors.Contains(": restricted", StringComparison.Ordinal);

    private async Task<AttemptEnd> RunOnceAsync(
        OpenSshClient ssh,
        AttemptRequest request,
        IObserver<ConnectionStep> steps,
        SshRoute route,
        JumpConnection? jump,
        LoginAttempt login,
        CancellationToken token)
    {
        using var log = new SshLog(login.Socket);
        var command = _isRestricted ? OpenSshCommands.RestrictedShell(_shellMark) : OpenSshCommands.Shell(_shellMark);
        var process = new OpenSshProcess(
            ssh.Command.Master(target.Host, login.Socket, route.ProxyCommand is not null, jump?.Socket, command),
            login.EnvironmentOf(ssh.Version),
            target,
            login,
            log,
            NameOf(ssh));
        var shell = new ProbeShell(
            process, request.Program(), request.HeartbeatRequests, transport.Context.Scheduler, Encoding.ASCII.GetBytes(_shellMark));
        login.AcceptPrompts(steps, process.CancelAsync);
        return await process.RunAsync(shell, steps, token);
    }
}
