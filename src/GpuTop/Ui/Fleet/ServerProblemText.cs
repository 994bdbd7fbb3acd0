using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The text of a server without data: the problem, age of the last data, time of the next attempt, remedy.</summary>
internal static class ServerProblemText
{
    public static void Draw(CellBuffer frame, Rect area, AppState state, Server server, ConnectionPhase phase)
    {
        var status = server.Connection;
        var x = area.X;
        var problem = status.Problem?.Text;
        if (phase == ConnectionPhase.Connecting && state.Prompts.Any(prompt => prompt.Server == server.Name))
        {
            x += frame.Text(x, area.Y, "asks you: press p to answer", Theme.Warning.Bold(), area.Right - x);
        }
        else if (phase == ConnectionPhase.Connecting)
        {
            x += frame.Text(x, area.Y, "connecting…", Theme.Secondary, area.Right - x);
            x += status.Attempt > 1 ? frame.Text(x, area.Y, $" attempt {status.Attempt}", Theme.Secondary, area.Right - x) : 0;
            x = Add(frame, x, area, problem, Theme.Secondary);
        }
        else
        {
            problem ??= phase == ConnectionPhase.Lost ? "connection lost"
                : phase == ConnectionPhase.Failed ? "connection failed" : "needs you";
            var style = phase == ConnectionPhase.NeedsUser ? Theme.Warning : Style.Of(Theme.Red);
            x += frame.TextEllipsis(x, area.Y, area.Right - x, problem, style);
        }

        var isUrgent = phase == ConnectionPhase.NeedsUser;
        x = isUrgent ? Remedy(frame, x, area, status) : x;
        if (server.LastReceivedAt is { } heard)
        {
            x = Add(frame, x, area, $"last data {Format.Duration(state.ShownAt - heard)} ago", Theme.Secondary);
        }

        if (status.RetryAt is { } retry && phase != ConnectionPhase.Connecting)
        {
            var wait = retry > state.ShownAt ? retry - state.ShownAt : TimeSpan.Zero;
            x = Add(frame, x, area, $"again in {Format.Duration(wait)}", Theme.Secondary);
        }

        if (!isUrgent)
        {
            Remedy(frame, x, area, status);
        }
    }

    private static int Remedy(CellBuffer frame, int x, Rect area, ConnectionStatus status)
    {
        if (status.Problem?.Remedy is not { } remedy || x + 3 + UnicodeWidth.Of(remedy) > area.Right)
        {
            return x;
        }

        x += frame.Text(x, area.Y, " → ", Theme.Secondary);
        return x + frame.Text(x, area.Y, remedy, Theme.Text, area.Right - x);
    }

    // Draws only what fits completely.
    private static int Add(CellBuffer frame, int x, Rect area, string? text, Style style)
    {
        if (string.IsNullOrEmpty(text) || x + 3 + UnicodeWidth.Of(text) > area.Right)
        {
            return x;
        }

        x += frame.Text(x, area.Y, " · ", Theme.Secondary);
        return x + frame.Text(x, area.Y, text, style);
    }
}
