using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>One entry of the fleet view: a server, or one of its GPUs.</summary>
/// <param name="Server">The server.</param>
/// <param name="Gpu">The GPU; null for the server's own line.</param>
/// <param name="IsOpen">For a server's line whether its GPUs follow.</param>
public readonly record struct FleetRow(Server Server, Gpu? Gpu, bool IsOpen)
{
    /// <summary>Where this is.</summary>
    public Place Place => new(Server.Name, Gpu?.Sample.Key);

    /// <summary>Whether this is the given place.</summary>
    public bool Is(Place? place) => place is not null && place.Server == Server.Name && place.GpuKey == Gpu?.Sample.Key;
}

/// <summary>What the fleet view shows, in order; the cursor moves over the same.</summary>
public static class FleetRows
{
    /// <summary>The entries; empty only when there is no server. A server stays even when a filter leaves none of its GPUs.</summary>
    public static ImmutableArray<FleetRow> Of(AppState state)
    {
        var screen = state.FleetScreen;
        var rows = ImmutableArray.CreateBuilder<FleetRow>();
        foreach (var server in state.Shown.Servers)
        {
            var isOpen = IsOpen(state, server);
            rows.Add(new FleetRow(server, null, isOpen));
            if (!isOpen)
            {
                continue;
            }

            foreach (var gpu in server.Gpus)
            {
                if (Shows(screen, server, gpu))
                {
                    rows.Add(new FleetRow(server, gpu, false));
                }
            }
        }

        return rows.DrainToImmutable();
    }

    /// <summary>Index of the cursor's entry; its server's when the GPU is not shown, else 0.</summary>
    public static int CursorIn(ImmutableArray<FleetRow> rows, Place? cursor)
    {
        var server = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Is(cursor))
            {
                return i;
            }

            if (rows[i].Gpu is null && rows[i].Server.Name == cursor?.Server)
            {
                server = i;
            }
        }

        return server;
    }

    /// <summary>Whether a server's GPUs are listed under it.</summary>
    public static bool IsOpen(AppState state, Server server) =>
        EffectiveDensity(state) != Density.Summary && !state.FleetScreen.Folded.Contains(server.Name);

    /// <summary>The density that is drawn: a narrow or low terminal gets the summary whatever was chosen.</summary>
    public static Density EffectiveDensity(AppState state) =>
        state.Width < 60 || state.Height < 12 ? Density.Summary : state.FleetScreen.Density;

    /// <summary>Whether the filters leave a GPU.</summary>
    public static bool Shows(FleetScreen screen, Server server, Gpu gpu) =>
        (!screen.FreeOnly || gpu.Availability.State == GpuState.Free)
        && (!screen.MineOnly || server.ProcessesOn(gpu).Any(process => server.IsMine(process) == true));
}
