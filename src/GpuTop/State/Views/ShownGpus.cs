namespace GpuTop.State;

/// <summary>Which GPUs the fleet view shows; a server without one of them is hidden.</summary>
public enum ShownGpus
{
    /// <summary>All.</summary>
    All,

    /// <summary>Those that are free or have room, the best server first (key <c>f</c>).</summary>
    Free,

    /// <summary>Idle ones, with their holders (key <c>i</c>).</summary>
    Idle,

    /// <summary>Those with processes of the user (key <c>u</c>).</summary>
    Mine,

    /// <summary>Sick ones, and servers that can't be reached or don't say what their GPUs do (key <c>x</c>).</summary>
    Failing,
}
