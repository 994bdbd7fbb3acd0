using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The open and the possible tunnels, with details of the selected one.</summary>
internal static class TunnelTable
{
    private const int DetailLines = 3;
    private const int LeastHeightWithDetail = 12;

    private static readonly Table<TunnelRow> Table = new(TunnelList.View,
    [
        new("SERVER", 9, (at, row) => at.Left(row.Server.Name, ServerStyle(row))),
        new("PORT", 8, DrawPlace),
        new("WHAT", 11, (at, row) => at.Left(row.Name ?? ProgramOf(row), row.IsConfigured ? Theme.Strong : Theme.Text), Rank: 1),
        new("PROGRAM", 30, (at, row) => at.Left(ProgramOf(row), Theme.Secondary), Rank: 3),
        new("PID", 7, (at, row) => at.Right(row.Listener is { } listener ? Format.Number(listener.Pid) : "", Theme.Secondary), true, 4),
        new("STATE", 9, (at, row) => at.Left(StateOf(row).Word, StateOf(row).Style)),
        new("ADDRESS HERE", 0, (at, row) => DrawAddress(at.Frame, at.Area, row, isWhole: false), Least: "http://127.0.0.1:65535/".Length),
        new("CONNS", 5, (at, row) => at.Right(TrafficOf(row, traffic => $"{traffic.Connections}"), Theme.Text), true, 5),
        new("SENT", 5, (at, row) => at.Right(TrafficOf(row, traffic => Format.Bytes(traffic.BytesSent)), Theme.Text), true, 3),
        new("RECV", 5, (at, row) => at.Right(TrafficOf(row, traffic => Format.Bytes(traffic.BytesReceived)), Theme.Text), true, 2),
    ]);

    /// <summary>Draws the view; returns the counts of rows above and below the visible ones.</summary>
    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        var rows = TunnelList.View.Of(state);
        area = ListStatus.Draw(frame, area, state);
        var (detail, body) = area.SplitBottom(!rows.IsEmpty && area.Height >= LeastHeightWithDetail ? DetailLines : 0);
        if (!detail.IsEmpty)
        {
            TunnelDetail.Draw(frame, detail, state, state.ListOf(ViewKind.Tunnels).Selected(rows, TunnelList.View.KeyOf)!);
        }

        return Table.Draw(frame, body, state, rows);
    }

    internal static (string Word, Style Style) StateOf(TunnelRow row) => row switch
    {
        { IsHere: true } => ("here", Theme.Secondary),
        { Tunnel: null } => ("closed", Theme.Secondary),
        { Tunnel: { Phase: TunnelPhase.Open, Problem: not null } } => ("● open", Theme.Warning),
        { Tunnel.Phase: TunnelPhase.Open } => ("● open", Theme.Good),
        { Tunnel.Phase: TunnelPhase.Opening } => ("… opening", Theme.Secondary),
        { Tunnel.Phase: TunnelPhase.Waiting } => ("○ waiting", Theme.Warning),
        _ => ("✕ failed", Theme.Bad),
    };

    /// <summary>Draws the address as a link, or the problem without an address.</summary>
    internal static int DrawAddress(CellBuffer frame, Rect area, TunnelRow row, bool isWhole)
    {
        if (row.AddressWithin(area.Width) is not { } address)
        {
            var problem = row.Tunnel?.Problem;
            return problem is null || isWhole ? 0 : frame.TextEllipsis(area.X, area.Y, area.Width, problem, Theme.Bad);
        }

        var style = row.Tunnel?.Phase == TunnelPhase.Waiting ? Theme.Secondary : Theme.Accent.Underline();
        var columns = frame.TextEllipsis(area.X, area.Y, area.Width, address, style);
        if (row.Scheme is not null)
        {
            frame.Link(new Rect(area.X, area.Y, columns, 1), row.Address!);
        }

        var taken = row.TakenPort is { } port ? $" ({port} is taken)" : "";
        return taken.Length == 0 || columns + taken.Length > area.Width
            ? columns
            : columns + frame.Text(area.X + columns, area.Y, taken, Theme.Warning);
    }

    // Cut at the start: the port is at the end.
    private static void DrawPlace(TableCell at, TunnelRow row)
    {
        var style = row.Tunnel is null ? Theme.Text : Theme.Strong;
        var place = row.Remote.Place;
        if (place.Length <= at.Area.Width)
        {
            at.Left(place, style);
        }
        else
        {
            at.After(at.Left("…", Theme.Secondary)).Left(place.AsSpan(place.Length - at.Area.Width + 1), style);
        }
    }

    private static string ProgramOf(TunnelRow row) => CommandText.Short(row.Listener?.Command).ToString();

    private static string TrafficOf(TunnelRow row, Func<Traffic, string> text) =>
        row.Tunnel is { LocalPort: not null } tunnel ? text(tunnel.Traffic) : "";

    private static Style ServerStyle(TunnelRow row) =>
        row.Server.Connection.Phase == ConnectionPhase.Live ? Theme.Text : Theme.Faded(Theme.Text);
}
