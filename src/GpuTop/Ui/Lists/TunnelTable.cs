using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The open and the possible tunnels, with details of the selected one.</summary>
internal static class TunnelTable
{
    private const int DetailLines = 3;
    private const int LeastHeightWithDetail = 12;

    private static readonly Table<TunnelRow> Table = new(
    [
        new("SERVER", 9, (frame, area, row) => frame.TextEllipsis(area.X, area.Y, area.Width, row.Server.Name, ServerStyle(row))),
        new("PORT", 8, DrawPlace),
        new("WHAT", 11, (frame, area, row) => DrawProgram(frame, area, row.Name, row, NameStyle(row)), Rank: 1),
        new("PROGRAM", 30, (frame, area, row) => DrawProgram(frame, area, null, row, Theme.Secondary), Rank: 3),
        new("PID", 7, DrawPid, IsRight: true, Rank: 4),
        new("STATE", 9, DrawState),
        new("ADDRESS HERE", 0, DrawAddress, Least: "http://127.0.0.1:65535/".Length),
        new("CONNS", 5, (frame, area, row) => DrawCount(frame, area, row, traffic => traffic.Connections), IsRight: true, Rank: 5),
        new("SENT", 5, (frame, area, row) => DrawBytes(frame, area, row, traffic => traffic.BytesSent), IsRight: true, Rank: 3),
        new("RECV", 5, (frame, area, row) => DrawBytes(frame, area, row, traffic => traffic.BytesReceived), IsRight: true, Rank: 2),
    ]);

    /// <summary>Draws the view; returns the counts of rows above and below the visible ones.</summary>
    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        var rows = TunnelList.Of(state);
        if (rows.IsEmpty)
        {
            DrawNothing(frame, area, state);
            return (0, 0);
        }

        var list = state.ListOf(ViewKind.Tunnels);
        var (detail, body) = area.SplitBottom(area.Height >= LeastHeightWithDetail ? DetailLines : 0);
        if (!detail.IsEmpty)
        {
            TunnelDetail.Draw(frame, detail, state, list.Selected(rows, static row => row.Key)!);
        }

        return Table.Draw(frame, body, rows, list, static row => row.Key);
    }

    internal static (string Word, Style Style) StateOf(TunnelRow row) => row switch
    {
        { IsHere: true } => ("here", Theme.Secondary),
        { Tunnel: null } => ("–", Theme.Rail),
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

        return columns;
    }

    private static void DrawAddress(CellBuffer frame, Rect area, TunnelRow row) => DrawAddress(frame, area, row, isWhole: false);

    private static void DrawNothing(CellBuffer frame, Rect area, AppState state)
    {
        var isFiltered = state.ListOf(ViewKind.Tunnels).FilterText is { Length: > 0 } filter;
        var text = isFiltered
            ? $"nothing matches {state.ListOf(ViewKind.Tunnels).FilterText}: no program of mine listens there, "
                + "and no tunnel is configured (Esc shows all)"
            : "no program of mine listens on any server, and no tunnel is configured ([[tunnel]] in gputop.toml)";
        frame.TextEllipsis(area.X + 2, area.Y + 1, area.Width - 3, text, Theme.Secondary);
    }

    // Cut at the start: the port is at the end.
    private static void DrawPlace(CellBuffer frame, Rect area, TunnelRow row)
    {
        var style = row.Tunnel is null ? Theme.Text : Theme.Strong;
        var place = row.Remote.Place;
        if (place.Length <= area.Width)
        {
            frame.Text(area.X, area.Y, place, style, area.Width);
        }
        else
        {
            frame.Text(area.X, area.Y, $"…", Theme.Secondary, 1);
            frame.Text(area.X + 1, area.Y, place.AsSpan(place.Length - area.Width + 1), style, area.Width - 1);
        }
    }

    private static void DrawProgram(CellBuffer frame, Rect area, string? name, TunnelRow row, Style style) =>
        frame.TextEllipsis(area.X, area.Y, area.Width, name ?? CommandText.Short(row.Listener?.Command), style);

    private static void DrawPid(CellBuffer frame, Rect area, TunnelRow row)
    {
        if (row.Listener is { } listener)
        {
            frame.TextRight(area.X, area.Y, area.Width, Format.Number(listener.Pid), Theme.Secondary);
        }
    }

    private static void DrawState(CellBuffer frame, Rect area, TunnelRow row)
    {
        var (word, style) = StateOf(row);
        frame.Text(area.X, area.Y, word, style, area.Width);
    }

    private static void DrawCount(CellBuffer frame, Rect area, TunnelRow row, Func<Traffic, int> count)
    {
        if (row.Tunnel is { LocalPort: not null } tunnel)
        {
            frame.TextRight(area.X, area.Y, area.Width, $"{count(tunnel.Traffic)}", Theme.Text);
        }
    }

    private static void DrawBytes(CellBuffer frame, Rect area, TunnelRow row, Func<Traffic, long> bytes)
    {
        if (row.Tunnel is { LocalPort: not null } tunnel)
        {
            frame.TextRight(area.X, area.Y, area.Width, Format.Bytes(bytes(tunnel.Traffic)), Theme.Text);
        }
    }

    private static Style ServerStyle(TunnelRow row) => row.Server.Link.Phase == LinkPhase.Live ? Theme.Text : Theme.Faded(Theme.Text);

    private static Style NameStyle(TunnelRow row) => row.IsConfigured ? Theme.Strong : Theme.Text;
}
