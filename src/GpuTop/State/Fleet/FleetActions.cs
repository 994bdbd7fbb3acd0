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

    /// <summary>The next density; a small terminal has no room for boxes.</summary>
    public static UpdateResult NextDensity(AppState state) => FleetRows.IsSmall(state)
        ? Change(state, screen => screen with { HasLinesOnSmall = !screen.HasLinesOnSmall })
        : Change(state, screen => screen with
        {
            Density = screen.Density switch
            {
                Density.Rows => Density.Panes,
                Density.Panes => Density.Summary,
                _ => Density.Rows,
            },
        });

    /// <summary>The next mode of the charts.</summary>
    public static UpdateResult NextCharts(AppState state)
    {
        var (mode, text) = state.FleetScreen.Charts switch
        {
            FleetChartMode.WhereRoom when state.BodyHeight < FleetScreen.LeastHeightWithCharts =>
                (FleetChartMode.Always, "charts of the fleet need a higher terminal"),
            FleetChartMode.WhereRoom => (FleetChartMode.Always, "charts of the fleet always"),
            FleetChartMode.Always => (FleetChartMode.Never, "no charts of the fleet"),
            _ => (FleetChartMode.WhereRoom, "charts of the fleet where there is room"),
        };
        return Change(state, screen => screen with { Charts = mode }).ShowNotice(text);
    }

    /// <summary>Shows only some GPUs, or all of them again.</summary>
    public static UpdateResult Toggle(AppState state, ShownGpus only) =>
        Change(state, screen => screen with { Only = screen.Only == only ? ShownGpus.All : only });

    /// <summary>The fleet view with only some GPUs; Esc returns to the current view.</summary>
    public static AppState Show(AppState state, ShownGpus only) =>
        state.Opened(Change(state.Show(ViewKind.Fleet), screen => screen with { Only = only, FilterText = "", Found = null }));

    /// <summary>The server under the cursor, or of the GPU under it; null when there is none.</summary>
    public static Server? SelectedServer(AppState state) => FleetRows.Selected(state)?.Server;

    /// <summary>The state with the cursor moved down by a number of entries, limited to the ends.</summary>
    public static AppState By(AppState state, int by) =>
        Move(state, FleetRows.CursorIn(FleetRows.Of(state), state.FleetScreen.Cursor) + by);

    /// <summary>The state with the cursor on the entry of an index, limited to the ends.</summary>
    public static AppState Move(AppState state, int to)
    {
        var rows = FleetRows.Of(state);
        return rows.IsEmpty ? state : Change(state, screen => screen with { Cursor = rows[Math.Clamp(to, 0, rows.Length - 1)].Place });
    }

    private static AppState Change(AppState state, Func<FleetScreen, FleetScreen> change) =>
        state with { FleetScreen = change(state.FleetScreen) };

    /// <summary>The fleet view with the cursor on an item. Unfolds it and clears the filters: the cursor can only be on a visible
    /// row.</summary>
    public static AppState GoTo(AppState state, ItemKey place) => state.Opened(state.Show(ViewKind.Fleet) with
    {
        FleetScreen = state.FleetScreen with
        {
            Cursor = place,
            Folded = place.GpuKey is null ? state.FleetScreen.Folded : state.FleetScreen.Folded.Remove(place.Server),
            FilterText = "",
            Only = ShownGpus.All,
            Found = null,
        },
    });
}
