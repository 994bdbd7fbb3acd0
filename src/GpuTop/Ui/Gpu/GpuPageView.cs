using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The page of one GPU: charts of its history, its processes, and the driver's details.</summary>
internal static class GpuPageView
{
    // Limits of the temperature axis, degrees Celsius.
    private const double Coldest = 20;
    private const double Hottest = 100;

    private const int LongestName = 24;

    /// <summary>Draws the page; header and hints are drawn later over the lines that are scrolled out.</summary>
    /// <returns>The counts of lines above and below the visible ones.</returns>
    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        if (GpuPageLayout.Of(state) is not { } page)
        {
            frame.Text(2, area.Y + 1, "this GPU is not known any more", Theme.Warning);
            return (0, 0);
        }

        var top = Math.Min(state.GpuScreen!.Top, page.LastTop);
        var paper = new Rect(area.X + 1, area.Y - top, area.Width - 2, page.Lines);
        DrawTitle(frame, paper, state, page);
        for (var i = 0; i < page.Remarks.Length; i++)
        {
            var (name, value, tone) = page.Remarks[i];
            frame.Text(paper.X, paper.Y + 2 + i, name, Theme.Secondary);
            frame.TextEllipsis(paper.X + GpuRemarks.NameWidth, paper.Y + 2 + i, paper.Width - GpuRemarks.NameWidth, value, StyleOf(tone));
        }

        DrawCharts(frame, paper, state, page);
        GpuPageProcesses.Draw(frame, new Rect(paper.X, paper.Y + page.OccupantsTop, paper.Width, page.Occupants.Length + 2), state, page);
        for (var column = 0; column < page.Facts.Length; column++)
        {
            var width = (area.Width - 1) / page.Facts.Length;
            DrawFacts(frame, new Rect(paper.X + (column * width), paper.Y + page.FactsTop, width - 2, page.Lines), page.Facts[column]);
        }

        if (page.Server.AreGpusStale(state.ShownAt, state.Interval))
        {
            var old = new Rect(area.X, paper.Y + page.ChartsTop, area.Width, page.Lines);
            frame.Restyle(old, 0, static (style, _) => Theme.Faded(style));
        }

        return (top, page.LastTop - top);
    }

    private static void DrawTitle(CellBuffer frame, Rect paper, AppState state, GpuPageLayout page)
    {
        var (server, gpu) = (page.Server, page.Gpu);
        var (sample, y) = (gpu.Sample, paper.Y);
        var word = GpuStateText.Of(state, server, gpu);
        var right = paper.Right;
        var number = $":{Format.Number(sample.Index)}";
        var name = Math.Min(LongestName, UnicodeWidth.Of(server.Name));
        if (gpu.Availability.DurationAt(state.ShownAt) is { } span && gpu.Availability.State != GpuState.Unknown)
        {
            // The name of the GPU has precedence over the duration.
            var time = $" for {(gpu.Availability.IsLowerBound ? "≥" : "")}{Format.Duration(span)}";
            var isRoom = name + number.Length + 2 + word.Word.Length + time.Length <= paper.Width;
            right -= isRoom ? frame.TextRight(paper.X, y, paper.Width, time, Theme.Secondary) : 0;
        }

        right -= frame.TextRight(paper.X, y, right - paper.X, word.Word, word.Style) + 2;
        var x = paper.X;
        x += frame.TextEllipsis(x, y, Math.Min(name, right - x - number.Length), server.Name, Theme.Accent);
        x += frame.Text(x, y, number, Theme.Accent) + 2;
        frame.TextEllipsis(x, y, right - x, sample.Name ?? "GPU", Theme.Strong);
        frame.Text(paper.X, y + 1, $"{sample.Uuid ?? "no UUID"}  {sample.BusId}", Theme.Secondary, paper.Width);
        if (paper.Width >= 72)
        {
            frame.TextRight(paper.X, y + 1, paper.Width, ChartSpan.Label(SpanOf(state, gpu)), Theme.Secondary);
        }
    }

    // The shortest span of the page grows with the data.
    private static TimeSpan SpanOf(AppState state, Gpu gpu) =>
        state.GpuScreen!.SpanIndex == 0 ? ChartSpan.Of(gpu, state.ShownAt) : state.GpuScreen.Span;

    private static void DrawCharts(CellBuffer frame, Rect paper, AppState state, GpuPageLayout page)
    {
        var (sample, thresholds) = (page.Gpu.Sample, state.Options.Thresholds);
        var history = page.Gpu.History;
        var watts = Math.Max(sample.PowerLimitWatts ?? 0, sample.PowerWatts ?? 0);
        var memoryGiB = (sample.MemoryTotalMiB ?? 0) / 1024.0;
        var temperature = Theme.Warnings(Height(thresholds.TemperatureYellowCelsius), Height(thresholds.TemperatureRedCelsius));
        ReadOnlySpan<Chart> charts =
        [
            new("utilization", history, HistoryMetric.Utilization, 0, 100, 1, "%", Theme.Utilization(thresholds)),
            memoryGiB > 0
                ? new("memory", history, HistoryMetric.Memory, 0, 100, memoryGiB / 100, "G", Theme.Memory(thresholds))
                : new("memory", history, HistoryMetric.Memory, 0, 100, 1, "%", Theme.Memory(thresholds)),
            new("power", history, HistoryMetric.Power, 0, watts > 0 ? watts : 100, 1, "W", null),
            new("temperature", history, HistoryMetric.Temperature, Coldest, Hottest, 1, "°", temperature),
        ];
        var width = (paper.Width - ((page.ChartColumns - 1) * 2)) / page.ChartColumns;
        var height = page.ChartLines + GpuPageLayout.LinesOfChartFrame;
        for (var i = 0; i < charts.Length; i++)
        {
            var place = new Rect(
                paper.X + (i % page.ChartColumns * (width + 2)),
                paper.Y + page.ChartsTop + (i / page.ChartColumns * height),
                width,
                height);
            if (place.Bottom <= state.BodyTop || place.Y >= frame.Height)
            {
                continue;
            }

            var x = place.X + frame.Text(place.X, place.Y, charts[i].Title, Theme.Strong) + 2;
            DrawNow(frame, x, place.Y, charts[i].Metric, sample);
            charts[i].Draw(frame, place, SpanOf(state, page.Gpu), state.ShownAt, 2 * state.Interval);
        }
    }

    private static double Height(double celsius) => 100 * (celsius - Coldest) / (Hottest - Coldest);

    private static void DrawNow(CellBuffer frame, int x, int y, HistoryMetric metric, GpuSample sample)
    {
        var celsius = Format.Rounded(sample.TemperatureCelsius, "°");
        _ = metric switch
        {
            HistoryMetric.Utilization => frame.Text(x, y, Format.Rounded(sample.UtilizationPercent, "%"), Theme.Text),
            HistoryMetric.Memory =>
                frame.Text(x, y, $"{Format.UsedMemory(sample.MemoryUsedMiB)}/{Format.TotalMemory(sample.MemoryTotalMiB)}", Theme.Text),
            HistoryMetric.Power =>
                frame.Text(x, y, $"{Format.Rounded(sample.PowerWatts)}/{Format.Rounded(sample.PowerLimitWatts)} W", Theme.Text),
            _ when sample.MemoryTemperatureCelsius is { } memory => frame.Text(x, y, $"{celsius}  memory {memory}°", Theme.Text),
            _ => frame.Text(x, y, $"{celsius}", Theme.Text),
        };
    }

    private static void DrawFacts(CellBuffer frame, Rect area, ImmutableArray<FactLine> lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var (name, value, tone) = lines[i];
            if (tone == FactTone.Heading)
            {
                frame.TextEllipsis(area.X, area.Y + i, area.Width, name, Theme.Strong);
                continue;
            }

            frame.TextEllipsis(area.X, area.Y + i, FactColumns.NameWidth - 1, name, Theme.Secondary);
            frame.TextEllipsis(area.X + FactColumns.NameWidth, area.Y + i, area.Width - FactColumns.NameWidth, value, StyleOf(tone));
        }
    }

    private static Style StyleOf(FactTone tone) => tone switch
    {
        FactTone.Quiet => Theme.Secondary,
        FactTone.Warning => Theme.Warning,
        FactTone.Bad => Style.Of(Theme.Red),
        FactTone.Heading => Theme.Strong,
        _ => Theme.Text,
    };
}
