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
