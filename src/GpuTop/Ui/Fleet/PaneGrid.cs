using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Size of the boxes of the panes density: as many columns as fit, and the largest height with which all fit.</summary>
/// <param name="Columns">Boxes side by side; 0 when there are none.</param>
/// <param name="Width">Columns of one box.</param>
/// <param name="ChartLines">Lines of its sparkline.</param>
/// <param name="ProcessLines">Lines for its processes.</param>
internal readonly record struct PaneGrid(int Columns, int Width, int ChartLines, int ProcessLines)
{
    private const int NarrowestPane = 38;
    private const int WidestPane = 64;

    // Frame above and below, utilization, memory.
    private const int FixedLines = 4;

    private static readonly (int Chart, int Processes)[] Sizes = [(4, 4), (3, 4), (3, 3), (2, 3), (2, 2), (1, 2), (1, 1)];

    /// <summary>Lines of one box.</summary>
    public int Height => FixedLines + ChartLines + ProcessLines;

    public static PaneGrid Of(ImmutableArray<FleetRow> rows, Rect area)
    {
        var columns = Balanced(Most(rows), Math.Max(1, area.Width / NarrowestPane));
        var (bands, headings) = Count(rows, columns);
        var (chart, processes) = Sizes[^1];
        foreach (var (lines, names) in Sizes)
        {
            if (headings + (bands * (FixedLines + lines + names)) <= area.Height)
            {
                (chart, processes) = (lines, names);
                break;
            }
        }

        return new PaneGrid(columns, Math.Min(WidestPane, area.Width / columns), chart, processes);
    }

    // Eight boxes where six fit side by side: two lines of four, which are wider, instead of six and two.
    private static int Balanced(int gpus, int fitting)
    {
        var lines = Math.Max(1, (gpus + fitting - 1) / fitting);
        return Math.Clamp((gpus + lines - 1) / lines, 1, fitting);
    }

    // The largest number of boxes of a server.
    private static int Most(ImmutableArray<FleetRow> rows)
    {
        var (most, count) = (0, 0);
        foreach (var row in rows)
        {
            count = row.Gpu is null ? 0 : count + 1;
            most = Math.Max(most, count);
        }

        return most;
    }

    private static (int Bands, int Headings) Count(ImmutableArray<FleetRow> rows, int columns)
    {
        var (bands, headings, inBand) = (0, 0, 0);
        foreach (var row in rows)
        {
            if (row.Gpu is null)
            {
                (headings, inBand) = (headings + 1, 0);
            }
            else
            {
                bands += inBand % columns == 0 ? 1 : 0;
                inBand++;
            }
        }

        return (bands, headings);
    }
}
