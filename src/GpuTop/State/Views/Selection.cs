using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The target of actions: the item under the cursor, or the tagged items.</summary>
/// <param name="Server">The server.</param>
/// <param name="Gpu">The GPU under the cursor, or that of the instance under it; null elsewhere.</param>
/// <param name="Processes">The processes: the selected one, those on the selected GPU (the one clicked on its page), or the tagged ones
/// of this server; may be empty.</param>
/// <param name="Session">The session, in the sessions view; null elsewhere.</param>
/// <param name="Port">The port on the server, in the tunnels view; null elsewhere.</param>
public sealed record Selection(
    Server Server, Gpu? Gpu, ImmutableArray<GpuProcess> Processes, TerminalSession? Session = null, int? Port = null)
{
    /// <summary>The MIG instance under the cursor; null elsewhere.</summary>
    public MigInstance? Instance { get; init; }

    /// <summary>Mount point, in the storage view; null elsewhere.</summary>
    public string? Path { get; init; }
}
