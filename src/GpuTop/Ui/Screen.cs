using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Draws the whole screen from the state.</summary>
public static class Screen
{
    /// <summary>Draws the state into a frame of the state's size. Pure.</summary>
    public static void Draw(AppState state, CellBuffer frame)
    {
        frame.Resize(state.Width, state.Height);
        if (state.IsTooSmall)
        {
            var least = $"{AppState.MinWidth}x{AppState.MinHeight}";
            frame.Text(0, 0, $"gputop needs {least}, here is {state.Width}x{state.Height}", Theme.Text);
            return;
        }

        var (above, below) = DrawView(frame, state);
        // Rows that are scrolled out may lie under header and hints.
        frame.Clicks?.Add(frame.Area.Row(0), null);
        frame.Clicks?.Add(frame.Area.Row(frame.Height - 1), null);
        Header.Draw(frame, frame.Area.Row(0), state);
        HintBar.Draw(frame, frame.Area.Row(frame.Height - 1), state, above, below);
        if (DialogViews.Of(state) is { } dialog)
        {
            frame.Clicks?.Add(frame.Area, null);
            dialog.Draw(frame);
        }
    }

    // Returns the counts of entries above and below the visible ones.
    private static (int Above, int Below) DrawView(CellBuffer frame, AppState state)
    {
        var area = FleetLayout.AreaOf(state);
        return state.View switch
        {
            ViewKind.Processes => ProcessTable.Draw(frame, area, state),
            ViewKind.Users => UserTable.Draw(frame, area, state),
            ViewKind.Gpu => GpuPageView.Draw(frame, area, state),
            ViewKind.Storage => StorageTable.Draw(frame, area, state),
            ViewKind.Sessions => SessionTable.Draw(frame, area, state),
            ViewKind.Tunnels => TunnelTable.Draw(frame, area, state),
            ViewKind.Events => EventTable.Draw(frame, area, state),
            ViewKind.Fleet => DrawFleet(frame, state),
            var other => throw new InvalidOperationException($"no view {other}"),
        };
    }

    private static (int Above, int Below) DrawFleet(CellBuffer frame, AppState state)
    {
        var layout = FleetLayout.Of(state);
        FleetView.Draw(frame, state, layout);
        return (layout.Above, layout.Below);
    }

    /// <summary>The last scroll position of the page or dialog; null when there is nothing to scroll.</summary>
    public static int? ScrollEnd(AppState state) => DialogViews.Of(state) is { } dialog ? dialog.ScrollEnd
        : state.View == ViewKind.Gpu ? GpuPageLayout.Of(state)?.LastTop
        : null;

    /// <summary>The click target at a position; null where there is none. Pure: uses a drawing of its own.</summary>
    public static ClickTarget? HitTest(AppState state, int x, int y)
    {
        var clicks = new ClickMap();
        Draw(state, new CellBuffer(state.Width, state.Height) { Clicks = clicks });
        return clicks.At(x, y) as ClickTarget;
    }
}
