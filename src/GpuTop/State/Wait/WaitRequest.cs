using GpuTop.Model;

namespace GpuTop.State;

/// <summary>GPUs that the user waits for.</summary>
/// <param name="Request">What is looked for.</param>
/// <param name="Since">Since when.</param>
public sealed record WaitRequest(PlacementRequest Request, DateTimeOffset Since);
