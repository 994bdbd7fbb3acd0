using System.Reactive;

namespace GpuTop.Ssh;

/// <summary>Connects to one server by one client: OpenSSH, or none for this machine.</summary>
internal interface IServerConnector
{
    /// <summary>Runs one attempt: until the probe ends or the token is cancelled; the reason why it ended. Failures of this machine may
    /// come as exceptions, see <see cref="MachineFailure"/>.</summary>
    /// <param name="request">The attempt.</param>
    /// <param name="steps">Receives all steps but <see cref="ConnectionStep.Ended"/>; one at a time, any thread.</param>
    /// <param name="token">Cancels.</param>
    Task<Failure> RunAsync(AttemptRequest request, IObserver<ConnectionStep> steps, CancellationToken token);
}

/// <summary>The request for an attempt to connect.</summary>
/// <param name="Program">The probe to run; called when it is started.</param>
/// <param name="HeartbeatRequests">Requests for an immediate heartbeat of the probe; hot.</param>
/// <param name="SilentAt">Time at which the last connection fell silent, so that shared ones may be dead; null otherwise.</param>
/// <param name="IsByUser">Whether the user requested it since the last call, so that earlier refusals of a jump host do not
/// count.</param>
internal sealed record AttemptRequest(
    Func<ProbeProgram> Program, IObservable<Unit> HeartbeatRequests, DateTimeOffset? SilentAt, Func<bool> IsByUser);
