using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The host load on a server's line: CPU, memory, the fullest file system.</summary>
internal static class HostLoadText
{
    /// <summary>Columns of CPU and memory.</summary>
    internal const int Width = 34;

    private const double MiBPerGiB = 1024;

    /// <summary>Draws the parts that fit completely; returns the next column.</summary>
    public static int Draw(CellBuffer frame, int x, Rect area, AppState state, Server server)
    {
        var thresholds = state.Options.Thresholds;
        var mount = Fullest(server);
        x = mount?.UsedPercent >= thresholds.DiskWarnPercent ? AddDisk(frame, x, area, mount, thresholds) : x;
        if (server.Load is { Cores: { } cores } && server.CpuPercent is { } cpu)
        {
            x = Add(frame, x, area, "cpu ", $"{Whole(cpu),2}% of {cores,-3}", Theme.Text);
        }

        if (server.Load is { MemoryUsedMiB: { } used, MemoryTotalMiB: > 0 and { } total })
        {
            var style = Theme.Above(100.0 * used / total, 101, thresholds.MemoryRedPercent, Theme.Text);
            x = Add(frame, x, area, "ram ", $"{Whole(used / MiBPerGiB),3}/{Whole(total / MiBPerGiB)}G", style);
        }

        return mount?.UsedPercent >= thresholds.DiskWarnPercent ? x : AddDisk(frame, x, area, mount, thresholds);
    }

    // A full file system comes first, so that it is not dropped for lack of room.
    private static int AddDisk(CellBuffer frame, int x, Rect area, Mount? mount, Thresholds thresholds)
    {
        if (mount is null)
        {
            return x;
        }

        var isFull = mount.UsedPercent >= thresholds.DiskWarnPercent;
        var percent = $"{Whole(mount.UsedPercent ?? 0)}%";
        return Add(frame, x, area, mount.Path, isFull ? " full " : " ", percent, isFull ? Theme.Bad : Theme.Text);
    }

    private static int Add(CellBuffer frame, int x, Rect area, string name, string value, Style style) =>
        Add(frame, x, area, name, "", value, style);

    private static int Add(
        CellBuffer frame, int x, Rect area, string name, string between, string value, Style style)
    {
        if (x + UnicodeWidth.Of(name) + between.Length + value.Length > area.Right)
        {
            return x;
        }

        x += frame.Text(x, area.Y, name, Theme.Secondary);
        x += frame.Text(x, area.Y, between, style);
        return x + frame.Text(x, area.Y, value, style) + 2;
    }

    private static int Whole(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    private static Mount? Fullest(Server server)
    {
        Mount? fullest = null;
        foreach (var mount in server.Mounts)
        {
            fullest = mount.UsedPercent > (fullest?.UsedPercent ?? -1) ? mount : fullest;
        }

        return fullest;
    }
}
