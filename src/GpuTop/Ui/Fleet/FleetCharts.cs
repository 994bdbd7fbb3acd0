using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Charts of the whole fleet below the entries: load, free GPUs, memory and power over the time that gputop has seen, a day at
/// most.</summary>
internal static class FleetCharts
{
    private const int MostLines = 18;
    private const int LeastLines = 5;

    // From this height on, they are two by two.
    private const int LinesForTwoLanes = 24;

    // Below these widths there are two or one side by side.
    private const int WidthForFour = 140;
    private const int WidthForTwo = 70;

    private const double WattsForKilowatts = 10_000;

    private static readonly ImmutableArray<TimeSpan> Spans =
    [
        ChartSpan.Longest, TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        MetricHistory.Reach,
    ];

    /// <summary>The lines at the end of the view that entries must leave to the charts.</summary>
    public static int ReservedLines(AppState state) =>
        state.FleetScreen.Charts == FleetChartMode.Always && state.BodyHeight >= FleetScreen.LeastHeightWithCharts
            ? Math.Clamp(state.BodyHeight / 3, LeastLines + 1, MostLines)
            : 0;

    /// <summary>Draws them where there is room.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="state">The state.</param>
    /// <param name="entries">Area of the entries.</param>
    /// <param name="end">The line after the last entry.</param>
    public static void Draw(CellBuffer frame, AppState state, Rect entries, int end)
    {
        var reserved = ReservedLines(state);
        var top = Math.Min(end + 1, entries.Bottom + (reserved > 0 ? 1 : 0));
        var area = new Rect(entries.X + 1, top, entries.Width - 2, entries.Bottom + reserved - top);
        if (state.FleetScreen.Charts == FleetChartMode.Never || area.Height < LeastLines || state.History.Oldest is null)
        {
            return;
        }

        var columns = area.Width >= WidthForFour && area.Height < LinesForTwoLanes ? 4 : area.Width >= WidthForTwo ? 2 : 1;
        var charts = Charts(state);
        var lanes = Math.Min(charts.Length / columns, area.Height / LeastLines);
        var (width, height) = ((area.Width - ((columns - 1) * 2)) / columns, Math.Min(MostLines, area.Height / lanes));
        var span = ChartSpan.Since(state.History.Oldest, state.ShownAt, Spans);
        for (var i = 0; i < columns * lanes; i++)
        {
            var (chart, now) = charts[i];
            var place = new Rect(area.X + (i % columns * (width + 2)), area.Y + (i / columns * height), width, height);
            var x = place.X + frame.Text(place.X, place.Y, chart.Title, Theme.Strong) + 2;
            frame.TextEllipsis(x, place.Y, width - chart.Title.Length - 2, now, Theme.Text);
            chart.Draw(frame, place, span, state.ShownAt, 2 * state.Interval);
        }
    }

    // The most useful first: narrow screens show only these.
    private static ImmutableArray<(Chart Chart, string Now)> Charts(AppState state)
    {
        var (history, thresholds) = (state.History, state.Options.Thresholds);
        var gpus = state.Shown.Servers.Where(server => server.SameAs is null).SelectMany(server => server.Gpus).ToList();
        var parts = Math.Max(1, gpus.Sum(gpu => Math.Max(1, gpu.Instances.Length)));
        var limit = gpus.Sum(gpu => Math.Max(gpu.Sample.PowerLimitWatts ?? 0, gpu.Sample.PowerWatts ?? 0));
        var (scale, unit) = limit >= WattsForKilowatts ? (0.001, "kW") : (1, "W");
        double? Newest(HistoryMetric metric) =>
            history.Mean(metric, state.ShownAt - (2 * state.Interval), state.ShownAt.AddSeconds(1));
        return
        [
            (new("load", history, HistoryMetric.Utilization, 0, 100, 1, "%", Theme.Utilization(thresholds)),
                Format.Rounded(Newest(HistoryMetric.Utilization), "%")),
            (new("free", history, HistoryMetric.Free, 0, parts, 1, "", Theme.Single(Theme.Green)),
                $"{Format.Rounded(Newest(HistoryMetric.Free))} of {parts}{(parts > gpus.Count ? " with MIG" : "")}"),
            (new("memory", history, HistoryMetric.Memory, 0, 100, 1, "%", Theme.Memory(thresholds)),
                Format.Rounded(Newest(HistoryMetric.Memory), "%")),
            (new("power", history, HistoryMetric.Power, 0, limit > 0 ? limit : 100, scale, unit, null),
                $"{Format.Rounded(Newest(HistoryMetric.Power) * scale)}/{Format.Rounded(limit * scale)} {unit}"),
        ];
    }
}
