using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A GPU as a box: bars, the last ten minutes, and its processes with their users.</summary>
internal static class GpuPane
{
    private const int LabelWidth = 5;

    // Percent, temperature, power; below them percent and memory.
    private const int FiguresWidth = 5 + 5 + 10;

    public static void Draw(
        CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu, bool isSelected, (int Lines, TimeSpan Span) past)
    {
        DrawFrame(frame, area, state, server, gpu, isSelected);
        var inner = area.Inset(2, 1);
        var (sample, thresholds) = (gpu.Sample, state.Options.Thresholds);
        var bar = Math.Max(0, inner.Width - LabelWidth - FiguresWidth);
        var figures = inner.X + LabelWidth + bar;
        var y = inner.Y;
        frame.Text(inner.X, y, "util", Theme.Secondary);
        var load = Theme.Utilization(thresholds);
        Bar.Draw(frame, inner.X + LabelWidth, y, bar, sample.UtilizationPercent, load);
        GpuLine.DrawPercent(frame, figures, y, sample.UtilizationPercent, load);
        GpuLine.DrawTemperature(frame, figures + 5 + 1, y, sample, thresholds);
        GpuLine.DrawPower(frame, figures + FiguresWidth - 9, y, sample, withLimit: true);
        y++;
        frame.Text(inner.X, y, "mem", Theme.Secondary);
        Bar.Draw(frame, inner.X + LabelWidth, y, bar, sample.MemoryPercent, Theme.Memory(thresholds));
        GpuLine.DrawPercent(frame, figures, y, sample.MemoryPercent, Theme.Memory(thresholds));
        GpuLine.DrawMemory(frame, inner.Right - 10, y, sample.MemoryUsedMiB, sample.MemoryTotalMiB, Theme.Text);

        var (_, rest) = inner.SplitTop(2);
        var (chart, list) = rest.SplitTop(past.Lines);
        Sparkline.Draw(frame, chart.SplitRight(7).Remainder, gpu.History, past.Span, state.ShownAt, load);
        frame.TextRight(chart.X, chart.Bottom - 1, chart.Width, ChartSpan.Label(past.Span), Theme.Secondary);
        PaneProcesses.Draw(frame, list, state, server, gpu);
    }

    private static void DrawFrame(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu, bool isSelected)
    {
        var style = isSelected ? Theme.Accent : Theme.Frame;
        Box.Draw(frame, area, style);
        var word = GpuStateText.Of(state, server, gpu);
        var duration = gpu.Availability.State is GpuState.Idle or GpuState.Free ? gpu.Availability.DurationAt(state.ShownAt) : null;
        var old = server.AreGpusStale(state.ShownAt, state.Interval) ? server.AgeOf(ProbeSection.Gpus, state.ShownAt) : null;
        var (after, span) = old is { } age ? (" ago", age) : ("", duration ?? default);
        var atLeast = after.Length == 0 && gpu.Availability.IsLowerBound ? "≥" : "";
        var text = old is null && duration is null ? $" {word.Word} " : $" {word.Word} {atLeast}{Format.Duration(span)}{after} ";
        var right = area.Right - 2;
        right -= frame.TextRight(area.X + 2, area.Y, area.Width - 4, text, word.Style);

        var x = area.X + 2;
        x += frame.Text(x, area.Y, isSelected ? "▸" : " ", style);
        var name = isSelected ? Theme.Accent : Theme.Strong;
        x += frame.TextEllipsis(x, area.Y, Math.Min(14, right - x - 4), server.Name, name);
        x += frame.Text(x, area.Y, $":{Format.Number(gpu.Sample.Index)}  ", name, right - x);
        x += frame.TextEllipsis(x, area.Y, right - x - 2, ModelNames.Short(gpu.Sample.Name), Theme.Text);
        frame.Text(x, area.Y, " ", style, right - x);
    }
}
