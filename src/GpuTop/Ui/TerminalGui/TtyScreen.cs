using System.Collections.Concurrent;
using System.Drawing;
using System.Text;
using GpuTop.TerminalDriver;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace GpuTop.Ui;

/// <summary>Terminal.Gui's cells on a <see cref="Tty"/>: the differences from the frame before in one synchronized write, with the colours
/// and glyphs that the terminal supports. A frame that the terminal cannot take stays due.</summary>
internal sealed class TtyScreen(Tty tty, FrameWriter writer, GuiStyles styles) : IOutput
{
    private readonly CellBuffer _frame = new(0, 0) { Links = styles.Links };
    private Cursor _cursor = new();
    private Cursor _shownCursor = new();
    private int _generation = -1;
    private bool _isDue;
    private Attribute? _lastAttribute;
    private TerminalDriver.Style _lastStyle;

    /// <summary>The cells that were written last.</summary>
    public CellBuffer Frame => _frame;

    public bool Force16Colors { get; set; }

    public bool IsLegacyConsole { get; set; }

    public bool UseKittyGraphics { get; set; }

    public ConcurrentQueue<SixelToRender> GetSixels() => [];

    public Size GetSize() => new(tty.Width, tty.Height);

    public void SetSize(int width, int height)
    {
    }

    public Cursor GetCursor() => _cursor;

    public void SetCursor(Cursor cursor)
    {
        _isDue |= cursor != _shownCursor;
        _cursor = cursor;
    }

    /// <summary>Drops queries (colours, Kitty keyboard, sixel) and window titles: a late reply would reach the shell.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
    }

    public void Suspend() => tty.Suspend();

    public void Write(IOutputBuffer buffer)
    {
        Take(buffer);
        _isDue = true;
        Flush();
    }

    /// <summary>Writes the due frame when the terminal takes it.</summary>
    public void Flush()
    {
        if (!_isDue || !tty.IsReady)
        {
            return;
        }

        _isDue = false;
        if (_generation != tty.Generation)
        {
            _generation = tty.Generation;
            writer.Forget();
            _shownCursor = new Cursor();
        }

        tty.Send(writer.Write(_frame).Span);
        ShowCursor();
    }

    public string GetLastOutput() => "";

    public string ToAnsi(IOutputBuffer buffer) => "";

    public void Dispose()
    {
    }

    private void Take(IOutputBuffer buffer)
    {
        var cells = buffer.Contents!;
        var (height, width) = (cells.GetLength(0), cells.GetLength(1));
        if (_frame.Width != width || _frame.Height != height)
        {
            _frame.Resize(width, height);
        }

        for (var y = 0; y < height; y++)
        {
            if (buffer.DirtyLines[y])
            {
                buffer.DirtyLines[y] = false;
                TakeRow(cells, y, _frame.Cells(y));
            }
        }
    }

    private void TakeRow(global::Terminal.Gui.Drawing.Cell[,] cells, int y, Span<TerminalDriver.Cell> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            ref var cell = ref cells[y, x];
            cell.IsDirty = false;
            if (cell.Attribute != _lastAttribute)
            {
                _lastAttribute = cell.Attribute;
                _lastStyle = cell.Attribute is { } attribute ? GuiStyles.StyleOf(attribute) : TerminalDriver.Style.Default;
            }

            var (glyph, columns) = styles.GlyphOf(cell.Grapheme);
            if (columns == 2 && x + 1 < row.Length)
            {
                // The cell behind a wide glyph keeps what it held before.
                cells[y, x + 1].IsDirty = false;
                row[x++] = new(glyph, _lastStyle);
                glyph = TerminalDriver.Cell.WideTail;
            }

            row[x] = new(columns == 2 && glyph != TerminalDriver.Cell.WideTail ? ' ' : glyph, _lastStyle);
        }
    }

    private void ShowCursor()
    {
        if (_cursor != _shownCursor)
        {
            _shownCursor = _cursor;
            tty.Send(_cursor is { IsVisible: true, Position: { } at }
                ? Encoding.ASCII.GetBytes($"\e[{at.Y + 1};{at.X + 1}H\e[?25h")
                : "\e[?25l"u8);
        }
    }
}
