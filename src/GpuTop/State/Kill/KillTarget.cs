namespace GpuTop.State;

/// <summary>The identity and display data of a process to signal.</summary>
/// <param name="Server">Name of its server.</param>
/// <param name="Pid">Its process id.</param>
/// <param name="StartTicks">Its start in clock ticks since boot; with PID and boot id its identity.</param>
/// <param name="BootId">The boot id of the server; null when unknown.</param>
/// <param name="UserId">The user id of its owner, the current user.</param>
/// <param name="Owner">Its owner as text.</param>
/// <param name="Command">Its full command line; null when unknown.</param>
/// <param name="Started">Its start time, to the second; null when unknown.</param>
/// <param name="Gpus">Its GPU numbers, <c>0,1</c>; empty when unknown.</param>
public sealed record KillTarget(
    string Server, int Pid, long StartTicks, string? BootId, int UserId, string Owner, string? Command, DateTimeOffset? Started,
    string Gpus);

/// <summary>A signal.</summary>
public enum KillSignal
{
    /// <summary>No signal: only checks whether the process is alive.</summary>
    None,

    /// <summary>SIGTERM: the process can save its work.</summary>
    Term,

    /// <summary>SIGKILL: can't be handled.</summary>
    Kill,
}

/// <summary>A process with a pending signal.</summary>
/// <param name="Target">Which.</param>
/// <param name="Signal">The signal that was or will be sent.</param>
/// <param name="RequestId">Number of the pending request; null when there is none.</param>
/// <param name="RequestedAt">Time of the last request.</param>
/// <param name="SentAt">When the server confirmed the signal; null before.</param>
/// <param name="Survived">Whether it was still alive <see cref="Grace"/> after SIGTERM.</param>
public sealed record Ending(
    KillTarget Target, KillSignal Signal, int? RequestId, DateTimeOffset RequestedAt, DateTimeOffset? SentAt = null, bool Survived = false)
{
    /// <summary>How long after SIGTERM SIGKILL is offered.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
}
