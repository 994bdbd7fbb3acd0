using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The selection of each view.</summary>
internal static class SelectionLookup
{
    /// <summary>Name of the server that the cursor is on; null when it is on none.</summary>
    public static string? SelectedServer(AppState state) => state.View switch
    {
        ViewKind.Fleet => FleetRows.Selected(state)?.Server.Name,
        ViewKind.Gpu => state.GpuScreen?.Place.Server,
        var view => ListViews.Of(view)?.SelectedServer(state),
    };

    /// <summary>The selection; null when there is no server under the cursor. From the live fleet, even when the screen is
    /// frozen.</summary>
    public static Selection? Of(AppState state)
    {
        if (SelectedServer(state) is not { } name || state.Fleet.Find(name) is not { } server)
        {
            return null;
        }

        return state.View switch
        {
            ViewKind.Fleet => OnGpu(server, FleetRows.Selected(state)!.Value.Place, server.UsersOn),
            ViewKind.Gpu => OnPage(server, state.GpuScreen!),
            var view => ListViews.Of(view)!.SelectionOn(state, server),
        };
    }

    /// <summary>The selection on each server: the tagged processes, else <see cref="Of"/>; empty when that is null.</summary>
    public static ImmutableArray<Selection> All(AppState state)
    {
        if (state.View != ViewKind.Processes || state.ListOf(ViewKind.Processes).Tagged.IsEmpty)
        {
            return Of(state) is { } one ? [one] : [];
        }

        return
        [
            .. state.Fleet.Servers
                .Select(server => ProcessList.View.SelectionOn(state, server))
                .Where(selection => !selection.Processes.IsEmpty),
        ];
    }

    // All user processes of the GPU, or the clicked one; none when that has ended.
    private static Selection OnPage(Server server, GpuScreen page) => page.Selected is { } selected
        ? OnGpu(
            server,
            page.Place,
            gpu => server.ProcessesOn(gpu).Where(process => ProcessRow.KeyOf(server, process.Pid, process.StartTicks) == selected))
        : OnGpu(server, page.Place, server.UsersOn);

    private static Selection OnGpu(Server server, ItemKey place, Func<Gpu, IEnumerable<GpuProcess>> processesOn)
    {
        var gpu = place.GpuKey is { } key ? server.FindGpu(key) : null;
        var instance = place.MigUuid is { } uuid ? gpu?.Instances.FirstOrDefault(instance => instance.Uuid == uuid) : null;
        var all = gpu is null ? [] : processesOn(gpu).ToImmutableArray();
        return new Selection(server, gpu,
            all.RemoveAll(process => place.MigUuid is { } mig && process.Shares.All(share => share.MigUuid != mig)))
        {
            Instance = instance,
        };
    }
}
