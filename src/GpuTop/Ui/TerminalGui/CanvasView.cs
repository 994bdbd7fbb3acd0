using System.Drawing;
using GpuTop.TerminalDriver;
using Terminal.Gui.Drivers;
using Terminal.Gui.ViewBase;
using GuiCell = Terminal.Gui.Drawing.Cell;

namespace GpuTop.Ui;

/// <summary>A view that is drawn on a <see cref="CellBuffer"/> and passes on only the cells that changed. Measured: AddStr takes 2.6 µs a
/// cell and marks each as changed, so that a screen of 200x60 takes 31 ms and is sent whole.</summary>
/// <param name="styles">Styles and glyphs of the output.</param>
internal abstract class CanvasView(GuiStyles styles) : View
{
    private readonly CellBuffer _canvas = new(0, 0) { Links = styles.Links };
    private GuiCell[,]? _shownIn;
    private TerminalDriver.Cell[] _shown = [];

    /// <summary>Draws onto a blank canvas of the view's size; may set another size, of which the view shows its part.</summary>
    protected abstract void Draw(CellBuffer canvas);

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        _canvas.Resize(Viewport.Width, Viewport.Height);
        Draw(_canvas);
        var driver = App!.Driver!;
        var buffer = driver.GetOutputBuffer();
        var frame = new Rectangle(ViewportToScreen(Point.Empty), Viewport.Size);
        frame.Intersect(new Rectangle(0, 0, buffer.Cols, buffer.Rows));
        // A view above (a dialog) is drawn before and is not part of the clip.
        var visible = driver.Clip!.GetRectangles();
        var isWhole = visible is [var only] && only.Contains(frame);
        if (_shownIn != buffer.Contents || _shown.Length != _canvas.Width * _canvas.Height)
        {
            _shown = new TerminalDriver.Cell[_canvas.Width * _canvas.Height]; // no glyph: no row is equal
        }

        foreach (var part in visible)
        {
            Show(buffer, frame.Location, Rectangle.Intersect(part, frame), isWhole);
        }

        _shownIn = isWhole ? buffer.Contents : null;
        return true;
    }

    // What lies above and may have gone since is not known, so that equal rows are left out only when all of the view is visible.
    private void Show(IOutputBuffer buffer, Point origin, Rectangle area, bool isWhole)
    {
        area.Intersect(new Rectangle(origin.X, origin.Y, _canvas.Width, _canvas.Height));
        for (var y = area.Top; y < area.Bottom; y++)
        {
            var row = _canvas.Row(y - origin.Y);
            var shown = _shown.AsSpan((y - origin.Y) * _canvas.Width, _canvas.Width);
            if (!isWhole || !row.SequenceEqual(shown))
            {
                ShowRow(buffer, row, y, area, origin.X);
                row.CopyTo(shown);
            }
        }
    }

    private void ShowRow(IOutputBuffer buffer, ReadOnlySpan<TerminalDriver.Cell> row, int y, Rectangle area, int left)
    {
        var cells = buffer.Contents!;
        var lastStyle = TerminalDriver.Style.Default;
        var attribute = GuiStyles.AttributeOf(lastStyle);
        for (var x = area.Left; x < area.Right; x++)
        {
            var (glyph, style) = row[x - left];
            if (style != lastStyle)
            {
                (lastStyle, attribute) = (style, GuiStyles.AttributeOf(style));
            }

            // Half a wide glyph at the edge of a view above becomes a blank.
            var isCut = glyph == TerminalDriver.Cell.WideTail ? x == area.Left
                : x == area.Right - 1 && x - left + 1 < row.Length && row[x - left + 1].IsWideTail;
            var grapheme = styles.GraphemeOf(isCut ? ' ' : glyph);
            ref var cell = ref cells[y, x];
            if (!ReferenceEquals(cell.Grapheme, grapheme) || cell.Attribute != attribute)
            {
                cell = new GuiCell(attribute, true, grapheme);
                buffer.DirtyLines[y] = true;
            }
        }
    }
}
