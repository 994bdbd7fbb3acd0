using System.Reactive;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>Attempts to connect to one server, each with its timeouts.</summary>
/// <param name="context">What all connections share.</param>
/// <param name="connector">Makes the attempts.</param>
/// <param name="program">The probe to run; called for each attempt.</param>
/// <param name="heartbeatRequests">Requests for an immediate heartbeat of the probe; hot.</param>
internal sealed class ServerConnection(
    ConnectionContext context, IServerConnector connector, Func<ProbeProgram> program, IObservable<Unit> heartbeatRequests)
{
    private DateTimeOffset? _silentAt;
    private int _isRequested;

    /// <summary>One attempt for each subscription, with its timeouts. Cold; ends with <see cref="ConnectionStep.Ended"/>; any thread,
    /// one at a time.</summary>
    public IObservable<ConnectionStep> Attempts => Observable
        .Create<ConnectionStep>((observer, token) => context.Track(RunAsync(Observer.Synchronize(observer), token)))
        .WithTimeouts(context.WakeUps, context.NewAddresses, heartbeatRequests, context.Scheduler)
        .Do(step => _silentAt = step is ConnectionStep.Ended { Failure.Kind: FailureKind.Silent } ? context.Scheduler.Now : null);

    /// <summary>Marks the next attempt as requested by the user: earlier refusals of a jump host no longer count.</summary>
    public void RequestAttempt() => Interlocked.Exchange(ref _isRequested, 1);

    private async Task RunAsync(IObserver<ConnectionStep> steps, CancellationToken token)
    {
        Failure failure;
        try
        {
            var request = new AttemptRequest(
                program, heartbeatRequests, _silentAt, () => Interlocked.Exchange(ref _isRequested, 0) == 1);
            failure = await connector.RunAsync(request, steps, token);
        }
        catch (Exception refusal) when (MachineFailure.Explains(refusal))
        {
            failure = MachineFailure.Of(refusal);
        }

        steps.OnNext(new ConnectionStep.Ended(failure));
    }
}
