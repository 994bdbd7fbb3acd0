using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The fleet view: every server, and its GPUs as lines or boxes.</summary>
internal static class FleetView
{
    public static void Draw(CellBuffer frame, AppState state, FleetLayout layout)
    {
        if (layout.Slots.IsEmpty)
        {
            frame.Text(2, 1, "no servers: name some on the command line or in gputop.toml", Theme.Secondary);
            return;
        }

        var seen = FleetLayout.AreaOf(state);
        var isPanes = FleetRows.EffectiveDensity(state) == Density.Panes;
        var columns = ServerColumns.Of(state);
        for (var i = 0; i < layout.Slots.Length; i++)
        {
            var (row, area) = layout.Slots[i];
            if (area.Intersect(seen).IsEmpty)
            {
                continue;
            }

            frame.Clicks?.Add(area, new ClickTarget.InFleet(row.Place));
            var isSelected = i == layout.Cursor;
            if (row.Gpu is null)
            {
                ServerLine.Draw(frame, area, state, row, columns);
            }
            else if (row.Instance is { } instance)
            {
                GpuLine.DrawInstance(frame, area, state, row.Server, row.Gpu, instance);
            }
            else if (isPanes)
            {
                GpuPane.Draw(frame, area, state, row.Server, row.Gpu, isSelected, layout.ChartLines);
            }
            else
            {
                GpuLine.Draw(frame, area, state, row.Server, row.Gpu);
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
    }

    private static void Select(CellBuffer frame, Rect area)
    {
        frame.Restyle(area, 0, static (style, _) => Theme.Selected(style));
        for (var y = Math.Max(0, area.Y); y < area.Bottom && y < frame.Height; y++)
        {
            frame.Set(area.X, y, '▌', Theme.Accent.On(Theme.Selection));
        }
    }
}
