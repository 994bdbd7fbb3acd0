using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The list in a GPU's box: its processes, its MIG instances, or the reason why it is empty.</summary>
internal static class PaneProcesses
{
    private const int FiguresWidth = 6 + 5 + 7;

    public static void Draw(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu)
    {
        var (line, y) = (0, area.Y);
        if (gpu.Availability.Why is { } why)
        {
            var style = gpu.Availability.State == GpuState.Sick ? Style.Of(Theme.Red) : Theme.Secondary;
            frame.TextEllipsis(area.X, y, area.Width, why, style);
            line++;
        }

        if (!gpu.Instances.IsEmpty)
        {
            DrawInstances(frame, area.SplitTop(line).Remainder, state, server, gpu);
            return;
        }

        var occupants = GpuUsers.Of(server, gpu);
        if (occupants.Count == 0 && gpu.Availability.State is GpuState.Busy or GpuState.Idle
            && server.SectionTimes.ContainsKey(ProbeSection.Processes))
        {
            frame.TextEllipsis(area.X, y, area.Width, "no process is visible", Theme.Secondary);
            return;
        }

        var shown = 0;
        foreach (var process in server.Processes)
        {
            if (occupants.ShareOf(process) is not { } share)
            {
                continue;
            }

            if (line + 1 == area.Height && shown + 1 < occupants.Count)
            {
                frame.Text(area.X, area.Y + line, $"+{occupants.Count - shown} more", Theme.Secondary, area.Width);
                return;
            }

            DrawProcess(frame, area.Row(line), state, server, process, share);
            line++;
            shown++;
        }
    }

    private static void DrawProcess(CellBuffer frame, Rect area, AppState state, Server server, GpuProcess process, GpuShare share)
    {
        if (area.IsEmpty)
        {
            return;
        }

        var x = area.Right - FiguresWidth;
        frame.TextRight(x, area.Y, 6, Format.UsedMemory(share.MemoryMiB, "G"), Theme.Text);
        frame.TextRight(x + 6, area.Y, 5, Format.Number(share.SmPercent, "%"), Theme.Secondary);
        if (process.Elapsed is { } elapsed)
        {
            frame.TextRight(x + 11, area.Y, 7, Format.Duration(elapsed), Theme.Secondary);
        }

        var left = area.SplitRight(FiguresWidth).Remainder;
        var name = GpuUsersText.Name(frame, left.X, left, state, server, process) + 1;
        if (left.Width - name >= 3)
        {
            frame.TextEllipsis(left.X + name, area.Y, left.Width - name, CommandText.Short(process.Command), Theme.Text);
        }
    }

    // The counts of the instances without a line of their own, then their users: 3 MIG, 1 free  erin  bob.
    private static void DrawRest(CellBuffer frame, Rect line, AppState state, Server server, Gpu gpu, int from)
    {
        var rest = gpu.Instances[from..];
        var free = rest.Count(instance => instance.Availability.State == GpuState.Free);
        var x = line.X + frame.Text(line.X, line.Y, $"{(from == 0 ? "" : "+")}{rest.Length} MIG", Theme.Secondary, line.Width);
        x += free == 0 ? 0 : frame.Text(x, line.Y, $", {free} free", Theme.Good, line.Right - x);
        foreach (var instance in rest)
        {
            if (GpuUsers.Of(server, gpu, instance).Main is { } main && line.Right - x > 4)
            {
                x += 2;
                x += GpuUsersText.Name(frame, x, line, state, server, main);
            }
        }
    }

    private static void DrawInstances(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu)
    {
        for (var i = 0; i < gpu.Instances.Length && i < area.Height; i++)
        {
            var line = area.Row(i);
            if (i + 1 == area.Height && i + 1 < gpu.Instances.Length)
            {
                DrawRest(frame, line, state, server, gpu, from: i);
                return;
            }

            var instance = gpu.Instances[i];
            var x = line.X + frame.Text(line.X, line.Y, $"{instance.Device} {instance.Profile}", Theme.Text, line.Width) + 2;
            if (instance.MemoryTotalMiB is not null)
            {
                GpuLine.DrawMemory(frame, line.Right - 10, line.Y, instance.MemoryUsedMiB, instance.MemoryTotalMiB, Theme.Text);
                line = line.SplitRight(11).Remainder;
            }

            MigStatusText.Draw(frame, line with { X = x, Width = Math.Max(0, line.Right - x) }, state, server, gpu, instance);
        }
    }
}
