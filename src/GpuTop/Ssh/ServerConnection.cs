using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Text;
using GpuTop.Config;
using GpuTop.Probe;

namespace GpuTop.Ssh;

/// <summary>Attempts to connect to one server: resolves the route, waits for a login slot, and runs the probe's shell.</summary>
/// <param name="transport">The shared state of all connections.</param>
/// <param name="target">The server.</param>
/// <param name="program">The probe to run; called for each attempt.</param>
/// <param name="heartbeatRequests">Requests for an immediate heartbeat of the probe; hot.</param>
internal sealed class ServerConnection(
    SshTransport transport, ServerSetting target, Func<ProbeProgram> program, IObservable<Unit> heartbeatRequests)
{
    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    /// <summary>Whether the login shell forbids <c>exec</c>; detected once.</summary>
    private bool _isRestricted;

    /// <summary>The mark that the shell prints when it is ready to read the probe.</summary>
    private readonly string _shellMark = ProbeScript.NewNonce();

    private DateTimeOffset? _silentAt;
    private int _isRequested;

    /// <summary>One attempt for each subscription, with its timeouts. Cold; ends with <see cref="ConnectionStep.Ended"/>; any thread,
    /// one at a time.</summary>
    public IObservable<ConnectionStep> Attempts => Observable
        .Create<ConnectionStep>((observer, token) => transport.Track(RunAsync(Observer.Synchronize(observer), token)))
        .WithTimeouts(transport.WakeUps, transport.NewAddresses, heartbeatRequests, transport.Scheduler)
        .Do(step => _silentAt = step is ConnectionStep.Ended { Failure.Kind: FailureKind.Silent } ? transport.Scheduler.Now : null);

    /// <summary>Marks the next attempt as requested by the user: earlier refusals of a jump host no longer count.</summary>
    public void RequestAttempt() => Interlocked.Exchange(ref _isRequested, 1);

    private async Task RunAsync(IObserver<ConnectionStep> steps, CancellationToken token)
    {
        Failure failure;
        try
        {
            failure = target.IsLocal ? await RunLocalAsync(steps, token) : await RunRemoteAsync(steps, token);
        }
        catch (Exception refusal) when (MachineFailure.Explains(refusal))
        {
            failure = MachineFailure.Of(refusal);
        }

        steps.OnNext(new ConnectionStep.Ended(failure));
    }

    private async Task<Failure> RunLocalAsync(IObserver<ConnectionStep> steps, CancellationToken token)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new Failure(
                FailureKind.Configuration, "this machine is no Linux: only Linux servers can be watched", "name one: gputop SERVER");
        }

        var attempt = new ProbeProcess(OpenSshCommands.Local, NoVariables, null, target, program(), heartbeatRequests, transport.Scheduler);
        return FailureClassifier.Classify(await attempt.RunAsync(steps, () => { }, token));
    }

    private async Task<Failure> RunRemoteAsync(IObserver<ConnectionStep> steps, CancellationToken token)
    {
        var (ssh, noClient) = await transport.ClientAsync(token);
        if (ssh is null)
        {
            return noClient!;
        }

        var (route, noRoute) = await ssh.RouteAsync(target.Host, token);
        if (route is null)
        {
            return noRoute!;
        }

        var request = new JumpRequest(_silentAt, Interlocked.Exchange(ref _isRequested, 0) == 1);
        var (jump, noJump) = await transport.Jumps.UseAsync(ssh, route, request, token);
        if (noJump is not null)
        {
            return noJump;
        }

        // MaxStartups of a jump host counts its connection once, not the channels in it.
        using var slot = jump is null ? await transport.LoginLimiter.EnterAsync(route.LoginLimitKey, token) : Disposable.Empty;
        while (true)
        {
            var wasRestricted = _isRestricted;
            using var login = new LoginAttempt(transport, target.Name, jump, slot);
            var end = await RunOnceAsync(ssh, steps, route, jump, login, token);
            _isRestricted |= !end.WasReady && !login.WasCancelled && IsOfRestrictedShell(end);
            if (wasRestricted == _isRestricted)
            {
                return await login.FailureAsync(end, token);
            }
        }
    }

    // Only after the login succeeded: a banner may hold the same text, and a refused login must not be repeated.
    private static bool IsOfRestrictedShell(AttemptEnd end) =>
        end.ExitCode != AttemptEnd.SshFailed && end.Errors.Contains(": restricted", StringComparison.Ordinal);

    private Task<AttemptEnd> RunOnceAsync(
        OpenSshClient ssh,
        IObserver<ConnectionStep> steps,
        SshRoute route,
        JumpConnection? jump,
        LoginAttempt login,
        CancellationToken token)
    {
        var shell = _isRestricted ? OpenSshCommands.RestrictedShell(_shellMark) : OpenSshCommands.Shell(_shellMark);
        var attempt = new ProbeProcess(
            ssh.Command.Master(target.Host, login.Socket, route.ProxyCommand is not null, jump?.Socket, shell),
            login.EnvironmentOf(ssh.Version),
            login.Socket,
            target,
            program(),
            heartbeatRequests,
            transport.Scheduler,
            Encoding.ASCII.GetBytes(_shellMark));
        login.AcceptPrompts(steps, attempt.CancelAsync);
        return attempt.RunAsync(steps, login.Dispose, token);
    }
}
