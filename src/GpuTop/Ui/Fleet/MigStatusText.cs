using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The right end of a MIG instance's line: state, or users with command and duration.</summary>
internal static class MigStatusText
{
    public static void Draw(CellBuffer frame, Rect area, AppState state, Server server, Gpu gpu, MigInstance instance)
    {
        var occupants = GpuUsers.Of(server, gpu, instance);
        var availability = instance.Availability;
        var duration = server.AreGpusStale(state.ShownAt, state.Interval) ? null
            : availability.State == GpuState.Free ? availability.DurationAt(state.ShownAt)
            : occupants.Main?.Elapsed;
        var right = area.Right;
        if (duration is { } span && area.Width > 16)
        {
            var atLeast = availability.State == GpuState.Free && availability.IsLowerBound ? "≥" : "";
            right -= frame.TextRight(area.X, area.Y, area.Width, $"{atLeast}{Format.Duration(span)}", Theme.Secondary) + 2;
        }

        var rest = area with { Width = Math.Max(0, right - area.X) };
        if (occupants.Count > 0)
        {
            GpuUsersText.Draw(frame, rest, state, server, occupants);
            return;
        }

        var word = GpuStateText.Of(state, server, instance);
        var x = rest.X + frame.Text(rest.X, rest.Y, word.Word, word.Style, rest.Width) + 1;
        // The reason of SICK is in the card's line.
        var why = availability.State switch
        {
            GpuState.Busy => "no process is visible",
            GpuState.Unknown when word.Word == "?" => availability.Why,
            _ => null,
        };
        frame.TextEllipsis(x, rest.Y, right - x, why, Theme.Secondary);
    }
}
