using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The events, newest first.</summary>
internal static class EventTable
{
    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        var rows = EventList.Of(state);
        if (rows.IsEmpty)
        {
            var isFiltered = state.ListOf(ViewKind.Events).FilterText.Length > 0;
            var text = isFiltered ? "no event matches the filter" : "nothing happened yet";
            frame.Text(area.X + 2, area.Y, text, Theme.Secondary, area.Width - 2);
            return (0, 0);
        }

        var list = state.ListOf(ViewKind.Events);

        // On narrow screens the text replaces the kind.
        ImmutableArray<Column<EventRow>> about = area.Width < 100 ? [] :
            [new("ABOUT", 10, (cells, at, row) => cells.Text(at.X, at.Y, WordOf(row.Event.Kind), Theme.Secondary, at.Width))];
        var table = new Table<EventRow>(
        [
            new("WHEN", 9, (cells, at, row) => DrawTime(cells, at, state, row.Event.At)),
            new("AGO", 6, (cells, at, row) => DrawAge(cells, at, state, row), IsRight: true, Rank: 2),
            new("WHERE", 10, (cells, at, row) => cells.TextEllipsis(at.X, at.Y, at.Width, row.Event.Place?.Server ?? "", Theme.Text)),
            .. about,
            new("WHAT", 0, (cells, at, row) => DrawText(cells, at, row.Event)),
        ]);
        return table.Draw(frame, area, rows, list, static row => row.Key);
    }

    private static void DrawAge(CellBuffer frame, Rect area, AppState state, EventRow row)
    {
        var at = row.Event.At;
        var age = state.Now > at ? state.Now - at : TimeSpan.Zero;
        frame.TextRight(area.X, area.Y, area.Width, Format.Duration(age), Theme.Secondary);
    }

    // With the weekday when it is not today.
    private static void DrawTime(CellBuffer frame, Rect area, AppState state, DateTimeOffset at)
    {
        var zone = state.Options.TimeZone;
        var (then, now) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(state.Now, zone));
        if (then.Date == now.Date)
        {
            frame.Text(area.X, area.Y, $"{then:HH':'mm':'ss}", Theme.Text, area.Width);
        }
        else
        {
            frame.Text(area.X, area.Y, $"{then:ddd HH':'mm}", Theme.Text, area.Width);
        }
    }

    // A shape besides the colour.
    private static void DrawText(CellBuffer frame, Rect area, Event happened)
    {
        var (mark, style) = happened.Tone switch
        {
            Tone.Good => ("✓", Theme.Good),
            Tone.Bad => ("✕", Theme.Bad),
            _ => ("·", Theme.Secondary),
        };
        frame.Text(area.X, area.Y, mark, style, 1);
        frame.TextEllipsis(area.X + 2, area.Y, Math.Max(0, area.Width - 2), happened.Text, Theme.Text);
    }

    private static string WordOf(EventKind kind) => kind.ToString().ToLowerInvariant();
}
