using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>One of the things that a dialog can do: its key and a word.</summary>
internal static class DialogButton
{
    /// <summary>Draws it; where it ends.</summary>
    public static int Draw(CellBuffer frame, int x, Rect line, KeyPress key, string word, bool isChosen, Style style)
    {
        var from = x;
        x += frame.Text(x, line.Y, $" [{key.ToString()}]", Theme.Accent, Math.Max(0, line.Right - x)) + 1;
        x += frame.Text(x, line.Y, word, style, Math.Max(0, line.Right - x)) + 1;
        if (isChosen)
        {
            frame.Restyle(new Rect(from, line.Y, Math.Max(0, Math.Min(x, line.Right) - from), 1), 0, static (cell, _) => Theme.Selected(cell));
        }

        frame.Clicks?.Add(new Rect(from, line.Y, x - from, 1).Intersect(line), new ClickTarget.Button(key));
        return x;
    }
}
