namespace GpuTop.State;

/// <summary>A process with a pending signal.</summary>
/// <param name="Target">The process.</param>
/// <param name="Signal">The signal that was or will be sent.</param>
/// <param name="RequestId">Number of the pending request; null when there is none.</param>
/// <param name="RequestedAt">Time of the last request.</param>
/// <param name="SentAt">When the server confirmed the signal; null before.</param>
/// <param name="Survived">Whether it was still alive <see cref="Grace"/> after SIGTERM.</param>
public sealed record PendingKill(
    KillTarget Target, KillSignal Signal, int? RequestId, DateTimeOffset RequestedAt, DateTimeOffset? SentAt = null, bool Survived = false)
{
    /// <summary>How long after SIGTERM SIGKILL is offered.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
}
