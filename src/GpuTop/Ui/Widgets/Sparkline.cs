using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A chart of utilization without axes.</summary>
internal static class Sparkline
{
    /// <summary>Draws utilization over the span that ends at <paramref name="now"/>, the newest at the right; a single line has a single
    /// colour.</summary>
    public static void Draw(CellBuffer frame, Rect area, MetricHistory history, TimeSpan span, DateTimeOffset now, LoadColors colors)
    {
        var chart = new Chart("", history, HistoryMetric.Utilization, 0, 100, 1, "%", area.Height == 1 ? null : colors);
        BrailleChart.Draw(frame, area, chart, span, now, TimeSpan.Zero);
    }
}
