using System.Text;
using GpuTop.Model;
using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>A past drawn in braille: two moments a column, four levels a line. A gap stays a gap, and a zero shows as one dot.
/// One colour a line: a colour a column would double the bytes of every frame.</summary>
internal static class Sparkline
{
    private const int Blank = 0x2800;

    // Bits of the dots of one column, from the bottom.
    private static ReadOnlySpan<byte> Left => [0x40, 0x04, 0x02, 0x01];

    private static ReadOnlySpan<byte> Right => [0x80, 0x20, 0x10, 0x08];

    /// <summary>Draws utilization over the span that ends at <paramref name="now"/>, the newest at the right.</summary>
    public static void Draw(CellBuffer frame, Rect area, History history, TimeSpan span, DateTimeOffset now, LoadColors colors)
    {
        var moments = area.Width * 2;
        if (moments <= 0 || area.Height <= 0)
        {
            return;
        }

        // Moments begin at multiples of their length: the picture moves by whole dots and does not flicker.
        var seconds = Math.Max(1, (long)Math.Ceiling(span.TotalSeconds / moments));
        var first = (now.ToUnixTimeSeconds() / seconds) - moments + 1;
        var dots = area.Height * 4;
        for (var column = 0; column < area.Width; column++)
        {
            var left = Height(history, (first + (2 * column)) * seconds, seconds, dots);
            var right = Height(history, (first + (2 * column) + 1) * seconds, seconds, dots);
            for (var line = 0; line < area.Height; line++)
            {
                var below = (area.Height - 1 - line) * 4;
                var glyph = Blank | Dots(left - below, Left) | Dots(right - below, Right);
                if (glyph != Blank)
                {
                    var top = 100.0 * (below + 4) / dots;
                    var color = area.Height == 1 ? Theme.Blue : colors.At(top - (200.0 / dots));
                    frame.Set(area.X + column, area.Y + line, new Rune(glyph), Style.Of(color));
                }
            }
        }
    }

    private static int Height(History history, long from, long seconds, int dots)
    {
        var begin = DateTimeOffset.FromUnixTimeSeconds(from);
        return history.Mean(HistoryMetric.Utilization, begin, begin.AddSeconds(seconds)) is { } percent
            ? 1 + (int)Math.Round(Math.Clamp(percent, 0, 100) * (dots - 1) / 100)
            : 0;
    }

    private static int Dots(int height, ReadOnlySpan<byte> bits)
    {
        var pattern = 0;
        for (var i = 0; i < Math.Min(height, 4); i++)
        {
            pattern |= bits[i];
        }

        return pattern;
    }
}
