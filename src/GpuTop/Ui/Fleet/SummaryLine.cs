using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A server in one line: each GPU as a block as high as its load, then its users with their counts of GPUs.</summary>
internal static class SummaryLine
{
    // Up to this count comparing costs less than a set.
    private const int ComparedOneByOne = 32;

    /// <summary>Draws the blocks; returns the column after those of the server with the most GPUs.</summary>
    public static int DrawBlocks(CellBuffer frame, int x, Rect area, AppState state, Server server, ServerColumns columns)
    {
        var isOld = server.AreGpusStale(state.ShownAt, state.Interval);
        foreach (var gpu in server.Gpus)
        {
            if (x + 1 >= area.Right && !ReferenceEquals(gpu, server.Gpus[^1]))
            {
                frame.Set(x, area.Y, '…', Theme.Secondary);
                return area.Right;
            }

            DrawBlock(frame, x++, area.Y, state, gpu, isOld);
        }

        return x + Math.Max(0, columns.Blocks - server.Gpus.Length) + 2;
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

            var owner = ProcessOwner.Of(process);
            var text = $"{owner} {CountGpus(server, owner)}";
            var width = UnicodeWidth.Of(text);
            var reserve = shown + 1 < all ? 9 : 0;
            if (x + width + reserve > area.Right)
            {
                var rest = shown == 0 ? $"{all} people" : $"+{all - shown} more";
                frame.Text(x, area.Y, rest, Theme.Secondary, area.Right - x);
                return;
            }

            var style = isOld ? Theme.Secondary : Theme.Person(owner.HueKey, server.IsMine(process) == true);
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
            return server.Processes.Select(ProcessOwner.Of).Distinct().Count();
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
        var owner = ProcessOwner.Of(process);
        foreach (var other in server.Processes)
        {
            if (ReferenceEquals(other, process))
            {
                return true;
            }

            if (!other.IsResident && ProcessOwner.Of(other) == owner)
            {
                return false;
            }
        }

        return true;
    }

    private static int CountGpus(Server server, ProcessOwner owner)
    {
        var count = 0;
        foreach (var gpu in server.Gpus)
        {
            count += GpuUsers.OnAnyPart(server, gpu).Includes(owner) ? 1 : 0;
        }

        return count;
    }
}
