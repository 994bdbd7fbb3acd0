using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The line of a server, above its GPUs or in place of them.</summary>
internal static class ServerLine
{
    public static void Draw(CellBuffer frame, Rect area, AppState state, FleetRow row, FleetColumns columns)
    {
        var server = row.Server;
        var phase = server.PhaseAt(state.ShownAt);
        var (mark, markStyle) = phase switch
        {
            ConnectionPhase.Lost or ConnectionPhase.Failed => ('✕', Theme.Bad),
            ConnectionPhase.NeedsUser => ('!', Theme.Warning.Bold()),
            ConnectionPhase.Connecting => ('·', Theme.Secondary),
            _ => (row.IsOpen ? '▾' : '▸', Theme.Secondary),
        };
        frame.Set(area.X + 1, area.Y, mark, markStyle);
        var nameStyle = phase == ConnectionPhase.Live ? Theme.Strong : Theme.Secondary;
        frame.TextEllipsis(area.X + 3, area.Y, columns.Name, server.Name, nameStyle);
        var rest = area.SplitLeft(columns.Name + 5).Remainder.SplitRight(1).Remainder;
        if (phase is ConnectionPhase.Live or ConnectionPhase.Stale)
        {
            DrawLive(frame, rest, state, row, columns, phase);
        }
        else
        {
            ServerProblemText.Draw(frame, rest, state, server, phase);
        }
    }

    private static void DrawLive(CellBuffer frame, Rect area, AppState state, FleetRow row, FleetColumns columns, ConnectionPhase phase)
    {
        var server = row.Server;
        var x = area.X;
        if (server.SameAs is { } other)
        {
            var used = frame.TextRight(x, area.Y, area.Width, $"same machine as {other}", Theme.Warning);
            area = area.SplitRight(used + 2).Remainder;
        }

        if (server.Latency is { } latency && (row.IsOpen || state.Width >= SummaryLine.LoadFrom))
        {
            var used = frame.TextRight(x, area.Y, area.Width, $"{latency.TotalMilliseconds:0}ms", Theme.Secondary);
            area = area.SplitRight(used + 2).Remainder;
        }

        if (server.Gpus.IsEmpty)
        {
            x = DrawSilence(frame, x, area, state, server, phase);
            x += DrawWithoutGpus(frame, x, area, state, server) + 3;
            x += DrawLimit(frame, x, area, state, server);
            HostLoadText.Draw(frame, x, area, state, server);
            return;
        }

        if (columns.Models > 0)
        {
            frame.TextEllipsis(x, area.Y, Math.Min(columns.Models, area.Right - x), Format.Models(server), Theme.Text);
            x += columns.Models + 2;
        }

        x += DrawFree(frame, x, area, state, server) + 2;
        x = row.IsOpen ? x : SummaryLine.DrawBlocks(frame, x, area, state, server, columns);
        x = DrawSilence(frame, x, area, state, server, phase);
        if (server.GpuSilence(state.ShownAt, state.Interval) is { } silence)
        {
            x += frame.Text(x, area.Y, $"nvidia-smi not responding for {Format.Duration(silence)}", Theme.Bad, area.Right - x) + 2;
        }
        else if (server.GpuProblem is { } problem)
        {
            x += frame.TextEllipsis(x, area.Y, ProblemWidth(area.Right - x), problem, Theme.Warning) + 2;
        }

        x += DrawLimit(frame, x, area, state, server);
        if (row.IsOpen)
        {
            x = DrawHidden(frame, x, area, state, server);
            x = HostLoadText.Draw(frame, x + 1, area, state, server);
            x = DrawProcessProblem(frame, x + 1, area, server);
            // A rule separates the servers.
            frame.Fill(new Rect(x, area.Y, area.Right - x, 1), '─', Theme.Rail);
        }
        else
        {
            x = SummaryLine.DrawLoads(frame, x, area, state, server);
            SummaryLine.DrawPeople(frame, x, area, state, server);
        }
    }

    // A long message is cut to leave room for the host load; Enter shows all of it.
    private static int ProblemWidth(int width) => Math.Min(width, Math.Max(30, width - HostLoadText.Width));

    private static int DrawSilence(CellBuffer frame, int x, Rect area, AppState state, Server server, ConnectionPhase phase) =>
        phase == ConnectionPhase.Stale && server.LastReceivedAt is { } heard
            ? x + frame.Text(x, area.Y, $"stale {Format.Duration(state.ShownAt - heard)}", Theme.Warning, area.Right - x) + 2
            : x;

    private static int DrawLimit(CellBuffer frame, int x, Rect area, AppState state, Server server) =>
        server.Limit is { } limit && limit.IsCurrent(state.ShownAt) && x < area.Right
            ? frame.TextEllipsis(x, area.Y, ProblemWidth(area.Right - x), $"output left out: {limit.Text}", Theme.Warning) + 2
            : 0;

    private static int DrawWithoutGpus(CellBuffer frame, int x, Rect area, AppState state, Server server)
    {
        var width = area.Right - x;
        if (server.GpuSilence(state.ShownAt, state.Interval) is { } silence && server.GpuProblem is null)
        {
            return frame.Text(x, area.Y, $"nvidia-smi not responding for {Format.Duration(silence)}", Theme.Bad, width);
        }

        if (server.AgeOf(ProbeSection.Gpus, state.ShownAt) is null && server.GpusFailedAt is null)
        {
            return frame.Text(x, area.Y, "connected, waiting for data…", Theme.Secondary, width);
        }

        return server.GpuProblem is { } problem
            ? frame.TextEllipsis(x, area.Y, ProblemWidth(width), problem, Theme.Warning)
            : frame.Text(x, area.Y, "no GPUs", Theme.Secondary, width);
    }

    private static int DrawFree(CellBuffer frame, int x, Rect area, AppState state, Server server)
    {
        if (server.AreGpusStale(state.ShownAt, state.Interval))
        {
            frame.Text(x, area.Y, " ? free", Theme.Secondary, area.Right - x);
            return 7;
        }

        // "free?" is one column longer and uses the gap after it.
        var free = FreeCount.Of(state, server);
        frame.Text(x, area.Y, $"{Format.Number(free.Shown),2} {free.Word}", free.Style, area.Right - x);
        return 7;
    }

    private static int DrawHidden(CellBuffer frame, int x, Rect area, AppState state, Server server)
    {
        if (!state.FleetScreen.IsFiltered)
        {
            return x;
        }

        var hidden = 0;
        foreach (var gpu in server.Gpus)
        {
            hidden += FleetFilter.PassesAll(state, server, gpu) ? 0 : 1;
        }

        return hidden == 0 ? x : x + frame.Text(x, area.Y, $"{hidden} hidden", Theme.Secondary, area.Right - x) + 2;
    }

    private static int DrawProcessProblem(CellBuffer frame, int x, Rect area, Server server)
    {
        if (server.ProcessProblem is { } problem && area.Right - x > 20)
        {
            x += frame.Text(x, area.Y, "processes: ", Theme.Secondary, area.Right - x);
            x += frame.TextEllipsis(x, area.Y, area.Right - x, problem, Theme.Warning) + 2;
        }

        return x;
    }
}
