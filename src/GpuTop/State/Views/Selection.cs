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

    /// <summary>What is selected; null when there is no server under the cursor. As it stands, not as a frozen screen shows it.</summary>
    public static Selection? Of(AppState state)
    {
        if (CursorActions.SelectedServer(state) is not { } name || state.Fleet.Find(name) is not { } server)
        {
            return null;
        }

        return state.View switch
        {
            ViewKind.Fleet => OnGpu(server, FleetRows.Selected(state)!.Value.Place, server.UsersOn),
            ViewKind.Gpu => OnPage(server, state.Page!),
            ViewKind.Processes => new Selection(server, null, ProcessActions.Targets(state, server)),
            ViewKind.Sessions => new Selection(server, null, [], SessionRows.Selected(state)?.Session),
            ViewKind.Tunnels => new Selection(server, null, [], Port: TunnelList.Selected(state)?.Remote.Port),
            _ => new Selection(server, null, []),
        };
    }

    /// <summary>What is selected on each server: the tagged processes wherever they are, else <see cref="Of"/>; empty when that is null.</summary>
    public static ImmutableArray<Selection> All(AppState state)
    {
        if (state.View != ViewKind.Processes || state.ListOf(ViewKind.Processes).Tagged.IsEmpty)
        {
            return Of(state) is { } one ? [one] : [];
        }

        return
        [
            .. state.Fleet.Servers
                .Select(server => new Selection(server, null, ProcessActions.Targets(state, server)))
                .Where(selection => !selection.Processes.IsEmpty),
        ];
    }

    // All of people on the GPU, or the one that was clicked; none when that has ended.
    private static Selection OnPage(Server server, GpuScreen page) => page.Selected is { } selected
        ? OnGpu(
            server,
            page.Place,
            gpu => server.ProcessesOn(gpu).Where(process => ProcessRow.KeyOf(server, process.Pid, process.StartTicks) == selected))
        : OnGpu(server, page.Place, server.UsersOn);

    private static Selection OnGpu(Server server, Place place, Func<Gpu, IEnumerable<GpuProcess>> processesOn)
    {
        var gpu = place.GpuKey is { } key ? server.FindGpu(key) : null;
        var instance = place.MigUuid is { } uuid ? gpu?.Instances.FirstOrDefault(instance => instance.Uuid == uuid) : null;
        var all = gpu is null ? [] : processesOn(gpu).ToImmutableArray();
        return new Selection(server, gpu, all.RemoveAll(process => place.MigUuid is { } mig && process.Shares.All(share => share.MigUuid != mig)))
        {
            Instance = instance,
        };
    }
}
