using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A chart of a metric with caption and axes.</summary>
/// <param name="Title">The caption.</param>
/// <param name="History">The samples.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Least">The metric at the bottom.</param>
/// <param name="Most">The metric at the top.</param>
/// <param name="Scale">Factor of the axis labels.</param>
/// <param name="Unit">Unit of the axis labels.</param>
/// <param name="Colors">Colour of a height, percent of the chart; null for a single colour.</param>
internal readonly record struct Chart(
    string Title, MetricHistory History, HistoryMetric Metric, double Least, double Most, double Scale, string Unit, LoadColors? Colors)
{
    private const int AxisWidth = 6;

    // Some drivers need seconds for a sample; shorter gaps are filled.
    private const int SlowestSampling = 15;

    /// <summary>Draws caption, chart and axes.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="area">At least three lines: caption, chart, time axis.</param>
    /// <param name="span">The time span.</param>
    /// <param name="now">The time at the right end.</param>
    /// <param name="patience">Time between samples; longer ones are gaps.</param>
    public void Draw(CellBuffer frame, Rect area, TimeSpan span, DateTimeOffset now, TimeSpan patience)
    {
        // Intervals are whole seconds: the span may need fewer columns than there are.
        var columns = BrailleChart.ColumnsOf(span, BrailleChart.SecondsOf(span, area.Width - AxisWidth));
        area = area.SplitRight(AxisWidth + columns).Right;
        var (picture, axis) = area.SplitTop(area.Height - 1);
        picture = picture.SplitTop(1).Remainder.SplitLeft(AxisWidth).Remainder;
        DrawMean(frame, area, span, now);
        for (var line = 0; line < picture.Height; line++)
        {
            var isLabelled = line == 0 || line == picture.Height - 1 || (picture.Height % 2 == 1 && line == picture.Height / 2);
            var y = picture.Y + line;
            if (isLabelled)
            {
                var share = 1 - (line / Math.Max(1.0, picture.Height - 1));
                frame.TextRight(area.X, y, AxisWidth - 1, $"{(Least + (share * (Most - Least))) * Scale:0}{Unit}", Theme.Secondary);
            }

            frame.Set(picture.X - 1, y, isLabelled ? '┤' : '│', Theme.Rail);
        }

        var rarest = TimeSpan.FromSeconds(Math.Min(2 * BrailleChart.SecondsOf(span, picture.Width), SlowestSampling));
        BrailleChart.Draw(frame, picture, this, span, now, patience > rarest ? patience : rarest);
        DrawTimes(frame, axis, picture, span, now);
    }

    private static void DrawTimes(CellBuffer frame, Rect axis, Rect picture, TimeSpan span, DateTimeOffset now)
    {
        var y = axis.Y;
        frame.Fill(new Rect(picture.X - 1, y, picture.Width + 1, 1), '─', Theme.Rail);
        frame.Set(picture.X - 1, y, '└', Theme.Rail);
        var seconds = BrailleChart.SecondsOf(span, picture.Width);
        frame.TextRight(picture.X, y, picture.Width, $" now", Theme.Secondary);
        for (var part = 1; part <= 2; part++)
        {
            var ago = span / 2 * part;
            var x = picture.Right - 1 - (int)(ago.TotalSeconds / (2 * seconds));
            var text = ago.TotalHours >= 1 ? $"-{ago.TotalHours:0.#}h "
                : ago.Seconds == 0 ? $"-{ago.TotalMinutes:0}m "
                : $"-{(int)ago.TotalMinutes}m{ago.Seconds:00}s ".Replace("-0m", "-", StringComparison.Ordinal);
            frame.Text(Math.Max(picture.X, x), y, text, Theme.Secondary, text.Length);
        }
    }

    // The mean over the time span; the caller draws the current value.
    private void DrawMean(CellBuffer frame, Rect area, TimeSpan span, DateTimeOffset now)
    {
        var end = now.AddSeconds(1);
        // The start of a span of one day lies just before the oldest sample.
        if ((History.Mean(Metric, now - span, end) ?? History.Mean(Metric, now - span + TimeSpan.FromMinutes(1), end)) is { } mean)
        {
            frame.TextRight(area.X, area.Y, area.Width, $"mean {mean * Scale:0}{Unit}", Theme.Secondary);
        }
    }
}
