using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Options of the process view beyond those of a list.</summary>
public sealed record ProcessScreen
{
    /// <summary>Whether processes are shown as a tree.</summary>
    public bool Tree { get; init; }

    /// <summary>Whether the processes with the highest CPU use are shown too.</summary>
    public bool WithHost { get; init; }

    /// <summary>Whether only processes of the user are shown.</summary>
    public bool MineOnly { get; init; }

    /// <summary>The followed process; null when there is none.</summary>
    public Followed? Followed { get; init; }
}

/// <summary>The identity of a followed process.</summary>
/// <param name="Server">Name of its server.</param>
/// <param name="Pid">Process id.</param>
/// <param name="StartTicks">Its start time in clock ticks since boot; null when unknown.</param>
/// <param name="Command">Its command line; null when not known.</param>
public sealed record Followed(string Server, int Pid, long? StartTicks, string? Command)
{
    /// <summary>Whether a process of the same server is this one.</summary>
    internal bool Is(GpuProcess process) => process.Pid == Pid && process.StartTicks == StartTicks;
}
