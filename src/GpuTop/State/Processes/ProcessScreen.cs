using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The process view: what it shows beside what every list has.</summary>
public sealed record ProcessScreen
{
    /// <summary>Whether children stand under their parents.</summary>
    public bool Tree { get; init; }

    /// <summary>Whether the processes that use most CPU are shown too.</summary>
    public bool WithHost { get; init; }

    /// <summary>Whether only processes of mine are shown.</summary>
    public bool MineOnly { get; init; }

    /// <summary>The process that the cursor stays on until it ends; null when none is followed.</summary>
    public Followed? Followed { get; init; }
}

/// <summary>A process that is followed.</summary>
/// <param name="Server">Name of its server.</param>
/// <param name="Pid">Process id.</param>
/// <param name="StartTicks">With the PID this very process; null when the server does not show it.</param>
/// <param name="Command">Its command line; null when not known.</param>
public sealed record Followed(string Server, int Pid, long? StartTicks, string? Command)
{
    /// <summary>Whether a process of the same server is this one.</summary>
    internal bool Is(GpuProcess process) => process.Pid == Pid && process.StartTicks == StartTicks;
}
