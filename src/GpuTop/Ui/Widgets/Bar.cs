using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A horizontal bar of heavy lines with a resolution of half a column, which keeps bars of adjacent lines apart.</summary>
internal static class Bar
{
    private const string Eighths = "▁▂▃▄▅▆▇";

    /// <summary>Draws a percentage; nothing for null, which is not 0.</summary>
    public static void Draw(CellBuffer frame, int x, int y, int width, double? percent, LoadColors colors)
    {
        if (percent is not { } share || width <= 0)
        {
            return;
        }

        frame.Fill(new Rect(x, y, width, 1), '─', Theme.Rail);
        var halves = (int)Math.Round(Math.Clamp(share, 0, 100) * width * 2 / 100);
        // At least half a column from 1 % on.
        halves = halves == 0 && share >= 1 ? 1 : halves;
        for (var column = 0; column * 2 < halves; column++)
        {
            var color = colors.IsGradient ? colors.At(100.0 * (column + 0.5) / width) : colors.Of(share);
            frame.Set(x + column, y, halves - (column * 2) == 1 ? '╸' : '━', Style.Of(color));
        }
    }

    /// <summary>The block of a percentage.</summary>
    public static char Level(double percent) => Eighths[(int)Math.Clamp(Math.Round(percent * 6 / 100), 0, 6)];
}
