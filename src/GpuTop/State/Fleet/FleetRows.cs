using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>An entry of the fleet view: a server, a GPU or a MIG instance.</summary>
/// <param name="Server">The server.</param>
/// <param name="Gpu">The GPU; null for the server line.</param>
/// <param name="Instance">The MIG instance; null for the GPU line.</param>
/// <param name="IsOpen">Whether the GPUs of a server line follow.</param>
public readonly record struct FleetRow(Server Server, Gpu? Gpu, MigInstance? Instance, bool IsOpen)
{
    /// <summary>The place of the entry.</summary>
    public ItemKey Place => new(Server.Name, Gpu?.Sample.Key, Instance?.Uuid);

    /// <summary>Whether the entry is at a place.</summary>
    public bool Is(ItemKey? place) =>
        place is not null && place.Server == Server.Name && place.GpuKey == Gpu?.Sample.Key && place.MigUuid == Instance?.Uuid;
}

/// <summary>The entries of the fleet view, in order.</summary>
public static class FleetRows
{
    // The rows of one state are used several times a frame: by the layout, and by each hint that depends on the cursor.
    [ThreadStatic]
    private static (AppState? State, ImmutableArray<FleetRow> Rows) _last;

    /// <summary>The entries: servers with a GPU that passes all filters, and these GPUs. A server that the typed filter names itself
    /// passes it with all of its GPUs.</summary>
    public static ImmutableArray<FleetRow> Of(AppState state)
    {
        if (!ReferenceEquals(_last.State, state))
        {
            _last = (state, Make(state));
        }

        return _last.Rows;
    }

    private static ImmutableArray<FleetRow> Make(AppState state)
    {
        var screen = state.FleetScreen;
        var filter = FleetFilter.TypedOf(state);
        // Capacity for all entries, because the rows are rebuilt for every frame.
        var rows = ImmutableArray.CreateBuilder<FleetRow>(MostRows(state.Shown));
        foreach (var server in screen.Found is { } found ? ServersOf(state, found)
            : screen.Only == ShownGpus.Free ? BestFirst(state)
            : state.Shown.Servers)
        {
            var isNamed = filter is null || FleetFilter.Matches(filter, server, null);
            if (!FleetFilter.Shows(state, server, isNamed, filter))
            {
                continue;
            }

            var isOpen = IsOpen(state, server);
            rows.Add(new FleetRow(server, null, null, isOpen));
            if (!isOpen)
            {
                continue;
            }

            foreach (var gpu in server.Gpus)
            {
                if (FleetFilter.Shows(state, server, gpu) && (isNamed || FleetFilter.Matches(filter!, server, gpu)))
                {
                    rows.Add(new FleetRow(server, gpu, null, false));
                    AddInstances(rows, state, server, gpu);
                }
            }
        }

        return rows.DrainToImmutable();
    }

    /// <summary>The entry under the cursor; null when there is none.</summary>
    public static FleetRow? Selected(AppState state) =>
        Of(state) is { IsEmpty: false } rows ? rows[CursorIn(rows, state.FleetScreen.Cursor)] : null;

    /// <summary>Index of the cursor's entry; of its GPU or server when that is not shown, else 0.</summary>
    public static int CursorIn(ImmutableArray<FleetRow> rows, ItemKey? cursor)
    {
        var nearest = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Is(cursor))
            {
                return i;
            }

            // The GPU comes after its server.
            if (rows[i].Server.Name == cursor?.Server && rows[i].Instance is null
                && (rows[i].Gpu is null || rows[i].Gpu!.Sample.Key == cursor.GpuKey))
            {
                nearest = i;
            }
        }

        return nearest;
    }

    /// <summary>Whether a server's GPUs are listed.</summary>
    public static bool IsOpen(AppState state, Server server) =>
        EffectiveDensity(state) != Density.Summary && !state.FleetScreen.Folded.Contains(server.Name);

    /// <summary>Whether the terminal is below 60 columns or 12 rows.</summary>
    public static bool IsSmall(AppState state) => state.Width < 60 || state.Height < 12;

    /// <summary>The density in use: on small terminals the summary unless lines of GPUs are chosen there, else the chosen one.</summary>
    public static Density EffectiveDensity(AppState state) =>
        !IsSmall(state) ? state.FleetScreen.Density
        : state.FleetScreen.HasLinesOnSmall ? Density.Rows
        : Density.Summary;

    // Instances have entries of their own only in the row density.
    private static void AddInstances(ImmutableArray<FleetRow>.Builder rows, AppState state, Server server, Gpu gpu)
    {
        if (EffectiveDensity(state) == Density.Rows)
        {
            foreach (var instance in gpu.Instances)
            {
                rows.Add(new FleetRow(server, gpu, instance, false));
            }
        }
    }

    // Servers in the order of placement for one GPU, shared ones after free ones, then the others in their order.
    private static ImmutableArray<Server> BestFirst(AppState state)
    {
        var places = PlacementSearch.Of(state.Shown, state.ShownAt, state.Interval, new PlacementRequest(Share: true));
        var best = places.Select(place => place.Server).ToImmutableArray();
        return best.AddRange(state.Shown.Servers.Where(server => !best.Contains(server)));
    }

    private static ImmutableArray<Server> ServersOf(AppState state, PlacementRequest found) =>
        [.. PlacementSearch.Of(state.Shown, state.ShownAt, state.Interval, found).Select(place => place.Server)];

    private static int MostRows(Fleet fleet)
    {
        var count = fleet.Servers.Length;
        foreach (var server in fleet.Servers)
        {
            count += server.Gpus.Length + server.Instances.Length;
        }

        return count;
    }

}
