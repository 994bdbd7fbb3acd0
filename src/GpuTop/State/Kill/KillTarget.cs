namespace GpuTop.State;

/// <summary>A process that the user saw and may want to end.</summary>
/// <param name="Server">Name of its server.</param>
/// <param name="Pid">Its process id.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot: with the PID and the boot its identity.</param>
/// <param name="BootId">Which boot; null when the server does not tell.</param>
/// <param name="UserId">Its owner, who is me.</param>
/// <param name="Owner">Who that is, in words.</param>
/// <param name="Command">Its whole command line; null when not known.</param>
/// <param name="Started">When it started, to the second; null when not known.</param>
/// <param name="Gpus">The GPUs it is on, <c>0,1</c>; empty when none is known.</param>
public sealed record KillTarget(
    string Server, int Pid, long StartTicks, string? BootId, int UserId, string Owner, string? Command, DateTimeOffset? Started, string Gpus);

/// <summary>What is sent to a process.</summary>
public enum KillSignal
{
    /// <summary>Nothing: whether it still lives is asked.</summary>
    None,

    /// <summary>SIGTERM: it may save its work first.</summary>
    Term,

    /// <summary>SIGKILL: it can't refuse.</summary>
    Kill,
}

/// <summary>A process that is being ended.</summary>
/// <param name="Target">Which.</param>
/// <param name="Signal">What was sent, or is about to be.</param>
/// <param name="AskId">Number of the question that is under way; null when none is.</param>
/// <param name="AskedAt">When the last question was asked.</param>
/// <param name="SentAt">When the server told that the signal was sent; null before.</param>
/// <param name="Survived">Whether it still lived long after SIGTERM.</param>
public sealed record Ending(
    KillTarget Target, KillSignal Signal, int? AskId, DateTimeOffset AskedAt, DateTimeOffset? SentAt = null, bool Survived = false)
{
    /// <summary>How long a process may take to save its work before SIGKILL is offered.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
}

/// <summary>Changes to the processes that are being ended.</summary>
internal static class Endings
{
    /// <summary>The state with an ending replaced, or removed when there is no next one.</summary>
    public static AppState With(this AppState state, Ending ending, Ending? next) => state with
    {
        Endings = next is null ? state.Endings.Remove(ending) : state.Endings.Replace(ending, next),
    };
}
