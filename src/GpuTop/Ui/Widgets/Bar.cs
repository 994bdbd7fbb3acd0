using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A horizontal bar with a resolution of an eighth of a column, lower than a line, so that bars of adjacent lines are
/// separated.</summary>
internal static class Bar
{
    // The height of the last column shows the fraction.
    private const string Eighths = "▁▂▃▄▅▆▇";

    /// <summary>Draws a percentage; null draws the rail only.</summary>
    public static void Draw(CellBuffer frame, int x, int y, int width, double? percent, LoadColors colors)
    {
        frame.Fill(new Rect(x, y, width, 1), '▁', Theme.Rail);
        if (percent is not { } share)
        {
            return;
        }

        var eighths = (int)Math.Round(Math.Clamp(share, 0, 100) * width * 8 / 100);
        // At least one eighth from 1 % on.
        eighths = eighths == 0 && share >= 1 ? 1 : eighths;
        for (var column = 0; column * 8 < eighths; column++)
        {
            var height = Math.Min(7, eighths - (column * 8));
            frame.Set(x + column, y, Eighths[height - 1], Style.Of(colors.At(100.0 * (column + 0.5) / width)));
        }
    }

    /// <summary>The block of a percentage.</summary>
    public static char Level(double percent) => Eighths[(int)Math.Clamp(Math.Round(percent * 6 / 100), 0, 6)];
}
