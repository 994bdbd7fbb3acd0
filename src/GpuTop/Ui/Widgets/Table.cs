using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A column of a <see cref="Table{TRow}"/>.</summary>
/// <param name="Title">Header of the column.</param>
/// <param name="Width">Width in terminal columns; 0 for the column that takes the rest.</param>
/// <param name="Draw">Draws a row's value.</param>
/// <param name="IsRight">True for a right-aligned header.</param>
/// <param name="Rank">Columns of the highest rank are hidden first on a narrow terminal; 0 is never hidden.</param>
/// <param name="Sort">Its sort order; null for a column that is not sortable.</param>
/// <param name="Least">Minimum width of the column that takes the rest; other columns are hidden before it becomes narrower.</param>
internal sealed record Column<TRow>(
    string Title,
    int Width,
    Action<TableCell, TRow> Draw,
    bool IsRight = false,
    int Rank = 0,
    SortOrder<TRow>? Sort = null,
    int Least = 16);

/// <summary>A table with header, cursor, marks and the columns that fit.</summary>
/// <param name="view">The view of the rows.</param>
/// <param name="columns">From left to right; not used without rows.</param>
/// <param name="isOld">Whether the data of a row is outdated; null when no row's is.</param>
internal sealed class Table<TRow>(ListView<TRow> view, ImmutableArray<Column<TRow>> columns, Func<TRow, bool>? isOld = null)
    where TRow : class
{
    private const int Gap = 2;
    private const int MarkWidth = 2;

    /// <summary>Draws the header and the page with the cursor, or why there are no rows.</summary>
    /// <returns>The counts of rows above and below the visible ones.</returns>
    public (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state, ImmutableArray<TRow> rows)
    {
        if (rows.IsEmpty)
        {
            frame.TextEllipsis(area.X + 2, area.Y + 1, area.Width - 3, view.EmptyText(state), Theme.Secondary);
            return default;
        }

        var list = state.ListOf(view.Kind);
        var cursor = list.CursorIn([.. rows.Select(view.KeyOf)]);
        Span<int> widths = stackalloc int[columns.Length];
        Fit(area.Width - MarkWidth, widths, list);
        var (head, body) = area.SplitTop(1);
        DrawHead(frame, head, widths, list);
        var top = body.Height <= 0 ? 0 : Math.Clamp(cursor / body.Height * body.Height, 0, Math.Max(0, rows.Length - body.Height));
        var seen = Math.Min(body.Height, rows.Length - top);
        for (var i = 0; i < seen; i++)
        {
            var (line, row) = (body.Row(i), rows[top + i]);
            var key = view.KeyOf(row);
            frame.Clicks?.Add(line, new ClickTarget.Row(key));
            DrawRow(frame, line, widths, row, list.Tagged.Contains(key), top + i == cursor);
        }

        return (top, Math.Max(0, rows.Length - top - seen));
    }

    private void DrawHead(CellBuffer frame, Rect line, ReadOnlySpan<int> widths, ListScreen list)
    {
        var (x, sorted) = (line.X + MarkWidth, view.SortOf(list));
        for (var i = 0; i < columns.Length; i++)
        {
            if (widths[i] == 0)
            {
                continue;
            }

            var column = columns[i];
            var order = column.Sort is { } sort ? view.Orders.IndexOf(sort) : -1;
            var isSorted = order >= 0 && order == sorted;
            var style = isSorted ? Theme.Accent : Theme.Secondary;
            if (order >= 0)
            {
                frame.Clicks?.Add(new Rect(x, line.Y, widths[i], 1), new ClickTarget.Head(order));
            }

            if (column.Width > 0)
            {
                frame.Clicks?.Add(new Rect(x + widths[i], line.Y, Gap, 1), new ClickTarget.Edge(column.Title, widths[i]));
            }

            var width = Math.Min(widths[i], column.Title.Length + (isSorted ? 1 : 0));
            var at = column.IsRight ? x + widths[i] - width : x;
            at += frame.Text(at, line.Y, column.Title, style, width);
            if (isSorted)
            {
                frame.Text(at, line.Y, view.Orders[order].IsAscending != list.Reversed ? "↑" : "↓", style, 1);
            }

            x += widths[i] + Gap;
        }
    }

    private void DrawRow(CellBuffer frame, Rect line, ReadOnlySpan<int> widths, TRow row, bool isTagged, bool isSelected)
    {
        var x = line.X + MarkWidth;
        var isRowOld = isOld?.Invoke(row) == true;
        for (var i = 0; i < columns.Length; i++)
        {
            if (widths[i] > 0)
            {
                var area = new Rect(x, line.Y, Math.Max(0, Math.Min(widths[i], line.Right - x)), 1);
                columns[i].Draw(new TableCell(frame, area, isRowOld), row);
                x += widths[i] + Gap;
            }
        }

        if (isTagged)
        {
            frame.Text(line.X + 1, line.Y, "*", Theme.Warning.Bold(), 1);
        }

        if (isSelected)
        {
            frame.Restyle(line, 0, static (style, _) => Theme.Selected(style));
            frame.Set(line.X, line.Y, '▌', Theme.Accent.On(Theme.Selection));
        }
    }

    // Hides columns of high rank until the others fit; the column without a width takes the rest.
    private void Fit(int width, Span<int> widths, ListScreen list)
    {
        for (var rank = columns.Max(column => column.Rank); rank >= 0; rank--)
        {
            var used = -Gap;
            for (var i = 0; i < columns.Length; i++)
            {
                var isShown = columns[i].Rank <= rank;
                widths[i] = !isShown ? 0 : columns[i].Width > 0
                    ? list.Widths.GetValueOrDefault(columns[i].Title, columns[i].Width)
                    : columns[i].Least;
                used += isShown ? widths[i] + Gap : 0;
            }

            if (used <= width || rank == 0)
            {
                // One column stays free at the right.
                GiveRest(widths, width - used - 1);
                return;
            }
        }
    }

    private void GiveRest(Span<int> widths, int rest)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Width == 0)
            {
                widths[i] = Math.Max(1, widths[i] + rest);
            }
        }
    }
}
