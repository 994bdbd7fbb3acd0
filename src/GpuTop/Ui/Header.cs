using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The first line: mode marks and counts of the fleet.</summary>
internal static class Header
{
    private const int LongestFilter = 20;
    private const int LongestModel = 12;

    public static void Draw(CellBuffer frame, Rect area, AppState state)
    {
        frame.Fill(area, ' ', Theme.Text);
        var right = DrawRight(frame, area, state);
        var counts = FleetCounts.Of(state);
        // Reserve the counts of failures; only marks of filters, prompts and freezing come before them.
        var room = right - ReserveOf(counts.Sick, "sick") - ReserveOf(counts.Lost, "lost");
        var x = area.X + 1;
        x += frame.Text(x, area.Y, "gputop", Theme.Accent, right - x);
        x = MarkPrompts(frame, x, area.Y, right, state);
        x = Mark(frame, x + 1, area.Y, right, state.Frozen is not null, "FROZEN");
        x = Mark(frame, x, area.Y, room, state.Options.IsDemo, "DEMO");
        x = Mark(frame, x, area.Y, room, state.Replay is not null, ReplayText(state));
        var isFleet = state.View == ViewKind.Fleet;
        x = Mark(frame, x, area.Y, right, isFleet && state.FleetScreen.Only != ShownGpus.All, $"only {Word(state.FleetScreen.Only)}");
        x = MarkRequest(frame, x, area.Y, right, "find", isFleet ? state.FleetScreen.Found : null);
        x = MarkRequest(frame, x, area.Y, right, "wait", state.PendingWait?.Request);
        var alerts = state.Alerts.Requested;
        x = Mark(frame, x, area.Y, room, alerts > 0, alerts == 1 ? "1 alert" : $"{alerts} alerts");
        x = MarkFilter(frame, x, area.Y, right, isFleet ? state.FleetScreen.FilterText : "");
        var isMarked = x > area.X + "gputop".Length + 2;
        x++;
        // The count of servers is the first one dropped.
        if (state.View is not (ViewKind.Fleet or ViewKind.Gpu) && ScreenLayout.Tabs(state).IsEmpty)
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
            : Count(frame, x, area.Y, room, counts.Gpus, GpuWord(counts), gpuStyle);
        x = Count(frame, x + (area.Width >= 60 ? 1 : 0), area.Y, room, counts.Free.Shown, counts.Free.Word, counts.Free.Style,
            Click(ShownGpus.Free));
        x = Count(frame, x, area.Y, room, counts.Idle, "idle", counts.Idle > 0 ? Theme.Warning : Theme.Secondary,
            Click(ShownGpus.Idle));
        x = Count(frame, x, area.Y, room, counts.Mine, "mine", counts.Mine > 0 ? Theme.Strong : Theme.Secondary,
            Click(ShownGpus.Mine));
        x = counts.Sick > 0 ? Count(frame, x, area.Y, right, counts.Sick, "sick", Theme.Bad, Click(ShownGpus.Failing)) : x;
        if (counts.Lost > 0)
        {
            Count(frame, x, area.Y, right, counts.Lost, "lost", Theme.Bad, Click(ShownGpus.Failing));
        }

        static ClickTarget Click(ShownGpus only) => new ClickTarget.Count(only);
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

    private static int MarkRequest(CellBuffer frame, int x, int y, int right, string word, PlacementRequest? request)
    {
        var memory = request?.MemoryMiB is { } wanted ? $"x{wanted / 1024.0:0.#}G" : "";
        var model = request?.Model is { } name ? " " + Wrapping.Shortened(name, LongestModel) : "";
        return Mark(frame, x, y, right, request is not null, $"{word} {request?.Gpus}{memory}{model}");
    }

    private static string Word(ShownGpus only) =>
        only == ShownGpus.Free ? "free or room" : only.ToString().ToLowerInvariant();

    private static string GpuWord(FleetCounts counts) =>
        (counts.Gpus == 1 ? "GPU" : "GPUs") + (counts.Instances > 0 ? $" ({counts.Instances} MIG)" : "");

    private static int ReserveOf(int count, string word) => count == 0 ? 0 : $"{count} {word}".Length + 2;

    private static int WidthOf(FleetCounts counts)
    {
        var free = $"{Format.Number(counts.Free.Shown)} {counts.Free.Word}";
        var gpus = $"{Format.Number(counts.Gpus)} {GpuWord(counts)}";
        return $"{gpus}  {free}  {Format.Number(counts.Idle)} idle  {Format.Number(counts.Mine)} mine".Length;
    }

    private static int Count(
        CellBuffer frame, int x, int y, int right, int? count, string word, Style style, ClickTarget? click = null)
    {
        var text = $"{Format.Number(count)} {word}";
        if (x + text.Length > right)
        {
            return Math.Max(x, right);
        }

        frame.Clicks?.Add(new Rect(x, y, text.Length, 1), click);
        return x + frame.Text(x, y, text, style) + 2;
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
