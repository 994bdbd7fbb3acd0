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
        // A network file system is on the line of every server: its warning is less prominent than that of a local one.
        var worst = server.Mounts.MaxBy(mount => (thresholds.LevelOf(mount), !mount.IsNetwork, mount.FullPercent));
        var level = worst is null ? DiskLevel.Unknown : thresholds.LevelOf(worst);
        var isLow = level >= DiskLevel.Low;
        if (isLow)
        {
            // First, so that it is not dropped for lack of room.
            var style = level == DiskLevel.Full && !worst!.IsNetwork ? Theme.Bad : Theme.Warning;
            x = Add(frame, x, area, $"{worst!.Path} ", DiskText.Short(worst, level), style);
        }

        if (server.Load is { Cores: { } cores } && server.CpuPercent is { } cpu)
        {
            x = Add(frame, x, area, "cpu ", $"{Format.Rounded(cpu),2}% of {cores,-3}", Theme.Text);
        }

        if (server.Load is { MemoryUsedMiB: { } used, MemoryTotalMiB: > 0 and { } total })
        {
            var style = Theme.Above(100.0 * used / total, 101, thresholds.MemoryRedPercent, Theme.Text);
            x = Add(frame, x, area, "ram ", $"{Format.Rounded(used / MiBPerGiB),3}/{Format.Rounded(total / MiBPerGiB)}G", style);
        }

        return !isLow && Fullest(server) is { } mount
            ? Add(frame, x, area, $"{mount.Path} ", Format.Rounded(mount.UsedPercent, "%"), Theme.Text)
            : x;
    }

    private static int Add(CellBuffer frame, int x, Rect area, string name, string value, Style style)
    {
        if (x + UnicodeWidth.Of(name) + value.Length > area.Right)
        {
            return x;
        }

        x += frame.Text(x, area.Y, name, Theme.Secondary);
        return x + frame.Text(x, area.Y, value, style) + 2;
    }

    // The first of equally full ones; null when no value is known.
    private static Mount? Fullest(Server server) =>
        server.Mounts.Where(mount => mount.UsedPercent is not null).MaxBy(mount => mount.UsedPercent);
}
