using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A pending wait for GPUs.</summary>
/// <param name="Request">The request.</param>
/// <param name="Since">Its start time.</param>
public sealed record WaitRequest(PlacementRequest Request, DateTimeOffset Since);
