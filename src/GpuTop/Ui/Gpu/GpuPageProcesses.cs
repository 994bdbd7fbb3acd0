using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The processes on a GPU, one per line; on a card with MIG below their instances.</summary>
internal static class GpuPageProcesses
{
    private const int PidWidth = 8;
    private const int FiguresWidth = 7 + 6 + 8;
    private const int CpuFrom = 110;

    public static void Draw(CellBuffer frame, Rect area, AppState state, GpuPageLayout page)
    {
        var columns = Columns.Of(area.Width);
        DrawHead(frame, area.Row(0), columns, page);
        if (page.Occupants.IsEmpty)
        {
            frame.Text(area.X, area.Y + 1, WhyNone(page), Theme.Secondary, area.Width);
        }

        for (var i = 0; i < page.Occupants.Length; i++)
        {
            var (instance, process, share) = page.Occupants[i];
            if (process is not null && share is not null)
            {
                var (line, key) = (area.Row(i + 1), ProcessRow.KeyOf(page.Server, process.Pid, process.StartTicks));
                frame.Clicks?.Add(line, new ClickTarget.Row(key));
                DrawProcess(frame, line, columns, state, page.Server, process, share, instance is not null);
                if (state.GpuScreen!.Selected == key)
                {
                    frame.Restyle(line, 0, static (style, _) => Theme.Selected(style));
                }
            }
            else if (instance is not null)
            {
                DrawInstance(frame, area.Row(i + 1), state, page, instance);
            }
        }
    }

    private static string WhyNone(GpuPageLayout page) =>
        !page.Server.SectionTimes.ContainsKey(ProbeSection.Processes) ? "not known yet"
        : page.Gpu.Availability.State is GpuState.Busy or GpuState.Idle ? "none is visible: another container, or the driver does not tell"
        : "none";

    private static void DrawHead(CellBuffer frame, Rect line, Columns columns, GpuPageLayout page)
    {
        var style = Theme.Secondary;
        frame.Text(line.X, line.Y, page.Gpu.Instances.IsEmpty ? "processes" : "instances and processes", Theme.Strong, line.Width);
        frame.TextRight(columns.FiguresAt(line), line.Y, 7, "MEM", style);
        frame.TextRight(columns.FiguresAt(line) + 7, line.Y, 6, "SM%", style);
        frame.TextRight(columns.FiguresAt(line) + 13, line.Y, 8, "ELAPSED", style);
        if (columns.Cpu > 0)
        {
            frame.TextRight(columns.CpuAt(line), line.Y, 7, "CPU%", style);
            frame.TextRight(columns.CpuAt(line) + 7, line.Y, 10, "HOST MEM", style);
        }

        frame.Text(columns.WhereAt(line), line.Y, "WHERE", style, columns.Where);
        frame.Text(columns.CommandAt(line), line.Y, "COMMAND", style);
    }

    private static void DrawProcess(
        CellBuffer frame, Rect line, Columns columns, AppState state, Server server, GpuProcess process, GpuShare share, bool isInside)
    {
        var y = line.Y;
        frame.TextRight(line.X, y, PidWidth, $"{process.Pid}", Theme.Secondary);
        var owner = line with { X = line.X + PidWidth + 1, Width = columns.Owner - 1 };
        GpuUsersText.Name(frame, owner.X, owner, state, server, process);
        var x = columns.FiguresAt(line);
        frame.TextRight(x, y, 7, Format.UsedMemory(share.MemoryMiB, "G"), Theme.Text);
        frame.TextRight(x + 7, y, 6, Format.Number(share.SmPercent), Theme.Text);
        if (process.Elapsed is { } elapsed)
        {
            frame.TextRight(x + 13, y, 8, Format.Duration(elapsed), Theme.Text);
        }

        if (columns.Cpu > 0)
        {
            frame.TextRight(columns.CpuAt(line), y, 7, Format.Rounded(process.CpuPercent), Theme.Secondary);
            frame.TextRight(columns.CpuAt(line) + 7, y, 10, Format.UsedMemory(process.HostMemoryMiB, "G"), Theme.Secondary);
        }

        var where = ProcessLocation.Of(server, process)?.ToString()
            ?? (process.SlurmJob is { } job ? $"slurm:{job}" : process.HiddenReason);
        frame.TextEllipsis(columns.WhereAt(line), y, columns.Where - 1, where ?? "–", Theme.Secondary);
        var command = columns.CommandAt(line);
        frame.TextEllipsis(command, y, line.Right - command, CommandText.Short(process.Command), Theme.Text);
        if (isInside)
        {
            frame.Text(line.X, y, "│", Theme.Rail);
        }
    }

    private static void DrawInstance(CellBuffer frame, Rect line, AppState state, GpuPageLayout page, MigInstance instance)
    {
        var (x, y) = (line.X, line.Y);
        frame.Text(x, y, $"├ {instance.Device}  ", Theme.Secondary);
        frame.TextEllipsis(x + 5, y, 12, instance.Profile ?? "–", Theme.Strong);
        GpuLine.DrawMemory(frame, x + 17, y, instance.MemoryUsedMiB, instance.MemoryTotalMiB, Theme.Text);
        var word = GpuStateText.Of(state, page.Server, instance);
        x += 29;
        x += frame.Text(x, y, word.Word, word.Style);
        if (instance.Availability.DurationAt(state.ShownAt) is { } span && instance.Availability.State != GpuState.Unknown)
        {
            x += frame.Text(x, y, $" {(instance.Availability.IsLowerBound ? "≥" : "")}{Format.Duration(span)}", Theme.Secondary);
        }

        x = Math.Max(x + 2, line.X + 42);
        frame.TextEllipsis(x, y, line.Right - x, instance.Uuid, Theme.Secondary);
    }

    // Wider pages add CPU and host memory, and have wider columns of names and places.
    private readonly record struct Columns(int Owner, int Cpu, int Where)
    {
        public static Columns Of(int width) => width >= CpuFrom ? new(24, 18, 18) : width >= 60 ? new(13, 0, 14) : new(9, 0, 0);

        public int FiguresAt(Rect line) => line.X + PidWidth + 1 + Owner;

        public int CpuAt(Rect line) => FiguresAt(line) + FiguresWidth;

        public int WhereAt(Rect line) => CpuAt(line) + Cpu + 2;

        public int CommandAt(Rect line) => WhereAt(line) + Where;
    }
}
