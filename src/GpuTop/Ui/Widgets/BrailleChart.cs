using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A chart of braille dots: two intervals per column, four levels per line. Gaps stay empty, and the minimum is one dot.</summary>
internal static class BrailleChart
{
    private const int Blank = 0x2800;

    // Bits of the dots of one column, from the bottom.
    private static ReadOnlySpan<byte> Left => [0x40, 0x04, 0x02, 0x01];

    private static ReadOnlySpan<byte> Right => [0x80, 0x20, 0x10, 0x08];

    /// <summary>Length of one interval in seconds. Intervals begin at multiples of it, so that the chart moves by whole dots
    /// without flicker.</summary>
    public static long SecondsOf(TimeSpan span, int width) => Math.Max(1, (long)Math.Ceiling(span.TotalSeconds / Math.Max(1, 2 * width)));

    /// <summary>Columns of a span.</summary>
    public static int ColumnsOf(TimeSpan span, long seconds) => Math.Max(1, (int)Math.Ceiling(span.TotalSeconds / (2 * seconds)));

    /// <summary>Draws a metric over the span that ends at <paramref name="now"/>, the newest at the right. One colour per line: a colour
    /// per column would double the bytes of every frame.</summary>
    public static void Draw(CellBuffer frame, Rect area, Chart chart, TimeSpan span, DateTimeOffset now, TimeSpan patience)
    {
        if (area.IsEmpty)
        {
            return;
        }

        var seconds = SecondsOf(span, area.Width);
        area = area.SplitRight(ColumnsOf(span, seconds)).Right;
        var first = (now.ToUnixTimeSeconds() / seconds) - (2 * area.Width) + 1;
        var dots = area.Height * 4;
        for (var column = 0; column < area.Width; column++)
        {
            var left = Height(chart, first + (2 * column), seconds, dots, patience);
            var right = Height(chart, first + (2 * column) + 1, seconds, dots, patience);
            for (var line = 0; line < area.Height; line++)
            {
                var below = (area.Height - 1 - line) * 4;
                var glyph = Blank | Dots(left - below, Left) | Dots(right - below, Right);
                if (glyph != Blank)
                {
                    var color = chart.Colors is { } colors ? colors.At(100.0 * (below + 2) / dots) : Theme.Load;
                    frame.Set(area.X + column, area.Y + line, new Rune(glyph), Style.Of(color));
                }
            }
        }
    }

    // Without a sample in the interval, use the last one within the given time.
    private static int Height(Chart chart, long moment, long seconds, int dots, TimeSpan patience)
    {
        var begin = DateTimeOffset.FromUnixTimeSeconds(moment * seconds);
        var end = begin.AddSeconds(seconds);
        var earlier = end - patience;
        var mean = chart.History.Mean(chart.Metric, begin, end)
            ?? (earlier < begin ? chart.History.Mean(chart.Metric, earlier, end) : null);
        return mean is { } value
            ? 1 + (int)Math.Round(Math.Clamp((value - chart.Least) / (chart.Most - chart.Least), 0, 1) * (dots - 1))
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
