namespace GpuTop.Model;

/// <summary>What a GPU is to somebody who looks for one. The words of the product, see README.</summary>
public enum GpuState
{
    /// <summary>Not known: no data, stale data, or not looked at for long enough to call it free.</summary>
    Unknown,

    /// <summary>Empty, and that for <c>free_after</c>.</summary>
    Free,

    /// <summary>Somebody computes on it.</summary>
    Busy,

    /// <summary>Memory is held, but nothing was computed for <c>idle_after</c>.</summary>
    Idle,

    /// <summary>Needs attention: lost, not readable, requires reset, faulty memory, fabric not ready, hardware slowdown.</summary>
    Sick,
}
