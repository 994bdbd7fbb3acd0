using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What the keys that act are about: what the cursor is on, or what was tagged.</summary>
/// <param name="Server">The server.</param>
/// <param name="Gpu">The GPU, where the cursor is on one, or on an instance of it; null elsewhere.</param>
/// <param name="Processes">The processes: the selected one, those on the selected GPU (the one clicked on its page), or the tagged ones of this server; may be empty.</param>
/// <param name="Session">The session, in the sessions view; null elsewhere.</param>
/// <param name="Port">The port on the server, in the tunnels view; null elsewhere.</param>
public sealed record Selection(Server Server, Gpu? Gpu, ImmutableArray<GpuProcess> Processes, TerminalSession? Session = null, int? Port = null)
{
    /// <summary>The MIG instance, where the cursor is on one; null elsewhere.</summary>
    public MigInstance? Instance { get; init; }
}
