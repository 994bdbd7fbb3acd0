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
/// <param name="ChartLines">Lines of the sparkline in a box.</param>
internal readonly record struct FleetLayout(ImmutableArray<FleetLayout.Slot> Slots, int Cursor, int Above, int Below, int ChartLines)
{
    // Lines that stay visible around the cursor.
    private const int Margin = 1;

    /// <summary>The screen without header and hints.</summary>
    public static Rect AreaOf(AppState state) => new(0, 1, state.Width, Math.Max(0, state.Height - 2));

    public static FleetLayout Of(AppState state) => Of(state, AreaOf(state));

    private static FleetLayout Of(AppState state, Rect area)
    {
        var rows = FleetRows.Of(state);
        var panes = FleetRows.EffectiveDensity(state) == Density.Panes ? PaneGrid.Of(rows, area) : default;
        var (slots, total) = Place(rows, area, panes);
        var spare = area.Height - total;
        if (spare >= state.Shown.Servers.Length - 1 && spare > 0 && slots.Length > state.Shown.Servers.Length)
        {
            Spread(slots);
        }

        var cursor = FleetRows.CursorIn(rows, state.FleetScreen.Cursor);
        var scrolled = rows.IsEmpty ? 0 : Offset(slots, cursor, total, area.Height);
        var (above, below) = (0, 0);
        for (var i = 0; i < slots.Length; i++)
        {
            var moved = slots[i].Area with { Y = slots[i].Area.Y - scrolled + area.Y };
            slots[i] = slots[i] with { Area = moved };
            above += moved.Y < area.Y ? 1 : 0;
            below += moved.Bottom > area.Bottom ? 1 : 0;
        }

        return new FleetLayout(ImmutableCollectionsMarshal.AsImmutableArray(slots), cursor, above, below, panes.ChartLines);
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

    /// <summary>One entry and its area.</summary>
    public readonly record struct Slot(FleetRow Row, Rect Area);
}
