using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The position of each entry of the fleet view, for drawing and the mouse; a function of the state, including the scroll
/// position.</summary>
/// <param name="Slots">Every entry with its area, which may lie outside of the view.</param>
/// <param name="Cursor">Index of the entry under the cursor.</param>
/// <param name="Above">Number of entries that are partly or fully above the view.</param>
/// <param name="Below">The same below.</param>
/// <param name="Columns">Boxes side by side; 1 for lines.</param>
/// <param name="ChartLines">Lines of the sparkline in a box.</param>
internal readonly record struct FleetLayout(
    ImmutableArray<FleetLayout.Slot> Slots, int Cursor, int Above, int Below, int Columns, int ChartLines)
{
    private const int LeastHeightWithHead = 16;

    // Lines that stay visible around the cursor.
    private const int Margin = 1;

    /// <summary>The entries: the view without the names of the columns and the charts.</summary>
    public static Rect AreaOf(AppState state)
    {
        var body = ScreenLayout.Body(state).SplitBottom(FleetCharts.ReservedLines(state)).Remainder;
        return HasHead(state) ? body.SplitTop(1).Remainder : body;
    }

    /// <summary>Whether the first line of the view has the names of the columns.</summary>
    public static bool HasHead(AppState state) =>
        state.BodyHeight >= LeastHeightWithHead && FleetRows.EffectiveDensity(state) != Density.Panes && !state.Shown.Servers.IsEmpty;

    public static FleetLayout Of(AppState state)
    {
        var (area, rows) = (AreaOf(state), FleetRows.Of(state));
        var cursor = FleetRows.CursorIn(rows, state.FleetScreen.Cursor);
        if (FleetRows.EffectiveDensity(state) == Density.Rows && FleetLanes.Of(rows, area) is { Count: > 1 } lanes)
        {
            return InLanes(rows, cursor, area, lanes);
        }

        return InOneLane(state, rows, cursor, area);
    }

    // Pages of several lanes: the one with the cursor is shown.
    private static FleetLayout InLanes(ImmutableArray<FleetRow> rows, int cursor, Rect area, FleetLanes lanes)
    {
        var places = lanes.Place(rows);
        var slots = ImmutableArray.CreateBuilder<Slot>(rows.Length);
        var (above, below) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var (page, lane, line) = places[i];
            above += page < places[cursor].Page ? 1 : 0;
            below += page > places[cursor].Page ? 1 : 0;
            var y = area.Y + line + ((page - places[cursor].Page) * area.Height);
            slots.Add(new Slot(rows[i], lanes.AreaOf(area, lane) with { Y = y, Height = 1 }));
        }

        return new FleetLayout(slots.DrainToImmutable(), cursor, above, below, 1, 0) { Lanes = lanes };
    }

    private static FleetLayout InOneLane(AppState state, ImmutableArray<FleetRow> rows, int cursor, Rect area)
    {
        var panes = FleetRows.EffectiveDensity(state) == Density.Panes ? PaneGrid.Of(rows, area) : default;
        var (slots, total) = Place(rows, area, panes);
        var spare = area.Height - total;
        var servers = slots.Count(slot => slot.Row.Gpu is null);
        if (spare >= servers - 1 && spare > 0 && slots.Length > servers)
        {
            Spread(slots);
        }

        var scrolled = rows.IsEmpty ? 0 : Offset(slots, cursor, total, area.Height);
        var (above, below) = (0, 0);
        for (var i = 0; i < slots.Length; i++)
        {
            var moved = slots[i].Area with { Y = slots[i].Area.Y - scrolled + area.Y };
            slots[i] = slots[i] with { Area = moved };
            above += moved.Y < area.Y ? 1 : 0;
            below += moved.Bottom > area.Bottom ? 1 : 0;
        }

        return new FleetLayout(
            ImmutableCollectionsMarshal.AsImmutableArray(slots), cursor, above, below, Math.Max(1, panes.Columns), panes.ChartLines);
    }

    private static (Slot[] Slots, int Total) Place(ImmutableArray<FleetRow> rows, Rect area, PaneGrid panes)
    {
        var slots = new Slot[rows.Length];
        var (y, column) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var gpu = rows[i].Gpu;
            if (panes.Columns == 0 || gpu is null)
            {
                y += column > 0 ? panes.Height : 0;
                column = 0;
                slots[i] = new Slot(rows[i], new Rect(area.X, y, area.Width, 1));
                y++;
                continue;
            }

            slots[i] = new Slot(rows[i], new Rect(area.X + (column * panes.Width), y, panes.Width, panes.Height));
            column++;
            if (column == panes.Columns)
            {
                (column, y) = (0, y + panes.Height);
            }
        }

        return (slots, y + (column > 0 ? panes.Height : 0));
    }

    // Inserts a blank line between servers; requires room for all.
    private static void Spread(Span<Slot> slots)
    {
        var down = -1;
        foreach (ref var slot in slots)
        {
            down += slot.Row.Gpu is null ? 1 : 0;
            slot = slot with { Area = slot.Area with { Y = slot.Area.Y + down } };
        }
    }

    // Scrolls by pages, so that entries do not move while the cursor stays on the page, or on a click.
    private static int Offset(ReadOnlySpan<Slot> slots, int cursor, int total, int height)
    {
        if (total <= height)
        {
            return 0;
        }

        var at = slots[cursor].Area;
        var page = Math.Max(1, height - (2 * Margin) - (at.Height - 1));
        var offset = Math.Min(Math.Max(0, at.Y - Margin) / page * page, total - height);
        // Boxes begin at the top.
        var top = offset;
        foreach (ref readonly var slot in slots)
        {
            if (slot.Area.Y >= offset)
            {
                top = slot.Area.Y;
                break;
            }
        }

        return top;
    }

    /// <summary>Number of servers that the filters hide.</summary>
    public int HiddenServers(AppState state) =>
        state.FleetScreen.IsFiltered ? state.Shown.Servers.Length - Slots.Count(slot => slot.Row.Gpu is null) : 0;

    /// <summary>The line after the entries and a blank one; null where there is no room.</summary>
    public int? LineBelow(Rect area)
    {
        var y = Slots.IsEmpty ? area.Y : EndIn(area) + 1;
        return y < area.Bottom ? y : null;
    }

    /// <summary>The line after the last entry, at most the end of the area.</summary>
    public int EndIn(Rect area) => Slots.IsEmpty ? area.Y : Math.Min(area.Bottom, Slots.Max(slot => slot.Area.Bottom));

    /// <summary>Lanes of servers side by side.</summary>
    public FleetLanes Lanes { get; init; } = new(1, 0, 0);

    /// <summary>One entry and its area.</summary>
    public readonly record struct Slot(FleetRow Row, Rect Area);
}
