using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A border of lines with round corners.</summary>
internal static class Box
{
    public static void Draw(CellBuffer frame, Rect area, Style style)
    {
        var (right, bottom) = (area.Right - 1, area.Bottom - 1);
        frame.Fill(new Rect(area.X + 1, area.Y, area.Width - 2, 1), '─', style);
        frame.Fill(new Rect(area.X + 1, bottom, area.Width - 2, 1), '─', style);
        frame.Fill(new Rect(area.X, area.Y + 1, 1, area.Height - 2), '│', style);
        frame.Fill(new Rect(right, area.Y + 1, 1, area.Height - 2), '│', style);
        frame.Set(area.X, area.Y, '╭', style);
        frame.Set(right, area.Y, '╮', style);
        frame.Set(area.X, bottom, '╰', style);
        frame.Set(right, bottom, '╯', style);
    }
}
