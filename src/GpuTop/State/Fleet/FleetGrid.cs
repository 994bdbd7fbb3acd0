using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Up and down among the boxes of the fleet view: below each server's line its boxes fill rows from the left.</summary>
internal static class FleetGrid
{
    /// <summary>Index of the entry above (-1) or below (1) the cursor's; beyond the ends where there is none.</summary>
    public static int StepOf(ImmutableArray<FleetRow> rows, ItemKey? cursor, int columns, int by)
    {
        if (rows.IsEmpty)
        {
            return 0;
        }

        var at = FleetRows.CursorIn(rows, cursor);
        var line = LineOf(rows, at);
        var place = at - line - 1; // among the boxes of its server; -1 for the line
        if (by > 0)
        {
            var count = EndOf(rows, line) - line - 1;
            return place < 0 || place + columns < count ? at + (place < 0 ? 1 : columns)
                : place / columns < (count - 1) / columns ? line + count
                : line + count + 1;
        }

        return place >= columns ? at - columns
            : place >= 0 ? line
            : at == 0 ? 0
            : LastRowOf(LineOf(rows, at - 1), at, columns);
    }

    // The first box of the last row of the server before; its line when it has no boxes.
    private static int LastRowOf(int line, int end, int columns)
    {
        var count = end - line - 1;
        return count == 0 ? line : line + 1 + ((count - 1) / columns * columns);
    }

    private static int LineOf(ImmutableArray<FleetRow> rows, int at)
    {
        while (at > 0 && rows[at].Gpu is not null)
        {
            at--;
        }

        return at;
    }

    private static int EndOf(ImmutableArray<FleetRow> rows, int line)
    {
        var end = line + 1;
        while (end < rows.Length && rows[end].Gpu is not null)
        {
            end++;
        }

        return end;
    }
}
