using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>A horizontal bar on a thin rail, exact to an eighth of a column. A little lower than a line, so that bars of
/// neighbouring lines stay apart.</summary>
internal static class Bar
{
    // Of the last, broken column the height tells the rest.
    private const string Eighths = "▁▂▃▄▅▆▇";

    /// <summary>Draws a share of 100; null draws the rail only.</summary>
    public static void Draw(CellBuffer frame, int x, int y, int width, double? percent, LoadColors colors)
    {
        frame.Fill(new Rect(x, y, width, 1), '▁', Theme.Rail);
        if (percent is not { } share)
        {
            return;
        }

        var eighths = (int)Math.Round(Math.Clamp(share, 0, 100) * width * 8 / 100);
        // Something is never drawn as nothing.
        eighths = eighths == 0 && share >= 1 ? 1 : eighths;
        for (var column = 0; column * 8 < eighths; column++)
        {
            var height = Math.Min(7, eighths - (column * 8));
            frame.Set(x + column, y, Eighths[height - 1], Style.Of(colors.At(100.0 * (column + 0.5) / width)));
        }
    }

    /// <summary>One column whose height is a share of 100.</summary>
    public static char Level(double percent) => Eighths[(int)Math.Clamp(Math.Round(percent * 6 / 100), 0, 6)];
}
