namespace GpuTop.State;

/// <summary>The state of a replay.</summary>
/// <param name="Start">Time of its first event.</param>
/// <param name="End">Time of its last event.</param>
/// <param name="Speed">Seconds of the recording for each second, a power of two from 1 to <see cref="Fastest"/>.</param>
/// <param name="IsPaused">Whether it is paused, by key or at the end.</param>
public sealed record ReplayStatus(DateTimeOffset Start, DateTimeOffset End, int Speed = 1, bool IsPaused = false)
{
    /// <summary>The highest speed.</summary>
    public const int Fastest = 64;
}
