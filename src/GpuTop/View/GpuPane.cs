using GpuTop.Model;
using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>A GPU as a box: bars, its last ten minutes, and its processes with their people.</summary>
internal static class GpuPane
{
    private const int LabelWidth = 5;

    // Percent, temperature, power; below them percent and memory.
    private const int FiguresWidth = 5 + 5 + 10;

    public static void Draw(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu, bool isSelected)
    {
        DrawFrame(frame, area, state, server, gpu, isSelected);
        var inner = area.Inset(2, 1);
        var (sample, thresholds) = (gpu.Sample, state.Options.Thresholds);
        var bar = Math.Max(0, inner.Width - LabelWidth - FiguresWidth);
        var figures = inner.X + LabelWidth + bar;
        var y = inner.Y;
        frame.Text(inner.X, y, "util", Theme.Secondary);
        var color = Theme.Utilization(thresholds, sample.UtilizationPercent ?? 0);
        Bar.Draw(frame, inner.X + LabelWidth, y, bar, sample.UtilizationPercent, color);
        Percent(frame, figures, y, sample.UtilizationPercent, color);
        GpuLine.DrawTemperature(frame, figures + 5 + 1, y, sample, thresholds);
        GpuLine.DrawPower(frame, figures + FiguresWidth - 9, y, sample, withLimit: true);
        y++;
        frame.Text(inner.X, y, "mem", Theme.Secondary);
        color = Theme.Memory(thresholds, sample.MemoryPercent ?? 0);
        Bar.Draw(frame, inner.X + LabelWidth, y, bar, sample.MemoryPercent, color);
        Percent(frame, figures, y, sample.MemoryPercent, color);
        GpuLine.DrawMemory(frame, inner.Right - 10, y, sample.MemoryUsedMiB, sample.MemoryTotalMiB, Theme.Text);

        var (_, rest) = inner.SplitTop(2);
        var processLines = rest.Height >= 7 ? 4 : rest.Height >= 5 ? 3 : 2;
        processLines = rest.Height == 4 ? 2 : processLines;
        var (chart, list) = rest.SplitTop(rest.Height - processLines);
        Sparkline.Draw(frame, chart.SplitRight(7).Remainder, gpu.History, GpuLine.ChartSpan, state.ShownAt, thresholds);
        frame.TextRight(chart.X, chart.Bottom - 1, chart.Width, "10 min", Theme.Secondary);
        PaneProcesses.Draw(frame, list, state, server, gpu);
    }

    private static void Percent(CellBuffer frame, int x, int y, double? percent, Color color)
    {
        if (percent is { } share)
        {
            frame.TextRight(x, y, 5, Style.Of(color), $"{share:0}%");
        }
        else
        {
            frame.TextRight(x, y, 5, Theme.Secondary, $"–");
        }
    }

    private static void DrawFrame(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu, bool isSelected)
    {
        var style = isSelected ? Theme.Accent : Theme.Frame;
        Box.Draw(frame, area, style);
        Span<char> text = stackalloc char[64];
        var word = StateWord.Of(state, server, gpu);
        var duration = gpu.Availability.State is GpuState.Idle or GpuState.Free ? gpu.Availability.For(state.ShownAt) : null;
        var old = state.AreGpusOld(server) ? state.GpuAge(server) : null;
        var (after, span) = old is { } age ? (" ago", age) : ("", duration ?? default);
        var length = 0;
        _ = old is null && duration is null
            ? text.TryWrite($" {word.Word} ", out length)
            : text.TryWrite($" {word.Word} {(after.Length == 0 && gpu.Availability.IsAtLeast ? "≥" : "")}{new DurationText(span)}{after} ", out length);
        var right = area.Right - 2;
        right -= frame.TextRight(area.X + 2, area.Y, area.Width - 4, text[..length], word.Style);

        var x = area.X + 2;
        x += frame.Text(x, area.Y, isSelected ? "▸" : " ", style);
        var name = isSelected ? Theme.Accent : Theme.Strong;
        x += frame.TextEllipsis(x, area.Y, Math.Min(14, right - x - 4), server.Name, name);
        x += frame.Text(x, area.Y, name, $":{new NumberText(gpu.Sample.Index)} ", right - x);
        x += frame.TextEllipsis(x + 1, area.Y, right - x - 2, ModelNames.Short(gpu.Sample.Name), Theme.Text);
        frame.Text(x + 1, area.Y, " ", style, right - x - 1);
    }
}
