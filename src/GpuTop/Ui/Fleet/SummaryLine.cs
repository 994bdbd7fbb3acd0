using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A server in one line: each GPU as a block as high as its load, then its users with their counts of GPUs.</summary>
internal static class SummaryLine
{
    /// <summary>Screens of that many columns show the mean load and the latency.</summary>
    internal const int LoadFrom = 120;
    private const int LoadBarWidth = 10;
    private const int CountsWidth = 15;
    private const int HostFrom = 170;
    private const int HostWidth = 52;

    // Up to this count comparing costs less than a set.
    private const int ComparedOneByOne = 32;

    /// <summary>The names of the columns.</summary>
    public static void DrawHead(CellBuffer frame, Rect line, AppState state, FleetColumns columns)
    {
        var (x, y, style) = (line.X + columns.Name + 5, line.Y, Theme.Secondary);
        frame.Text(line.X + 3, y, "SERVER", style, columns.Name + 2);
        x += columns.Models > 0 ? frame.Text(x, y, "MODEL".PadRight(columns.Models + 2), style) : 0;
        x += frame.Text(x, y, "   FREE  ", style);
        x += frame.Text(x, y, "GPUS".PadRight(columns.Blocks + 2), style);
        if (state.Width < LoadFrom)
        {
            frame.Text(x, y, "USERS", style, line.Right - x);
            return;
        }

        var load = $"LOAD {ChartSpan.Label(columns.Chart).ToUpperInvariant()}";
        x += frame.Text(x, y, load.PadRight(LoadBarWidth + GpuColumns.PercentWidth + 2), style) + CountsWidth;
        x += state.Width < HostFrom ? 0 : frame.Text(x, y, "HOST".PadRight(HostWidth), style);
        frame.Text(x, y, "USERS", style, line.Right - x);
        frame.TextRight(line.X, y, line.Width - 1, "PING", style);
    }

    /// <summary>Draws the blocks; returns the column after those of the server with the most GPUs.</summary>
    public static int DrawBlocks(CellBuffer frame, int x, Rect area, AppState state, Server server, FleetColumns columns)
    {
        var isOld = server.AreGpusStale(state.ShownAt, state.Interval);
        foreach (var gpu in server.Gpus)
        {
            if (x + 1 >= area.Right && !ReferenceEquals(gpu, server.Gpus[^1]))
            {
                frame.Set(x, area.Y, '…', Theme.Secondary);
                return area.Right;
            }

            DrawBlock(frame, x, area.Y, state, gpu, isOld);
            if (state.FleetScreen.IsFiltered && !FleetFilter.PassesAll(state, server, gpu))
            {
                frame.Restyle(new Rect(x, area.Y, 1, 1), 0, static (_, _) => Theme.Rail);
            }

            x++;
        }

        return x + Math.Max(0, columns.Blocks - server.Gpus.Length) + 2;
    }

    /// <summary>Draws the mean load of ten minutes, the counts of idle and sick GPUs, and the host's load, on lines wide enough; returns
    /// the next column.</summary>
    public static int DrawLoads(CellBuffer frame, int x, Rect area, AppState state, Server server)
    {
        if (state.Width < LoadFrom)
        {
            return x;
        }

        var isOld = server.AreGpusStale(state.ShownAt, state.Interval);
        var mean = isOld ? null : MeanLoad(state, server);
        var colors = Theme.Utilization(state.Options.Thresholds);
        Bar.Draw(frame, x, area.Y, LoadBarWidth, mean, colors);
        GpuLine.DrawPercent(frame, x + LoadBarWidth, area.Y, mean, colors);
        x += LoadBarWidth + GpuColumns.PercentWidth + 2;
        if (!isOld)
        {
            DrawCount(frame, x, area.Y, server, GpuState.Idle, "idle", Theme.Warning);
            DrawCount(frame, x + 8, area.Y, server, GpuState.Sick, "sick", Theme.Bad);
        }

        x += CountsWidth;
        if (state.Width < HostFrom)
        {
            return x;
        }

        HostLoadText.Draw(frame, x, area with { Width = x + HostWidth - area.X }, state, server);
        return x + HostWidth;
    }

    // Over the time of the charts; null without a sample.
    private static double? MeanLoad(AppState state, Server server)
    {
        var (sum, count) = (0.0, 0);
        foreach (var gpu in server.Gpus)
        {
            if (gpu.History.Mean(HistoryMetric.Utilization, state.ShownAt - ChartSpan.Longest, state.ShownAt.AddSeconds(1)) is { } mean)
            {
                (sum, count) = (sum + mean, count + 1);
            }
        }

        return count == 0 ? null : sum / count;
    }

    private static void DrawCount(CellBuffer frame, int x, int y, Server server, GpuState counted, string word, Style style)
    {
        var count = 0;
        foreach (var gpu in server.Gpus)
        {
            count += gpu.Availability.State == counted ? 1 : 0;
        }

        if (count > 0)
        {
            frame.Text(x, y, $"{count} {word}", style);
        }
    }

    /// <summary>Draws the users that fit, and the count of the others.</summary>
    public static void DrawPeople(CellBuffer frame, int x, Rect area, AppState state, Server server)
    {
        var isOld = server.AreGpusStale(state.ShownAt, state.Interval);
        var (shown, all) = (0, CountPeople(server));
        foreach (var process in server.Processes)
        {
            // With many processes the line is full before this search becomes expensive.
            if (process.IsResident || !IsFirstOfOwner(server, process))
            {
                continue;
            }

            var owner = OwnerText.Of(process);
            var text = $"{owner} {CountGpus(server, owner)}";
            var width = UnicodeWidth.Of(text);
            var reserve = shown + 1 < all ? 9 : 0;
            if (x + width + reserve > area.Right)
            {
                var rest = shown > 0 ? $"+{all - shown} more" : all == 1 ? "1 person" : $"{all} people";
                frame.Text(x, area.Y, rest, Theme.Secondary, area.Right - x);
                return;
            }

            var style = isOld ? Theme.Secondary : Theme.Person(state.Hues.Of(owner.HueKey), server.IsMine(process) == true);
            frame.Text(x, area.Y, text, style);
            x += width + 2;
            shown++;
        }
    }

    private static void DrawBlock(CellBuffer frame, int x, int y, AppState state, Gpu gpu, bool isOld)
    {
        var (sample, thresholds) = (gpu.Sample, state.Options.Thresholds);
        if (gpu.Availability.State == GpuState.Sick)
        {
            frame.Set(x, y, '✕', isOld ? Theme.Secondary : Theme.Bad);
            return;
        }

        if (sample.UtilizationPercent is null && sample.MemoryPercent is null)
        {
            frame.Set(x, y, '–', Theme.Secondary);
            return;
        }

        // The larger of the two limits the next job.
        var load = Math.Max(sample.UtilizationPercent ?? 0, sample.MemoryPercent ?? 0);
        var color = gpu.Availability.State switch
        {
            _ when isOld => Theme.Grey,
            GpuState.Free => Theme.Green,
            GpuState.Idle => Theme.Yellow,
            GpuState.Unknown => Theme.Grey,
            _ => Theme.Utilization(thresholds).Of(load),
        };
        frame.Set(x, y, Bar.Level(load), Style.Of(color));
    }

    private static int CountPeople(Server server)
    {
        if (server.Processes.Length > ComparedOneByOne)
        {
            return server.Processes.Where(process => !process.IsResident).Select(OwnerText.Of).Distinct().Count();
        }

        var count = 0;
        foreach (var process in server.Processes)
        {
            count += !process.IsResident && IsFirstOfOwner(server, process) ? 1 : 0;
        }

        return count;
    }

    private static bool IsFirstOfOwner(Server server, GpuProcess process)
    {
        var owner = OwnerText.Of(process);
        foreach (var other in server.Processes)
        {
            if (ReferenceEquals(other, process))
            {
                return true;
            }

            if (!other.IsResident && OwnerText.Of(other) == owner)
            {
                return false;
            }
        }

        return true;
    }

    private static int CountGpus(Server server, OwnerText owner)
    {
        var count = 0;
        foreach (var gpu in server.Gpus)
        {
            count += GpuUsers.OnAnyPart(server, gpu).Includes(owner) ? 1 : 0;
        }

        return count;
    }
}
