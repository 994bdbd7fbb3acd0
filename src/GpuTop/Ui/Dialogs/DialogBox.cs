using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The empty box of a dialog in the middle of the screen, with a title.</summary>
internal static class DialogBox
{
    /// <summary>Lines of text that fit: without header, hints and the box itself.</summary>
    public static int VisibleLines(int height) => Math.Max(1, height - 4);

    /// <summary>Draws the box; returns the area inside.</summary>
    public static Rect Draw(CellBuffer frame, int widest, int lines, string title)
    {
        var width = Math.Min(widest, frame.Width - 2);
        var box = new Rect((frame.Width - width) / 2, Math.Max(1, (frame.Height - lines - 2) / 2), width, lines + 2);
        Box.Draw(frame, box, Theme.Accent);
        frame.Fill(box.Inset(1), ' ', Theme.Text);
        var x = box.X + 2 + frame.TextEllipsis(box.X + 2, box.Y, width - 4, " " + title, Theme.Accent);
        frame.Text(x, box.Y, " ", Theme.Accent, Math.Max(0, box.Right - 2 - x));
        return box.Inset(2, 1);
    }

    /// <summary>Draws the counts of lines above and below the visible ones.</summary>
    public static void More(CellBuffer frame, Rect inside, int above, int below)
    {
        if (above > 0)
        {
            frame.TextRight(inside.X, inside.Y - 1, inside.Width, $" ↑ {above} more ", Theme.Warning);
        }

        if (below > 0)
        {
            frame.TextRight(inside.X, inside.Bottom, inside.Width, $" ↓ {below} more ", Theme.Warning);
        }
    }
}
