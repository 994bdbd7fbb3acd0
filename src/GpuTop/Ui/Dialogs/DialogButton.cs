using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A button of a dialog: key and label.</summary>
internal static class DialogButton
{
    /// <summary>Draws the button; returns the column after it.</summary>
    public static int Draw(CellBuffer frame, int x, Rect line, KeyPress key, string word, bool isChosen, Style style)
    {
        var from = x;
        x += frame.Text(x, line.Y, $" [{key.ToString()}]", Theme.Accent, Math.Max(0, line.Right - x)) + 1;
        x += frame.Text(x, line.Y, word, style, Math.Max(0, line.Right - x)) + 1;
        if (isChosen)
        {
            var shown = new Rect(from, line.Y, Math.Max(0, Math.Min(x, line.Right) - from), 1);
            frame.Restyle(shown, 0, static (cell, _) => Theme.Selected(cell));
        }

        frame.Clicks?.Add(new Rect(from, line.Y, x - from, 1).Intersect(line), new ClickTarget.Button(key));
        return x;
    }
}
