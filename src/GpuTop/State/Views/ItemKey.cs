namespace GpuTop.State;

/// <summary>A server, GPU or MIG instance by its keys.</summary>
/// <param name="Server">Name of the server.</param>
/// <param name="GpuKey">Key of the GPU; null for the server.</param>
/// <param name="MigUuid">UUID of the MIG instance; null for the whole GPU.</param>
public sealed record ItemKey(string Server, string? GpuKey = null, string? MigUuid = null);
