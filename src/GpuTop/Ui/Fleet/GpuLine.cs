using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The line of a GPU: number, utilization, memory, temperature, power and users; wider terminals get more columns.</summary>
internal static class GpuLine
{
    /// <summary>The names of the columns.</summary>
    public static void DrawHead(CellBuffer frame, Rect line, FleetColumns columns)
    {
        var (at, y, style) = (new GpuColumns(line, columns.HasFans), line.Y, Theme.Secondary);
        frame.TextRight(at.Index, y, 3, "GPU", style);
        frame.Text(at.Bar, y, "UTIL", style);
        frame.TextRight(at.MemoryBar.X, y, at.Memory + GpuColumns.MemoryWidth - at.MemoryBar.X, "MEMORY", style);
        if (at.HasFigures)
        {
            frame.TextRight(at.Temperature, y, GpuColumns.TemperatureWidth, "TEMP", style);
            frame.TextRight(at.Power, y, at.PowerWidth, "POWER", style);
        }

        if (at.HasClock)
        {
            frame.TextRight(at.Clock, y, GpuColumns.ClockWidth, "CLOCK", style);
        }

        if (at.HasFan)
        {
            frame.TextRight(at.Fan, y, GpuColumns.FanWidth, "FAN", style);
        }

        frame.Text(at.Chart.X, y, ChartSpan.Label(columns.Chart).ToUpperInvariant(), style, at.Chart.Width);
        var status = at.Status;
        frame.Text(status.X, y, "USER    COMMAND", style, status.Width);
        frame.TextRight(status.X, y, status.Width, "FOR", style);
    }

    public static void Draw(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu, FleetColumns columns)
    {
        var (sample, y) = (gpu.Sample, area.Y);
        var thresholds = state.Options.Thresholds;
        var at = new GpuColumns(area, columns.HasFans);
        frame.TextRight(at.Index, y, 3, Format.Number(sample.Index), Theme.Secondary);
        if (!state.Alerts.Rules.IsEmpty && state.Alerts.Find(AlertKind.GpuFree, server.Name, sample.Key) is not null)
        {
            frame.Set(at.Index, y, '◆', Theme.Warning);
        }

        var load = Theme.Utilization(thresholds);
        Bar.Draw(frame, at.Bar, y, at.BarWidth, sample.UtilizationPercent, load);
        DrawPercent(frame, at.Percent, y, sample.UtilizationPercent, load);
        Bar.Draw(frame, at.MemoryBar.X, y, at.MemoryBar.Width, sample.MemoryPercent, Theme.Memory(thresholds));
        var memory = gpu.Availability.State == GpuState.Free ? Theme.Secondary : Theme.Text;
        DrawMemory(frame, at.Memory, y, sample.MemoryUsedMiB, sample.MemoryTotalMiB, memory);
        if (at.HasFigures)
        {
            DrawTemperature(frame, at.Temperature, y, sample, thresholds);
            DrawPower(frame, at.Power, y, sample, at.HasPowerLimit);
        }

        if (at.HasClock)
        {
            frame.TextRight(at.Clock, y, GpuColumns.ClockWidth, Format.Number(sample.SmClockMHz, "MHz"), Theme.Secondary);
        }

        if (at.HasFan)
        {
            frame.TextRight(at.Fan, y, GpuColumns.FanWidth, Format.Number(sample.FanPercent, "%"), Theme.Secondary);
        }

        Sparkline.Draw(frame, at.Chart, gpu.History, columns.Chart, state.ShownAt, load);
        GpuStatusText.Draw(frame, at.Status, state, server, gpu);
    }

    /// <summary>The line of a MIG instance, in the columns of its card's line.</summary>
    public static void DrawInstance(CellBuffer frame, AppState state, FleetRow row, Rect line, bool hasFans)
    {
        var (at, instance) = (new GpuColumns(line, hasFans), row.Instance!);
        var x = line.X + 5;
        var branch = ReferenceEquals(instance, row.Gpu!.Instances[^1]) ? '└' : '├';
        x += frame.Text(x, line.Y, $"{branch} {instance.Device} ", Theme.Secondary);
        frame.Text(x, line.Y, instance.Profile, Theme.Text);
        if (instance.MemoryTotalMiB is not null)
        {
            DrawMemory(frame, at.Memory, line.Y, instance.MemoryUsedMiB, instance.MemoryTotalMiB, Theme.Text);
        }

        MigStatusText.Draw(frame, at.Status, state, row.Server, row.Gpu, instance);
    }

    /// <summary><c>98%</c>, in five columns; coloured from 1 % on.</summary>
    public static void DrawPercent(CellBuffer frame, int x, int y, double? percent, LoadColors colors)
    {
        var style = percent >= 1 ? colors.Number(percent.Value) : Theme.Secondary;
        frame.TextRight(x, y, GpuColumns.PercentWidth, Format.Rounded(percent, "%"), style);
    }

    /// <summary><c>63.1/80G</c>, right-aligned.</summary>
    public static void DrawMemory(CellBuffer frame, int x, int y, int? usedMiB, int? totalMiB, Style style)
    {
        var total = frame.TextRight(x, y, GpuColumns.MemoryWidth, $"/{Format.TotalMemory(totalMiB)}", Theme.Secondary);
        frame.TextRight(x, y, GpuColumns.MemoryWidth - total, Format.UsedMemory(usedMiB), style);
    }

    /// <summary><c>71°</c>, in four columns.</summary>
    public static void DrawTemperature(CellBuffer frame, int x, int y, GpuSample sample, Thresholds thresholds)
    {
        var style = Theme.Above(
            sample.TemperatureCelsius ?? 0, thresholds.TemperatureYellowCelsius, thresholds.TemperatureRedCelsius, Theme.Secondary);
        frame.TextRight(x, y, GpuColumns.TemperatureWidth, Format.Number(sample.TemperatureCelsius, "°"), style);
    }

    /// <summary><c>298W</c>, or <c>298/400W</c>.</summary>
    public static void DrawPower(CellBuffer frame, int x, int y, GpuSample sample, bool withLimit)
    {
        var width = GpuColumns.PowerWidthOf(withLimit);
        var text = withLimit && sample.PowerLimitWatts is { } limit
            ? $"{Format.Rounded(sample.PowerWatts)}/{limit:0}W"
            : Format.Rounded(sample.PowerWatts, "W");
        frame.TextRight(x, y, width, text, Theme.Secondary);
    }
}
