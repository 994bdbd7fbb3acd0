using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Details of the selected tunnel under the list: addresses, traffic, listener, problem.</summary>
internal static class TunnelDetail
{
    public static void Draw(CellBuffer frame, Rect area, AppState state, TunnelRow row)
    {
        frame.Fill(area.Row(0), '─', Theme.Rail);
        DrawAddresses(frame, area.Row(1).Inset(1, 0), row);
        var line = area.Row(2).Inset(1, 0);
        if (row.Tunnel?.Problem is { } problem)
        {
            frame.TextEllipsis(line.X, line.Y, line.Width, problem, Theme.Bad);
        }
        else if (row.Tunnel is null && TunnelActions.WhyNot(state) is { } reason && !row.IsHere)
        {
            frame.TextEllipsis(line.X, line.Y, line.Width, reason, Theme.Warning);
        }
        else if (row.Listener is { } listener)
        {
            var x = line.X;
            x += listener.Pid is { } pid ? frame.Text(x, line.Y, $"pid {pid}  ", Theme.Secondary, line.Right - x) : 0;
            frame.TextEllipsis(x, line.Y, line.Right - x, listener.Command ?? "a program that the server does not name", Theme.Secondary);
        }
        else
        {
            frame.TextEllipsis(line.X, line.Y, line.Width, "from the configuration; no program of mine listens there", Theme.Secondary);
        }
    }

    private static void DrawAddresses(CellBuffer frame, Rect line, TunnelRow row)
    {
        var x = line.X + frame.Text(line.X, line.Y, row.Remote.ToString(), Theme.Strong, line.Width);
        x += frame.Text(x, line.Y, "  ", Theme.Text, line.Right - x);
        var (word, style) = TunnelTable.StateOf(row);
        x += frame.Text(x, line.Y, word, style, line.Right - x);
        if (row.ShownAddress is not null)
        {
            x += frame.Text(x, line.Y, " → ", Theme.Secondary, line.Right - x);
            x += TunnelTable.DrawAddress(frame, new Rect(x, line.Y, Math.Max(0, line.Right - x), 1), row, isWhole: true);
        }

        if (row.Tunnel is { LocalPort: not null, Traffic: var traffic })
        {
            frame.Text(
                x,
                line.Y,
                $"  {traffic.Connections} open  ↑ {Format.Bytes(traffic.BytesSent)} ↓ {Format.Bytes(traffic.BytesReceived)}",
                Theme.Secondary,
                Math.Max(0, line.Right - x));
        }
    }
}
