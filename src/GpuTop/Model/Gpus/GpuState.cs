namespace GpuTop.Model;

/// <summary>State of a GPU for a new job; README defines the terms.</summary>
public enum GpuState
{
    /// <summary>Unknown: no data, stale data, or not observed for long enough to count as free.</summary>
    Unknown,

    /// <summary>Empty for <c>free_after</c>.</summary>
    Free,

    /// <summary>In use.</summary>
    Busy,

    /// <summary>Memory in use without computation for <c>idle_after</c>.</summary>
    Idle,

    /// <summary>Needs attention: lost, unreadable, requires reset, faulty memory, fabric not ready, hardware slowdown.</summary>
    Sick,
}
