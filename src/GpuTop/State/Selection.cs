using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What the keys that act are about: what the cursor is on, or what was tagged.</summary>
/// <param name="Server">The server.</param>
/// <param name="Gpu">The GPU, where the cursor is on one; null elsewhere.</param>
/// <param name="Processes">The processes: the selected one, those on the selected GPU, or the tagged ones of this server; may be empty.</param>
/// <param name="Session">The session, in the sessions view; null elsewhere.</param>
/// <param name="Port">The port on the server, in the tunnels view; null elsewhere.</param>
public sealed record Selection(Server Server, Gpu? Gpu, ImmutableArray<GpuProcess> Processes, Session? Session = null, int? Port = null)
{
    /// <summary>What is selected; null when there is no server under the cursor. As it stands, not as a frozen screen shows it.</summary>
    public static Selection? Of(AppState state)
    {
        if (Moves.SelectedServer(state) is not { } name || state.Fleet.Find(name) is not { } server)
        {
            return null;
        }

        return state.View switch
        {
            ViewKind.Fleet => OnGpu(server, FleetMoves.SelectedGpuKey(state)),
            ViewKind.Gpu => OnGpu(server, state.Page?.Place.GpuKey),
            ViewKind.Processes => new Selection(server, null, ProcessMoves.Targets(state, server)),
            ViewKind.Sessions => new Selection(server, null, [], SessionRows.Selected(state)?.Session),
            ViewKind.Tunnels => new Selection(server, null, [], Port: TunnelRows.Selected(state)?.Remote.Port),
            _ => new Selection(server, null, []),
        };
    }

    private static Selection OnGpu(Server server, string? key)
    {
        var gpu = key is null ? null : server.Gpus.FirstOrDefault(gpu => gpu.Sample.Key == key);
        return new Selection(server, gpu, gpu is null ? [] : [.. server.ProcessesOn(gpu)]);
    }
}
