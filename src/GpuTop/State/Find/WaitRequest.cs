using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A pending wait for GPUs.</summary>
/// <param name="Request">The request.</param>
public sealed record WaitRequest(PlacementRequest Request);
