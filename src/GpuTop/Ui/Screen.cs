using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Draws the whole screen from the state.</summary>
public static class Screen
{
    /// <summary>Draws the state into a frame of the state's size, without its dialog: see <see cref="DialogHost"/>. Pure.</summary>
    public static void Draw(AppState state, CellBuffer frame)
    {
        frame.Resize(state.Width, state.Height);
        if (state.IsTooSmall)
        {
            var least = $"{AppState.MinWidth}x{AppState.MinHeight}";
            frame.Text(0, 0, $"gputop needs {least}, here is {state.Width}x{state.Height}", Theme.Text);
            return;
        }

        FleetLayout? fleet = state.View == ViewKind.Fleet ? FleetLayout.Of(state) : null;
        var (above, below) = DrawView(frame, state, fleet);
        // Rows that are scrolled out may lie under header and hints.
        frame.Clicks?.Add(frame.Area.Row(0) with { Height = state.BodyTop }, null);
        frame.Clicks?.Add(frame.Area.Row(frame.Height - 1), null);
        Header.Draw(frame, frame.Area.Row(0), state);
        TabLine.Draw(frame, ScreenLayout.Tabs(state), state);
        if (state.Dialog is not null)
        {
            // The dialog stands out from what is behind it.
            frame.Restyle(frame.Area, 0, static (style, _) => Theme.Faded(style));
        }

        HintBar.Draw(frame, frame.Area.Row(frame.Height - 1), state, above, below, HiddenText(state, fleet));
    }

    // Returns the counts of entries above and below the visible ones.
    private static (int Above, int Below) DrawView(CellBuffer frame, AppState state, FleetLayout? fleet)
    {
        var area = ScreenLayout.Body(state);
        return state.View switch
        {
            ViewKind.Processes => ProcessTable.Draw(frame, area, state),
            ViewKind.Users => UserTable.Draw(frame, area, state),
            ViewKind.Gpu => GpuPageView.Draw(frame, area, state),
            ViewKind.Storage => StorageTable.Draw(frame, area, state),
            ViewKind.Sessions => SessionTable.Draw(frame, area, state),
            ViewKind.Tunnels => TunnelTable.Draw(frame, area, state),
            ViewKind.Events => EventTable.Draw(frame, area, state),
            ViewKind.Fleet => DrawFleet(frame, state, fleet!.Value),
            var other => throw new InvalidOperationException($"no view {other}"),
        };
    }

    // The count of hidden servers where the view has no room for it; null else.
    private static string? HiddenText(AppState state, FleetLayout? fleet) =>
        fleet is { } layout && layout.HiddenServers(state) is > 0 and var hidden && layout.LineBelow(FleetLayout.AreaOf(state)) is null
            ? FleetView.HiddenText(hidden)
            : null;

    private static (int Above, int Below) DrawFleet(CellBuffer frame, AppState state, FleetLayout layout)
    {
        FleetView.Draw(frame, state, layout);
        if (NoGpuNotice.AppliesTo(state))
        {
            NoGpuNotice.Draw(frame, FleetLayout.AreaOf(state));
        }

        return (layout.Above, layout.Below);
    }

    /// <summary>The last scroll position of the page; null when there is nothing to scroll.</summary>
    public static int? ScrollEnd(AppState state) => state.View == ViewKind.Gpu ? GpuPageLayout.Of(state)?.LastTop
        : null;

    /// <summary>Boxes side by side in the fleet view; 1 for lines.</summary>
    public static int PaneColumns(AppState state) => state.View == ViewKind.Fleet ? FleetLayout.Of(state).Columns : 1;

    /// <summary>The click target at a position; null where there is none. Pure: uses a drawing of its own.</summary>
    public static ClickTarget? HitTest(AppState state, int x, int y)
    {
        var clicks = new ClickMap();
        Draw(state, new CellBuffer(state.Width, state.Height) { Clicks = clicks });
        return clicks.At(x, y) as ClickTarget;
    }
}
