using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>A frame: rows of cells. Drawing clips to the frame, drops characters that are not visible glyphs, and blanks the other half
/// of a wide glyph that is half overwritten. Not thread-safe.</summary>
public sealed class CellBuffer
{
    private Cell[] _cells = [];

    /// <summary>A blank frame; negative sizes count as 0.</summary>
    public CellBuffer(int width, int height) => Resize(width, height);

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>The whole frame.</summary>
    public Rect Area => new(0, 0, Width, Height);

    /// <summary>The click targets of what is drawn; null when they are not needed.</summary>
    public ClickMap? Clicks { get; init; }

    /// <summary>The addresses of the frame's links; several frames may share them.</summary>
    internal LinkTable Links { get; init; } = new();

    /// <summary>The cell at a position inside the frame.</summary>
    public Cell this[int x, int y] => Row(y)[x];

    /// <summary>One row of cells.</summary>
    public ReadOnlySpan<Cell> Row(int y) => Cells(y);

    /// <summary>Sets the size and blanks the frame.</summary>
    public void Resize(int width, int height)
    {
        Width = Math.Max(0, width);
        Height = Math.Max(0, height);
        if (_cells.Length != Width * Height)
        {
            _cells = new Cell[Width * Height];
        }

        Clear();
    }

    /// <summary>Blanks everything.</summary>
    public void Clear() => _cells.AsSpan().Fill(Cell.Blank);

    /// <summary>Sets one glyph of one or two columns; others, and positions outside of the frame, are ignored.</summary>
    public void Set(int x, int y, Rune glyph, Style style)
    {
        var columns = UnicodeWidth.Of(glyph.Value);
        if (columns <= 0 || (uint)y >= (uint)Height || x < 0 || x + columns > Width)
        {
            return;
        }

        var row = Cells(y);
        Sever(row, x, x + columns);
        Put(row, x, glyph.Value, columns, style);
    }

    /// <summary>Sets one glyph; see <see cref="Set(int, int, Rune, Style)"/>.</summary>
    public void Set(int x, int y, char glyph, Style style) =>
        Set(x, y, Rune.TryCreate(glyph, out var rune) ? rune : Rune.ReplacementChar, style);

    /// <summary>Draws text from (x, y) to the right, cut at <paramref name="maxWidth"/> columns and at the edges.</summary>
    /// <returns>Columns used, including those left of the frame.</returns>
    public int Text(int x, int y, ReadOnlySpan<char> text, Style style, int maxWidth = int.MaxValue)
    {
        var end = (int)Math.Min((long)x + maxWidth, Width);
        if ((uint)y >= (uint)Height || x >= end)
        {
            return 0;
        }

        var row = Cells(y);
        var start = Math.Max(0, x);
        var beginsInWide = start < Width && row[start].IsWideTail;
        var at = x;
        while (!text.IsEmpty)
        {
            if (text[0] is >= ' ' and < '\x7F')
            {
                if (at >= end)
                {
                    break;
                }

                if (at >= 0)
                {
                    row[at] = new(text[0], style);
                }

                at++;
                text = text[1..];
                continue;
            }

            var columns = UnicodeWidth.NextGlyph(ref text, out var rune);
            if (columns == 0 && at > start)
            {
                AddAccent(row, at - 1, rune);
            }
            else if (at + columns > end)
            {
                // A wide glyph that is cut becomes a blank.
                row[Math.Max(0, at)..Math.Max(0, end)].Fill(new(' ', style));
                at = end;
                break;
            }
            else if (columns > 0)
            {
                Put(row, at, rune.Value, columns, style);
                at += columns;
            }
        }

        if (at > start)
        {
            Mend(row, start, at, beginsInWide);
        }

        return at - x;
    }

    /// <summary>Draws text that ends at column x + width - 1; the end of longer text is cut.</summary>
    /// <returns>Columns used.</returns>
    public int TextRight(int x, int y, int width, ReadOnlySpan<char> text, Style style)
    {
        var columns = Math.Min(UnicodeWidth.Of(text), width);
        return Text(x + width - columns, y, text, style, columns);
    }

    /// <summary>Draws text in at most <paramref name="width"/> columns; text that is cut ends in an ellipsis.</summary>
    /// <returns>Columns used.</returns>
    public int TextEllipsis(int x, int y, int width, ReadOnlySpan<char> text, Style style)
    {
        if (width <= 0 || UnicodeWidth.Of(text) <= width)
        {
            return Text(x, y, text, style, width);
        }

        var columns = Text(x, y, text, style, width - 1);
        return columns + Text(x + columns, y, "…", style);
    }

    /// <summary>Fills a rectangle with a glyph of one column; other glyphs count as a blank.</summary>
    public void Fill(Rect area, char glyph, Style style)
    {
        var cell = new Cell(!char.IsSurrogate(glyph) && UnicodeWidth.Of(glyph) == 1 ? glyph : ' ', style);
        var visible = area.Intersect(Area);
        for (var y = visible.Y; y < visible.Bottom && !visible.IsEmpty; y++)
        {
            var row = Cells(y);
            Sever(row, visible.X, visible.Right);
            row[visible.X..visible.Right].Fill(cell);
        }
    }

    /// <summary>Changes the styles of a rectangle.</summary>
    public void Restyle<T>(Rect area, T argument, Func<Style, T, Style> change)
    {
        var visible = area.Intersect(Area);
        for (var y = visible.Y; y < visible.Bottom && !visible.IsEmpty; y++)
        {
            foreach (ref var cell in Cells(y)[visible.X..visible.Right])
            {
                cell = cell with { Style = change(cell.Style, argument) };
            }
        }
    }

    /// <summary>Makes a rectangle a link; an address with characters other than visible ASCII is ignored.</summary>
    public void Link(Rect area, string url) =>
        Restyle(area, Links.NumberOf(url), static (style, link) => style.Linked(link));

    private static void Put(Span<Cell> row, int x, int glyph, int columns, Style style)
    {
        if (x >= 0)
        {
            row[x] = new(glyph, style);
        }

        if (columns == 2 && x >= -1)
        {
            // The right half becomes a blank where the left half is outside of the frame.
            row[x + 1] = new(x >= 0 ? Cell.WideTail : ' ', style);
        }
    }

    private static void AddAccent(Span<Cell> row, int x, Rune accent)
    {
        x -= row[x].IsWideTail ? 1 : 0;
        row[x] = row[x] with { Glyph = AccentedGlyphs.Combine(row[x].Glyph, accent) };
    }

    // Blanks the halves outside of columns start to end of the wide glyphs that cross their edges; call before writing.
    private static void Sever(Span<Cell> row, int start, int end) => Mend(row, start, end, row[start].IsWideTail);

    private static void Mend(Span<Cell> row, int start, int end, bool beginsInWide)
    {
        if (beginsInWide && start > 0)
        {
            row[start - 1] = row[start - 1] with { Glyph = ' ' };
        }

        if (end < row.Length && row[end].IsWideTail)
        {
            row[end] = row[end] with { Glyph = ' ' };
        }
    }

    /// <summary>One row of cells, to be changed: each wide glyph is followed by its <see cref="Cell.WideTail"/>.</summary>
    internal Span<Cell> Cells(int y) => _cells.AsSpan(y * Width, Width);
}
