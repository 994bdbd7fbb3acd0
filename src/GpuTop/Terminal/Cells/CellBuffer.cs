using System.Runtime.CompilerServices;
using System.Text;

namespace GpuTop.Terminal;

/// <summary>A frame being drawn: rows of cells. Everything drawn is clipped to it, text is cleaned of whatever is no visible glyph,
/// and overwriting one half of a wide glyph blanks the other. Drawing allocates nothing. Not thread-safe.</summary>
public sealed class CellBuffer
{
    private Cell[] _cells = [];

    private LinkTable? _links;

    // Lent to one interpolated text at a time; see InterpolatedText.
    private char[]? _scratch;

    /// <summary>A blank frame; negative sizes count as 0.</summary>
    public CellBuffer(int width, int height) => Resize(width, height);

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>The whole frame.</summary>
    public Rect Area => new(0, 0, Width, Height);

    /// <summary>Where drawing notes what clicks mean; null when nobody asks.</summary>
    public ClickMap? Clicks { get; init; }

    /// <summary>The cell at a position inside the frame.</summary>
    public Cell this[int x, int y] => Row(y)[x];

    /// <summary>One row of cells, to be read.</summary>
    public ReadOnlySpan<Cell> Row(int y) => Cells(y);

    /// <summary>Gives the frame another size and blanks it; the same size only blanks it.</summary>
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

    /// <summary>Puts one glyph of one or two columns; anything else, or outside of the frame, is ignored.</summary>
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

    /// <summary>Puts one glyph; see <see cref="Set(int, int, Rune, Style)"/>.</summary>
    public void Set(int x, int y, char glyph, Style style) =>
        Set(x, y, Rune.TryCreate(glyph, out var rune) ? rune : Rune.ReplacementChar, style);

    /// <summary>Draws text from (x, y) to the right, cut at <paramref name="maxWidth"/> columns and at the edges.</summary>
    /// <returns>Columns used, also those left of the frame: the next text goes at x plus this.</returns>
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
                // A wide glyph that is cut in half leaves a blank.
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

    /// <summary>Draws text so that it ends at column x + width - 1; of text that is too long the beginning is kept.</summary>
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

    /// <summary>Draws an interpolated text without making a string of it: <c>frame.Text(x, y, style, $"{count} free")</c>.</summary>
    /// <returns>Columns used.</returns>
    public int Text(
        int x,
        int y,
        Style style,
        [InterpolatedStringHandlerArgument("")] InterpolatedText text,
        int maxWidth = int.MaxValue)
    {
        var columns = Text(x, y, text.Characters, style, maxWidth);
        _scratch = text.Buffer;
        return columns;
    }

    /// <summary>Draws an interpolated text right-aligned; see <see cref="TextRight(int, int, int, ReadOnlySpan{char}, Style)"/>.</summary>
    /// <returns>Columns used.</returns>
    public int TextRight(
        int x,
        int y,
        int width,
        Style style,
        [InterpolatedStringHandlerArgument("")] InterpolatedText text)
    {
        var columns = TextRight(x, y, width, text.Characters, style);
        _scratch = text.Buffer;
        return columns;
    }

    /// <summary>Fills a rectangle with one glyph of one column; anything else counts as a blank.</summary>
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

    /// <summary>Changes the style of what a rectangle shows; a <c>static</c> lambda allocates nothing.</summary>
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

    /// <summary>Makes what a rectangle shows a link, where the terminal can; an address with other than visible ASCII is left out.</summary>
    public void Link(Rect area, string url) =>
        Restyle(area, (_links ??= new LinkTable()).NumberOf(url), static (style, link) => style.Linked(link));

    /// <summary>Where a link leads, by the number in <see cref="Style.Link"/>.</summary>
    internal string LinkAt(int number) => _links![number];

    internal char[] TakeScratch()
    {
        var taken = _scratch ?? new char[256];
        _scratch = null;
        return taken;
    }

    private static void Put(Span<Cell> row, int x, int glyph, int columns, Style style)
    {
        if (x >= 0)
        {
            row[x] = new(glyph, style);
        }

        if (columns == 2 && x >= -1)
        {
            // The right half of a glyph whose left half is outside of the frame is a blank.
            row[x + 1] = new(x >= 0 ? Cell.WideTail : ' ', style);
        }
    }

    private static void AddAccent(Span<Cell> row, int x, Rune accent)
    {
        x -= row[x].IsWideTail ? 1 : 0;
        row[x] = row[x] with { Glyph = AccentedGlyphs.Combine(row[x].Glyph, accent) };
    }

    // Before writing columns start to end: blanks the halves outside of them of wide glyphs that lose a half.
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

    private Span<Cell> Cells(int y) => _cells.AsSpan(y * Width, Width);
}
