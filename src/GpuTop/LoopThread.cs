using System.Reactive.Concurrency;

namespace GpuTop;

/// <summary>The thread that owns the state of a command or test: clock and queue of its pipeline.</summary>
internal static class LoopThread
{
    /// <summary>Starts a background thread, which ends with the process.</summary>
    /// <remarks>Its scheduler is never disposed. Rx keeps timers of ten seconds and more, also cancelled ones, in a queue of the
    /// process and hands them to their scheduler when they are due or when the machine's clock is set; a disposed
    /// <see cref="EventLoopScheduler"/> throws then, on a timer's thread, which ends the process.</remarks>
#pragma warning disable RS0030 // The one place that creates it.
    public static IScheduler Start() => new EventLoopScheduler();
#pragma warning restore RS0030
}
