using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Place and content of a dialog.</summary>
/// <param name="Box">Its place on the screen, with the border.</param>
/// <param name="Title">Its title.</param>
/// <param name="DrawText">Draws the text into the area inside the border; coordinates are those of the box.</param>
/// <param name="Widgets">Its widgets in the order of Tab.</param>
internal sealed record DialogLayout(Rect Box, string Title, Action<CellBuffer> DrawText, ImmutableArray<DialogWidget> Widgets)
{
    private const int Border = 2;
    private const int LeastBeside = 10;

    /// <summary>The widget that gets the focus; null leaves it where it is.</summary>
    public int? Focus { get; init; }

    /// <summary>The area of the text and widgets of a box.</summary>
    public static Rect InsideOf(Rect box) => new Rect(0, 0, box.Width, box.Height).Inset(Border, 1);

    /// <summary>A box in the middle of the screen.</summary>
    /// <param name="width">Columns of the screen.</param>
    /// <param name="height">Rows of the screen.</param>
    /// <param name="widest">Columns of the box where there is room.</param>
    /// <param name="lines">Lines inside the box.</param>
    public static Rect BoxOf(int width, int height, int widest, int lines)
    {
        // A few columns beside a box would show only cut words.
        var columns = width - widest < LeastBeside ? width : widest;
        var rows = Math.Min(lines, VisibleLines(height)) + 2;
        return new Rect((width - columns) / 2, Math.Max(1, (height - rows) / 2), columns, rows);
    }

    /// <summary>Lines that fit: without header, hints and the border.</summary>
    public static int VisibleLines(int height) => Math.Max(1, height - 4);

    /// <summary>Draws border, title and text.</summary>
    public void Draw(CellBuffer frame)
    {
        frame.Fill(frame.Area, ' ', Theme.Text);
        DrawBorder(frame);
        DrawText(frame);
    }

    private void DrawBorder(CellBuffer frame)
    {
        Ui.Box.Draw(frame, frame.Area, Theme.Accent);
        var x = Border + frame.TextEllipsis(Border, 0, frame.Width - 4, " " + Title, Theme.Accent);
        frame.Text(x, 0, " ", Theme.Accent, Math.Max(0, frame.Width - Border - x));
    }
}
