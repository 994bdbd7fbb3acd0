using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The first line: mode marks and counts of the fleet.</summary>
internal static class Header
{
    private const int LongestFilter = 20;

    public static void Draw(CellBuffer frame, Rect area, AppState state)
    {
        frame.Fill(area, ' ', Theme.Text);
        var right = DrawRight(frame, area, state);
        var counts = FleetCounts.Of(state);
        // Reserve the count of sick GPUs; only marks of filters, prompts and freezing come before it.
        var room = counts.Sick == 0 ? right : right - $"{counts.Sick} sick".Length - 2;
        var x = area.X + 1;
        x += frame.Text(x, area.Y, "gputop", Theme.Accent, right - x);
        x = MarkPrompts(frame, x, area.Y, right, state);
        x = Mark(frame, x + 1, area.Y, right, state.Frozen is not null, "FROZEN");
        x = Mark(frame, x, area.Y, room, state.Options.IsDemo, "DEMO");
        x = Mark(frame, x, area.Y, room, state.Replay is not null, ReplayText(state));
        var isFleet = state.View == ViewKind.Fleet;
        x = Mark(frame, x, area.Y, right, isFleet && state.FleetScreen.FreeOnly, "only free");
        x = Mark(frame, x, area.Y, right, isFleet && state.FleetScreen.MineOnly, "only mine");
        x = Mark(frame, x, area.Y, right, isFleet && state.FleetScreen.IdleOnly, "only idle");
        x = Mark(frame, x, area.Y, right, state.PendingWait is not null, WaitLabel(state.PendingWait));
        x = MarkFilter(frame, x, area.Y, right, isFleet ? state.FleetScreen.FilterText : "");
        var isMarked = x > area.X + "gputop".Length + 2;
        x++;
        // The count of servers is the first one dropped.
        if (state.View is not (ViewKind.Fleet or ViewKind.Gpu))
        {
            x += frame.Text(x, area.Y, state.View.ToString(), Theme.Strong, right - x) + 2;
        }
        else if (area.Width >= (isMarked ? 100 : 60))
        {
            x = Count(frame, x, area.Y, right, counts.Servers, counts.Servers == 1 ? "server" : "servers", Theme.Text);
        }

        // The count of GPUs is dropped next.
        var gpuStyle = counts.Gpus is null ? Theme.Secondary : Theme.Text;
        x = room - x < WidthOf(counts) + (area.Width >= 60 ? 1 : 0)
            ? x
            : Count(frame, x, area.Y, room, counts.Gpus, counts.Gpus == 1 ? "GPU" : "GPUs", gpuStyle);
        x = Count(frame, x + (area.Width >= 60 ? 1 : 0), area.Y, room, counts.Free.Shown, counts.Free.Word, counts.Free.Style);
        x = Count(frame, x, area.Y, room, counts.Idle, "idle", counts.Idle > 0 ? Theme.Warning : Theme.Secondary);
        x = Count(frame, x, area.Y, room, counts.Mine, "mine", counts.Mine > 0 ? Theme.Strong : Theme.Secondary);
        if (counts.Sick > 0)
        {
            Count(frame, x, area.Y, right, counts.Sick, "sick", Theme.Bad);
        }
    }

    // Draws interval and clock; returns their first column.
    private static int DrawRight(CellBuffer frame, Rect area, AppState state)
    {
        if (area.Width < 60)
        {
            return area.Right;
        }

        var clock = TimeZoneInfo.ConvertTime(state.ShownAt, state.Options.TimeZone);
        frame.Text(area.Right - 9, area.Y, $"{clock:HH':'mm':'ss}", Theme.Secondary);
        var interval = $"{state.Interval.TotalSeconds:0.##}s";
        return area.Right - 10 - frame.TextRight(area.X, area.Y, area.Width - 11, interval, Theme.Secondary) - 2;
    }

    private static string ReplayText(AppState state) => state.Replay switch
    {
        null => "",
        { IsPaused: true } replay => state.Now >= replay.End ? "REPLAY end" : "REPLAY paused",
        { Speed: 1 } => "REPLAY",
        var replay => $"REPLAY {replay.Speed}x",
    };

    private static string WaitLabel(WaitRequest? wanted) => wanted?.Request switch
    {
        null => "",
        { MemoryMiB: { } memory } request => $"wait {request.Gpus}x{memory / 1024.0:0.#}G",
        { } request => $"wait {request.Gpus}",
    };

    private static int WidthOf(FleetCounts counts)
    {
        var free = $"{Format.Number(counts.Free.Shown)} {counts.Free.Word}";
        return $"{Format.Number(counts.Gpus)} GPUs  {free}  {Format.Number(counts.Idle)} idle  {Format.Number(counts.Mine)} mine".Length;
    }

    private static int Count(CellBuffer frame, int x, int y, int right, int? count, string word, Style style)
    {
        var text = $"{Format.Number(count)} {word}";
        return x + text.Length > right ? Math.Max(x, right) : x + frame.Text(x, y, text, style) + 2;
    }

    private static int MarkPrompts(CellBuffer frame, int x, int y, int right, AppState state)
    {
        if (state.Prompts.IsEmpty)
        {
            return x;
        }

        var asking = state.Prompts.Select(prompt => prompt.Server).Distinct().Count();
        var style = Theme.Warning.Bold().Reverse();
        var text = $" {asking} {(asking == 1 ? "server asks" : "servers ask")}: press p ";
        return x + 1 + frame.Text(x + 1, y, text, style, Math.Max(0, right - x - 1));
    }

    private static int MarkFilter(CellBuffer frame, int x, int y, int right, string filter)
    {
        if (filter.Length == 0 || right - x < 6)
        {
            return x;
        }

        var style = Theme.Warning.Bold().Reverse();
        x += frame.Text(x, y, " /", style);
        x += frame.TextEllipsis(x, y, Math.Min(LongestFilter, right - x - 2), filter, style);
        return x + frame.Text(x, y, " ", style) + 1;
    }

    private static int Mark(CellBuffer frame, int x, int y, int right, bool isOn, string word)
    {
        if (!isOn || x + word.Length + 2 > right)
        {
            return x;
        }

        return x + frame.Text(x, y, $" {word} ", Theme.Warning.Bold().Reverse(), right - x) + 1;
    }
}
