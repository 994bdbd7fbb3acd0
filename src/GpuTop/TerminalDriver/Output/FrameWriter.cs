using System.Runtime.InteropServices;
using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>Encodes the difference between the shown frame and the next one. Reduces colours and glyphs to what the terminal supports
/// before the comparison, so that cells which look the same are not written.</summary>
/// <param name="depth">Colours to use.</param>
/// <param name="isUtf8">False for a terminal that shows ASCII only.</param>
public sealed class FrameWriter(ColorDepth depth, bool isUtf8)
{
    // A cursor movement takes about four bytes; up to this many cells are cheaper to write again.
    private const int MaxBridge = 3;

    private const int Unknown = -1;

    private readonly AnsiBytes _bytes = new();

    // The cells on the terminal, row after row, and the next row.
    private Cell[] _shown = [];
    private Cell[] _row = [];
    private int _width;
    private int _height;
    private bool _repaint = true;
    private Pen _pen;
    private CellBuffer? _next;
    private int _link;
    private int _cursorX = Unknown;
    private int _cursorY = Unknown;

    // Neighbours mostly share their style, which is reduced once per run.
    private Style _lastStyle;
    private Style _lastReduced;

    /// <summary>Makes the next frame a full one, after a resize or output of another program.</summary>
    public void Forget() => _repaint = true;

    /// <summary>The bytes that show <paramref name="next"/>, between synchronized-update marks; empty when nothing differs.
    /// Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Write(CellBuffer next)
    {
        _bytes.Clear();
        _next = next;
        _bytes.Add("\e[?2026h"u8);
        var start = _bytes.Length;
        _cursorX = _cursorY = Unknown;
        if (_repaint || next.Width != _width || next.Height != _height)
        {
            Erase(next.Width, next.Height);
        }

        for (var y = 0; y < _height; y++)
        {
            Reduce(next.Row(y));
            var shown = _shown.AsSpan(y * _width, _width);
            if (!MemoryMarshal.AsBytes<Cell>(_row).SequenceEqual(MemoryMarshal.AsBytes(shown)))
            {
                WriteRow(y, _row, shown);
                _row.CopyTo(shown);
            }
        }

        if (_bytes.Length == start)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        SetLink(0);
        _bytes.Add("\e[?2026l"u8);
        return _bytes.Written;
    }

    private void Erase(int width, int height)
    {
        if (width != _width || height != _height)
        {
            (_width, _height) = (width, height);
            _shown = new Cell[width * height];
            _row = new Cell[width];
        }

        _repaint = false;
        _shown.AsSpan().Fill(Cell.Blank);
        _pen.Reset(_bytes);
        _bytes.Add("\e[2J\e[H"u8);
        _cursorX = _cursorY = 0;
    }

    private void Reduce(ReadOnlySpan<Cell> cells)
    {
        for (var x = 0; x < cells.Length; x++)
        {
            var cell = cells[x];
            if (cell.Style != _lastStyle)
            {
                _lastStyle = cell.Style;
                var style = SupportsLinks ? cell.Style : cell.Style.Linked(0);
                _lastReduced = style with { Fg = Reduce(style.Fg), Bg = Reduce(style.Bg) };
            }

            var glyph = isUtf8 ? cell.Glyph : AsciiGlyphs.Of(cell.Glyph);
            var showsBackgroundOnly = glyph == ' ' && (_lastReduced.Attr & Pen.ShowsOnBlanks) == 0;
            _row[x] = new(glyph, showsBackgroundOnly ? new(Color.Default, _lastReduced.Bg, Attr.None) : _lastReduced);
        }
    }

    // Some consoles print OSC 8; terminals with 256 colours ignore unknown sequences.
    private bool SupportsLinks => depth is ColorDepth.TrueColor or ColorDepth.Ansi256;

    private Color Reduce(Color color) => depth switch
    {
        ColorDepth.TrueColor => color,
        ColorDepth.None => Color.Default,
        ColorDepth.Ansi256 => color.IsRgb ? Palette.Nearest256(color) : color,
        _ when color.IsDefault || (!color.IsRgb && color.Index < 16) => color,
        _ => Palette.Nearest16(color.IsRgb ? color : Color.Rgb(Palette.Rgb(color.Index))),
    };

    private void WriteRow(int y, ReadOnlySpan<Cell> row, ReadOnlySpan<Cell> shown)
    {
        var blankFrom = row.LastIndexOfAnyExcept(Cell.Blank) + 1;
        for (var x = 0; x < row.Length; x++)
        {
            if (row[x] == shown[x])
            {
                continue;
            }

            if (x >= blankFrom && row.Length - x > 3)
            {
                MoveTo(x, y, row);
                SetPen(Cell.Blank);
                _bytes.Add("\e[K"u8);
                return;
            }

            // A wide glyph is written from its left half.
            x -= row[x].IsWideTail ? 1 : 0;
            MoveTo(x, y, row);
            SetPen(row[x]);
            _bytes.AddGlyph(row[x].Glyph);
            _cursorX++;
            if (x + 1 < row.Length && row[x + 1].IsWideTail)
            {
                // The terminal may use another width: position the cursor again before the next glyph.
                x++;
                _cursorX = Unknown;
            }

            // After the last column the cursor's position differs between terminals.
            _cursorX = _cursorX == row.Length ? Unknown : _cursorX;
        }
    }

    private void SetPen(Cell cell)
    {
        SetLink(cell.Style.Link);
        if (cell.Glyph != ' ' || !_pen.DrawsBlank(cell.Style))
        {
            _pen.Set(cell.Style.Linked(0), _bytes);
        }
    }

    // OSC 8; the id joins the parts of a link (gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
    private void SetLink(int link)
    {
        if (link == _link)
        {
            return;
        }

        _link = link;
        _bytes.Add("\e]8;"u8);
        if (link != 0)
        {
            _bytes.Add("id=gputop"u8);
            _bytes.Add(link);
        }

        _bytes.Add((byte)';');
        _bytes.Add(link == 0 ? [] : Encoding.ASCII.GetBytes(_next!.Links[link]));
        _bytes.Add("\e\\"u8);
    }

    private void MoveTo(int x, int y, ReadOnlySpan<Cell> row)
    {
        if (_cursorY == y && _cursorX != Unknown && _cursorX <= x)
        {
            if (CanBridge(row[_cursorX..x]))
            {
                foreach (var cell in row[_cursorX..x])
                {
                    _bytes.AddGlyph(cell.Glyph);
                }
            }
            else
            {
                _bytes.Add("\e["u8);
                if (x - _cursorX > 1)
                {
                    _bytes.Add(x - _cursorX);
                }

                _bytes.Add((byte)'C');
            }
        }
        else if (_cursorY != Unknown && y == _cursorY + 1 && x == 0)
        {
            _bytes.Add("\r\n"u8);
        }
        else
        {
            _bytes.Add("\e["u8);
            _bytes.Add(y + 1);
            if (x > 0)
            {
                _bytes.Add((byte)';');
                _bytes.Add(x + 1);
            }

            _bytes.Add((byte)'H');
        }

        (_cursorX, _cursorY) = (x, y);
    }

    private bool CanBridge(ReadOnlySpan<Cell> gap)
    {
        if (gap.Length > MaxBridge || (_link != 0 && !gap.IsEmpty))
        {
            return false;
        }

        foreach (var cell in gap)
        {
            if (cell.Glyph is < ' ' or > '~' || !(_pen.Is(cell.Style) || (cell.Glyph == ' ' && _pen.DrawsBlank(cell.Style))))
            {
                return false;
            }
        }

        return true;
    }
}
