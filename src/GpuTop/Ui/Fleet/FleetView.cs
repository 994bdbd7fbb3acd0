using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The fleet view: every server, and its GPUs as lines or boxes.</summary>
internal static class FleetView
{
    // Columns of the mark that folds a server, with those beside it.
    private const int FoldMark = 3;

    public static void Draw(CellBuffer frame, AppState state, FleetLayout layout)
    {
        var seen = FleetLayout.AreaOf(state);
        if (layout.Slots.IsEmpty)
        {
            DrawEmpty(frame, seen, state);
            FleetCharts.Draw(frame, state, seen, seen.Y + 1);
            return;
        }

        var isPanes = FleetRows.EffectiveDensity(state) == Density.Panes;
        var columns = FleetColumns.Of(state, layout.Lanes.AreaOf(seen, 0).Width);
        DrawHeads(frame, state, layout.Lanes, columns);
        for (var i = 0; i < layout.Slots.Length; i++)
        {
            var (row, area) = layout.Slots[i];
            // A box that is cut looks broken.
            if (area.Intersect(seen).IsEmpty || (isPanes && area.Height > 1 && area.Height <= seen.Height && area.Bottom > seen.Bottom))
            {
                continue;
            }

            frame.Clicks?.Add(area, new ClickTarget.InFleet(row.Place));
            if (row.Gpu is null)
            {
                frame.Clicks?.Add(area.SplitLeft(FoldMark).Left, new ClickTarget.Fold(row.Server.Name));
            }

            var isSelected = i == layout.Cursor;
            if (row.Gpu is null)
            {
                ServerLine.Draw(frame, area, state, row, columns);
            }
            else if (row.Instance is not null)
            {
                GpuLine.DrawInstance(frame, state, row, area, columns.HasFans);
            }
            else if (isPanes)
            {
                GpuPane.Draw(frame, area, state, row.Server, row.Gpu, isSelected, (layout.ChartLines, columns.Chart));
            }
            else
            {
                GpuLine.Draw(frame, area, state, row.Server, row.Gpu, columns);
            }

            if (row.Gpu is not null && row.Server.AreGpusStale(state.ShownAt, state.Interval))
            {
                frame.Restyle(area, 0, static (style, _) => Theme.Faded(style));
            }

            if (isSelected && (row.Gpu is null || !isPanes))
            {
                Select(frame, area);
            }
        }

        PinServer(frame, state, layout, columns);
        var hiddenLine = DrawHidden(frame, seen, state, layout);
        FleetCharts.Draw(frame, state, seen, hiddenLine is { } y ? y + 1 : layout.EndIn(seen));
    }

    // The names of the columns, above every lane; the line is free where the entries begin below it.
    private static void DrawHeads(CellBuffer frame, AppState state, FleetLanes lanes, FleetColumns columns)
    {
        if (!FleetLayout.HasHead(state))
        {
            return;
        }

        var line = ScreenLayout.Body(state).Row(0);
        if (FleetRows.EffectiveDensity(state) == Density.Summary)
        {
            SummaryLine.DrawHead(frame, line, state, columns);
            return;
        }

        for (var lane = 0; lane < lanes.Count; lane++)
        {
            GpuLine.DrawHead(frame, lanes.AreaOf(line, lane), columns);
        }
    }

    private static void DrawEmpty(CellBuffer frame, Rect area, AppState state)
    {
        var text = state.FleetScreen.IsFiltered && !state.Shown.Servers.IsEmpty
            ? $"nothing matches on {state.Shown.Servers.Length} servers; Esc shows all again"
            : "no servers: name some on the command line or in gputop.toml";
        frame.TextEllipsis(area.X + 2, area.Y, area.Width - 3, text, Theme.Secondary);
    }

    // The line of the server whose GPUs begin above the view, in place of the first of them, which the page before shows too.
    private static void PinServer(CellBuffer frame, AppState state, FleetLayout layout, FleetColumns columns)
    {
        if (layout.Above == 0)
        {
            return;
        }

        var line = FleetLayout.AreaOf(state).Row(0);
        var first = 0;
        while (first < layout.Slots.Length && layout.Slots[first].Area != line)
        {
            first++;
        }

        if (first < layout.Slots.Length && first != layout.Cursor
            && layout.Slots[first].Row is { Gpu: not null, Server: var server })
        {
            frame.Fill(line, ' ', Theme.Text);
            frame.Clicks?.Add(line, null);
            ServerLine.Draw(frame, line, state, new FleetRow(server, null, null, true), columns);
        }
    }

    // Below the entries, where there is room; else the last line of the screen says it. Returns the line, or null.
    private static int? DrawHidden(CellBuffer frame, Rect area, AppState state, FleetLayout layout)
    {
        if (layout.HiddenServers(state) is not (> 0 and var hidden) || layout.LineBelow(area) is not { } y)
        {
            return null;
        }

        frame.Text(area.X + 3, y, HiddenText(hidden), Theme.Secondary, area.Width - 3);
        return y;
    }

    /// <summary>The count of servers that the filters hide.</summary>
    public static string HiddenText(int servers) => servers == 1 ? "1 server without" : $"{servers} servers without";

    private static void Select(CellBuffer frame, Rect area)
    {
        frame.Restyle(area, 0, static (style, _) => Theme.Selected(style));
        for (var y = Math.Max(0, area.Y); y < area.Bottom && y < frame.Height; y++)
        {
            frame.Set(area.X, y, '▌', Theme.Accent.On(Theme.Selection));
        }
    }
}
