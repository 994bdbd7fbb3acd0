using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Actions of the fleet view.</summary>
internal static class FleetActions
{
    public static AppState Select(AppState state, ItemKey place) => Change(state, screen => screen with { Cursor = place });

    public static UpdateResult Fold(AppState state)
    {
        if (SelectedServer(state) is not { } server)
        {
            return state;
        }

        var folded = state.FleetScreen.Folded;
        var next = folded.Contains(server.Name) ? folded.Remove(server.Name) : folded.Add(server.Name);
        return Change(state, screen => screen with { Folded = next, Cursor = new ItemKey(server.Name) });
    }

    public static UpdateResult NextDensity(AppState state) => Change(state, screen => screen with
    {
        Density = screen.Density switch
        {
            Density.Rows => Density.Panes,
            Density.Panes => Density.Summary,
            _ => Density.Rows,
        },
    });

    public static UpdateResult ToggleFree(AppState state) =>
        Change(state, screen => screen with { FreeOnly = !screen.FreeOnly, MineOnly = false, IdleOnly = false });

    public static UpdateResult ToggleIdle(AppState state) =>
        Change(state, screen => screen with { IdleOnly = !screen.IdleOnly, FreeOnly = false, MineOnly = false });

    public static UpdateResult ToggleMine(AppState state) =>
        Change(state, screen => screen with { MineOnly = !screen.MineOnly, FreeOnly = false, IdleOnly = false });

    /// <summary>The server under the cursor, or of the GPU under it; null when there is none.</summary>
    public static Server? SelectedServer(AppState state) => FleetRows.Selected(state)?.Server;

    /// <summary>The state with the cursor moved down by a number of entries, limited to the ends.</summary>
    public static AppState By(AppState state, int by)
    {
        var rows = FleetRows.Of(state);
        if (rows.IsEmpty)
        {
            return state;
        }

        var to = Math.Clamp(FleetRows.CursorIn(rows, state.FleetScreen.Cursor) + by, 0, rows.Length - 1);
        return Change(state, screen => screen with { Cursor = rows[to].Place });
    }

    private static AppState Change(AppState state, Func<FleetScreen, FleetScreen> change) =>
        state with { FleetScreen = change(state.FleetScreen) };
}
