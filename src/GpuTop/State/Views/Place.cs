namespace GpuTop.State;

/// <summary>A place in the fleet.</summary>
/// <param name="Server">Name of the server.</param>
/// <param name="GpuKey">Key of the GPU; null for the server itself.</param>
/// <param name="MigUuid">The MIG instance; null for the whole card.</param>
public sealed record Place(string Server, string? GpuKey = null, string? MigUuid = null);
