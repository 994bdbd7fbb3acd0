using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What the keys of the fleet view do.</summary>
internal static class FleetMoves
{
    public static Step Down(AppState state) => Move(state, 1);

    public static Step Up(AppState state) => Move(state, -1);

    public static Step PageDown(AppState state) => Move(state, PageOf(state));

    public static Step PageUp(AppState state) => Move(state, -PageOf(state));

    public static Step First(AppState state) => Move(state, int.MinValue / 2);

    public static Step Last(AppState state) => Move(state, int.MaxValue / 2);

    public static Step Fold(AppState state)
    {
        if (SelectedServer(state) is not { } server)
        {
            return state;
        }

        var folded = state.FleetScreen.Folded;
        var next = folded.Contains(server.Name) ? folded.Remove(server.Name) : folded.Add(server.Name);
        return Change(state, screen => screen with { Folded = next, Cursor = new Place(server.Name) });
    }

    public static Step NextDensity(AppState state) => Change(state, screen => screen with
    {
        Density = screen.Density switch
        {
            Density.Rows => Density.Panes,
            Density.Panes => Density.Summary,
            _ => Density.Rows,
        },
    });

    public static Step ToggleFree(AppState state) => Change(state, screen => screen with { FreeOnly = !screen.FreeOnly, MineOnly = false });

    public static Step ToggleMine(AppState state) => Change(state, screen => screen with { MineOnly = !screen.MineOnly, FreeOnly = false });

    public static Step Refresh(AppState state) => new(state, [new Effect.Refresh(SelectedServer(state)?.Name)]);

    public static Step Sample(AppState state, Func<TimeSpan, TimeSpan> change)
    {
        var interval = change(state.Interval);
        return new Step(
            state.Tell($"sampling every {interval.TotalSeconds:0.##} s") with { Interval = interval },
            [new Effect.SampleEvery(interval)]);
    }

    public static Step Freeze(AppState state) => state.Frozen is null
        ? state with { Frozen = state.Fleet, FrozenAt = state.Now }
        : state with { Frozen = null, FrozenAt = null };

    public static Step ToggleMouse(AppState state)
    {
        var told = state.Tell(state.Mouse ? "mouse: the terminal's, text can be selected" : "mouse: gputop's");
        return new Step(told with { Mouse = !state.Mouse }, [new Effect.UseMouse(!state.Mouse)]);
    }

    private static Server? SelectedServer(AppState state)
    {
        var rows = FleetRows.Of(state);
        return rows.IsEmpty ? null : rows[FleetRows.CursorIn(rows, state.FleetScreen.Cursor)].Server;
    }

    private static Step Move(AppState state, int by)
    {
        var rows = FleetRows.Of(state);
        if (rows.IsEmpty)
        {
            return state;
        }

        var to = Math.Clamp(FleetRows.CursorIn(rows, state.FleetScreen.Cursor) + by, 0, rows.Length - 1);
        return Change(state, screen => screen with { Cursor = rows[to].Place });
    }

    private static int PageOf(AppState state) => Math.Max(1, state.Height - 4);

    private static Step Change(AppState state, Func<FleetScreen, FleetScreen> change) =>
        state with { FleetScreen = change(state.FleetScreen) };
}
