using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The right end of a GPU's line: state, users with command and duration, or the reason of SICK.</summary>
internal static class GpuStatusText
{
    private const int SecondProcessFrom = 60;

    public static void Draw(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu)
    {
        var occupants = GpuUsers.Of(server, gpu);
        var right = area.Right - DrawDuration(frame, area, state, server, gpu, occupants);
        right -= right < area.Right ? 2 : 0;
        var x = area.X;
        var word = GpuStateText.Of(state, server, gpu);
        switch (gpu.Availability.State)
        {
            case GpuState.Sick:
                x += frame.Text(x, area.Y, word.Word, word.Style, right - x) + 1;
                x += frame.TextEllipsis(x, area.Y, right - x, gpu.Availability.Why, Style.Of(Theme.Red)) + 2;
                break;
            case GpuState.Idle:
                x += DrawIdle(frame, ref right, area, state, gpu, word);
                break;
            case GpuState.Free:
                x += frame.Text(x, area.Y, word.Word, word.Style, right - x) + 2;
                break;
            case GpuState.Unknown:
                x += frame.Text(x, area.Y, word.Word, word.Style, right - x) + 1;
                x += occupants.Count == 0 ? frame.TextEllipsis(x, area.Y, right - x, gpu.Availability.Why, Theme.Secondary) : 0;
                break;
        }

        if (!gpu.Instances.IsEmpty && x < right)
        {
            x += frame.Text(x, area.Y, $"MIG {gpu.Instances.Length} instances", Theme.Secondary, right - x) + 2;
        }

        if (occupants.Count > 0)
        {
            var rest = area with { X = x, Width = Math.Max(0, right - x) };
            if (rest.Width >= SecondProcessFrom && occupants.Count > 1)
            {
                GpuUsersText.DrawEach(frame, rest, state, server, occupants);
            }
            else
            {
                GpuUsersText.Draw(frame, rest, state, server, occupants);
            }
        }
        else if (gpu.Availability.State is GpuState.Busy or GpuState.Idle && gpu.Instances.IsEmpty)
        {
            DrawUnowned(frame, x, area, right, server, word);
        }
    }

    // Load or memory without a process: in another PID namespace, or not reported by the driver.
    private static void DrawUnowned(CellBuffer frame, int x, Rect area, int right, Server server, GpuStateText word)
    {
        x += word.Word == "IDLE" ? 0 : frame.Text(x, area.Y, word.Word, word.Style, right - x) + 1;
        if (server.SectionTimes.ContainsKey(ProbeSection.Processes))
        {
            frame.TextEllipsis(x, area.Y, right - x, "no process is visible", Theme.Secondary);
        }
    }

    // Draws right of the owner; returns 0 columns for the left side.
    private static int DrawIdle(CellBuffer frame, ref int right, Rect area, AppState state, Gpu gpu, GpuStateText word)
    {
        var atLeast = gpu.Availability.IsLowerBound ? "≥" : "";
        var text = $"{word.Word} {atLeast}{Format.Duration(gpu.Availability.DurationAt(state.ShownAt) ?? default)}";
        text = area.X + text.Length + 6 > right ? word.Word : text;
        frame.TextRight(area.X, area.Y, right - area.X, text, word.Style);
        right -= text.Length + 2;
        return 0;
    }

    // The duration of the job or of FREE; the age of outdated data.
    private static int DrawDuration(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu, GpuUsers occupants)
    {
        if (server.AreGpusStale(state.ShownAt, state.Interval))
        {
            return server.AgeOf(ProbeSection.Gpus, state.ShownAt) is { } age
                ? frame.TextRight(area.X, area.Y, area.Width, $"{Format.Duration(age)} ago", Theme.Secondary)
                : 0;
        }

        if (gpu.Availability.State == GpuState.Free && gpu.Availability.DurationAt(state.ShownAt) is { } free)
        {
            var atLeast = gpu.Availability.IsLowerBound ? "≥" : "";
            return frame.TextRight(area.X, area.Y, area.Width, $"{atLeast}{Format.Duration(free)}", Theme.Secondary);
        }

        return occupants.Main?.Elapsed is { } elapsed
            ? frame.TextRight(area.X, area.Y, area.Width, Format.Duration(elapsed), Theme.Secondary)
            : 0;
    }
}
