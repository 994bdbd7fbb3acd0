using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The line of a GPU: number, utilization, memory, temperature, power and users; wider terminals get more columns.</summary>
internal static class GpuLine
{
    private const int MemoryWidth = 10;
    private const int MemoryBarFrom = 100;
    private const int MemoryBarWidth = 11;
    private const int TemperatureWidth = 5;
    private const int ChartFrom = 120;
    private const int ClockFrom = 150;
    private const int ClocksWidth = 18;
    private const int ChartWidth = 20;

    /// <summary>The time span of the chart, long enough to show periodic load.</summary>
    public static readonly TimeSpan ChartSpan = TimeSpan.FromMinutes(10);

    public static void Draw(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu)
    {
        var (sample, y) = (gpu.Sample, area.Y);
        var thresholds = state.Options.Thresholds;
        var isFree = gpu.Availability.State == GpuState.Free;
        var plain = isFree ? Theme.Secondary : Theme.Text;
        frame.TextRight(area.X + 1, y, 3, Format.Number(sample.Index), Theme.Secondary);
        var x = area.X + 5;
        var bar = BarOf(area);
        var load = Theme.Utilization(thresholds);
        Bar.Draw(frame, x, y, bar, sample.UtilizationPercent, load);
        DrawPercent(frame, x + bar, y, sample.UtilizationPercent, load);
        x = MemoryFrom(area);
        if (area.Width >= MemoryBarFrom)
        {
            Bar.Draw(frame, x - MemoryBarWidth, y, MemoryBarWidth - 1, sample.MemoryPercent, Theme.Memory(thresholds));
        }

        var memory = Theme.Above(sample.MemoryPercent ?? 0, 101, thresholds.MemoryRedPercent, plain);
        DrawMemory(frame, x, y, sample.MemoryUsedMiB, sample.MemoryTotalMiB, memory);
        x += MemoryWidth + 1;
        DrawTemperature(frame, x, y, sample, thresholds);
        x += TemperatureWidth;
        DrawPower(frame, x, y, sample, area.Width >= ChartFrom);
        DrawClocks(frame, x + PowerWidth(area.Width >= ChartFrom) + 2, area, sample);
        var occupation = OccupationIn(area);
        if (area.Width >= ChartFrom)
        {
            Sparkline.Draw(frame, new Rect(occupation.X - ChartWidth - 2, y, ChartWidth, 1), gpu.History, ChartSpan, state.ShownAt, load);
        }

        GpuStatusText.Draw(frame, occupation, state, server, gpu);
    }

    /// <summary>The line of a MIG instance, in the columns of its card's line.</summary>
    public static void DrawInstance(CellBuffer frame, Rect line, AppState state, Server server, Gpu gpu, MigInstance instance)
    {
        var x = line.X + 5;
        x += frame.Text(x, line.Y, $"{(ReferenceEquals(instance, gpu.Instances[^1]) ? '└' : '├')} {instance.Device} ", Theme.Secondary);
        frame.Text(x, line.Y, instance.Profile, Theme.Text);
        if (instance.MemoryTotalMiB is not null)
        {
            DrawMemory(frame, MemoryFrom(line), line.Y, instance.MemoryUsedMiB, instance.MemoryTotalMiB, Theme.Text);
        }

        MigStatusText.Draw(frame, OccupationIn(line), state, server, gpu, instance);
    }

    /// <summary><c>98%</c>, in five columns; coloured from 1 % on.</summary>
    public static void DrawPercent(CellBuffer frame, int x, int y, double? percent, LoadColors colors)
    {
        var style = percent >= 1 ? Style.Of(colors.Of(percent.Value)) : Theme.Secondary;
        frame.TextRight(x, y, 5, Format.Rounded(percent, "%"), style);
    }

    /// <summary><c>63.1/80G</c>, right-aligned.</summary>
    public static void DrawMemory(CellBuffer frame, int x, int y, int? usedMiB, int? totalMiB, Style style)
    {
        var total = frame.TextRight(x, y, MemoryWidth, $"/{Format.TotalMemory(totalMiB)}", Theme.Secondary);
        frame.TextRight(x, y, MemoryWidth - total, Format.UsedMemory(usedMiB), style);
    }

    /// <summary><c>71°</c>, in four columns.</summary>
    public static void DrawTemperature(CellBuffer frame, int x, int y, GpuSample sample, Thresholds thresholds)
    {
        var style = Theme.Above(
            sample.TemperatureCelsius ?? 0, thresholds.TemperatureYellowCelsius, thresholds.TemperatureRedCelsius, Theme.Secondary);
        frame.TextRight(x, y, 4, Format.Number(sample.TemperatureCelsius, "°"), style);
    }

    /// <summary><c>298W</c>, or <c>298/400W</c>.</summary>
    public static void DrawPower(CellBuffer frame, int x, int y, GpuSample sample, bool withLimit)
    {
        var width = PowerWidth(withLimit);
        var text = withLimit && sample.PowerLimitWatts is { } limit
            ? $"{Format.Rounded(sample.PowerWatts)}/{limit:0}W"
            : Format.Rounded(sample.PowerWatts, "W");
        frame.TextRight(x, y, width, text, Theme.Secondary);
    }

    // Clock, and the fan where there is one.
    private static void DrawClocks(CellBuffer frame, int x, Rect area, GpuSample sample)
    {
        if (area.Width < ClockFrom)
        {
            return;
        }

        frame.TextRight(x, area.Y, 7, Format.Number(sample.SmClockMHz, "MHz"), Theme.Secondary);
        frame.TextRight(x + 8, area.Y, 8, $"fan {Format.Number(sample.FanPercent, "%")}", Theme.Secondary);
    }

    private static int BarOf(Rect line) => line.Width < 72 ? 5 : 10;

    private static int PowerWidth(bool withLimit) => withLimit ? 9 : 5;

    private static int MemoryFrom(Rect line) => line.X + 5 + BarOf(line) + 6 + (line.Width >= MemoryBarFrom ? MemoryBarWidth : 0);

    // The area right of the figures.
    private static Rect OccupationIn(Rect line)
    {
        var x = MemoryFrom(line) + MemoryWidth + 1 + TemperatureWidth + PowerWidth(line.Width >= ChartFrom) + 2
            + (line.Width >= ClockFrom ? ClocksWidth : 0) + (line.Width >= ChartFrom ? ChartWidth + 2 : 0);
        return line with { X = x, Width = line.Right - x - 1 };
    }
}
