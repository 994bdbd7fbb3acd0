using System.Text;
using GpuTop.Config;
using GpuTop.Probe;
using Renci.SshNet.Common;

namespace GpuTop.Ssh;

/// <summary>Connects to one server by the built-in client: reads its settings, waits for a login slot, logs in, and runs the probe's
/// shell.</summary>
/// <param name="transport">What all connections of the built-in client share.</param>
/// <param name="target">The server.</param>
/// <param name="reason">Why this client connects, for the user.</param>
internal sealed class BuiltinConnector(BuiltinTransport transport, ServerSetting target, string reason) : IServerConnector
{
    /// <summary>The mark that the shell prints when it is ready to read the probe.</summary>
    private readonly string _shellMark = ProbeScript.NewNonce();

    /// <summary>Whether the login shell forbids <c>exec</c>; detected once.</summary>
    private bool _isRestricted;

    private string Client => $"built-in ssh ({reason})";

    public async Task<Failure> RunAsync(AttemptRequest request, IObserver<ConnectionStep> steps, CancellationToken token)
    {
        var (destination, unknown) = await transport.DestinationAsync(target.Host, token);
        if (destination is null)
        {
            return unknown! with { Client = Client };
        }

        var (jump, noJump) = await transport.Jumps.UseAsync(
            destination.Jumps, new JumpRequest(request.SilentAt, request.IsByUser()), token);
        if (noJump is not null)
        {
            return noJump with { Client = Client };
        }

        using var slot = await transport.Context.LoginLimiter.EnterAsync(destination.LoginLimitKey, token);
        using var login = new BuiltinLogin(target.Name, transport.Context.Prompts, steps, slot);
        steps.OnNext(new ConnectionStep.Started());
        var (client, warning, failure) = await transport.Login.LogInAsync(destination, jump, login, token);
        if (client is null)
        {
            return failure! with { Client = Client };
        }

        using var connection = client;
        while (true)
        {
            var wasRestricted = _isRestricted;
            var end = await RunShellAsync(client, destination, login, warning, request, steps, token);
            _isRestricted |= !end.WasReady && end.Errors.Contains(": restricted", StringComparison.Ordinal);
            if (wasRestricted == _isRestricted)
            {
                return SessionFailure.AfterLogin(end) with { Client = Client };
            }
        }
    }

    private async Task<AttemptEnd> RunShellAsync(
        BuiltinClient client,
        SshDestination destination,
        BuiltinLogin login,
        string? warning,
        AttemptRequest request,
        IObserver<ConnectionStep> steps,
        CancellationToken token)
    {
        var command = _isRestricted ? OpenSshCommands.RestrictedShell(_shellMark) : OpenSshCommands.Shell(_shellMark);
        BuiltinShell shell;
        try
        {
            shell = await BuiltinShell.StartAsync(client, command, token);
        }
        catch (Exception refused) when (refused is SshException or ObjectDisposedException or InvalidOperationException)
        {
            var message = ClientMessages.OfLoss(client.Loss, destination.HostName);
            return new AttemptEnd(
                target.Host, message, refused.Message, "", AttemptEnd.SshFailed, IsAuthenticated: true, WasReady: false);
        }

        using var ending = shell;
        var channel = new BuiltinProbeChannel(target, client, shell, login) { Client = Client, Warning = warning };
        var dialogue = new ProbeShell(
            channel, request.Program(), request.HeartbeatRequests, transport.Context.Scheduler, Encoding.ASCII.GetBytes(_shellMark));
        await dialogue.RunAsync(steps, token);
        var exitCode = await shell.ExitCodeAsync();
        return new AttemptEnd(
            target.Host,
            exitCode is null ? ClientMessages.OfLoss(client.Loss, destination.HostName) : "",
            $"{login.ServerText}{shell.Errors}",
            dialogue.Noise,
            exitCode ?? AttemptEnd.SshFailed,
            dialogue.IsAuthenticated,
            dialogue.IsReady)
        {
            RanNothing = dialogue.RanNothing,
        };
    }
}
