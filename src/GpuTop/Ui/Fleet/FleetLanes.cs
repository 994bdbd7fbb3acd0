using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Lanes of servers side by side, for lines that don't fit below each other on a wide screen. A lane is filled downwards,
/// then the next one; what doesn't fit into the last lane is on the next page.</summary>
/// <param name="Count">Lanes side by side.</param>
/// <param name="Gap">Blank lines between servers.</param>
/// <param name="Height">Lines of a lane.</param>
internal readonly record struct FleetLanes(int Count, int Gap, int Height)
{
    // A lane has at least the columns of a small terminal.
    private const int NarrowestLane = 80;

    // Below this width lines keep their charts.
    private const int WidthForLanes = 200;

    // From this width on lanes are used although not everything fits.
    private const int WidthToScroll = 100;

    /// <summary>Columns between lanes.</summary>
    public const int Between = 2;

    /// <summary>The fewest lanes into which all lines fit, with blank lines where these fit too.</summary>
    public static FleetLanes Of(ImmutableArray<FleetRow> rows, Rect area)
    {
        for (var count = 1; count <= MostOf(area.Width, NarrowestLane); count++)
        {
            foreach (var gap in (ReadOnlySpan<int>)[1, 0])
            {
                var lanes = new FleetLanes(count, gap, area.Height);
                if (lanes.Fits(rows))
                {
                    return lanes.Balanced(rows);
                }
            }
        }

        return new FleetLanes(MostOf(area.Width, WidthToScroll), 0, area.Height);
    }

    /// <summary>The area of a lane.</summary>
    public Rect AreaOf(Rect area, int lane)
    {
        var width = (area.Width - ((Count - 1) * Between)) / Count;
        return area with { X = area.X + (lane * (width + Between)), Width = width };
    }

    /// <summary>Page, lane and line of every entry, in order.</summary>
    public ImmutableArray<(int Page, int Lane, int Line)> Place(ImmutableArray<FleetRow> rows)
    {
        var places = ImmutableArray.CreateBuilder<(int Page, int Lane, int Line)>(rows.Length);
        var (page, lane, line) = (0, 0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Gpu is null)
            {
                line += line > 0 ? Gap : 0;
                line = line > 0 && line + SizeOf(rows, i) > Height ? Height : line;
            }

            if (line >= Height)
            {
                line = 0;
                lane++;
                (page, lane) = lane == Count ? (page + 1, 0) : (page, lane);
            }

            places.Add((page, lane, line));
            line++;
        }

        return places.DrainToImmutable();
    }

    private static int MostOf(int width, int lane) => width < WidthForLanes ? 1 : width / lane;

    private bool Fits(ImmutableArray<FleetRow> rows) => rows.IsEmpty || Height <= 0 || Place(rows)[^1].Page == 0;

    // The lowest lanes that hold everything, so that they are of about equal height.
    private FleetLanes Balanced(ImmutableArray<FleetRow> rows)
    {
        if (Count == 1)
        {
            return this;
        }

        var (low, high) = (1, Height);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = (this with { Height = middle }).Fits(rows) ? (low, middle) : (middle + 1, high);
        }

        return this with { Height = high };
    }

    // Lines of a server with its GPUs.
    private static int SizeOf(ImmutableArray<FleetRow> rows, int server)
    {
        var end = server + 1;
        while (end < rows.Length && rows[end].Gpu is not null)
        {
            end++;
        }

        return end - server;
    }
}
