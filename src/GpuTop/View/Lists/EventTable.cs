using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>What happened, newest first.</summary>
internal static class EventTable
{
    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        var rows = EventRows.Of(state);
        if (rows.IsEmpty)
        {
            var isFiltered = state.ListOf(ViewKind.Events).FilterText.Length > 0;
            frame.Text(area.X + 2, area.Y, isFiltered ? "no event matches the filter" : "nothing happened yet", Theme.Secondary, area.Width - 2);
            return (0, 0);
        }

        var list = state.ListOf(ViewKind.Events);

        // What happened matters more than the word for its kind.
        ImmutableArray<Column<EventRow>> about = area.Width < 100 ? [] :
            [new("ABOUT", 10, (cells, at, row) => cells.Text(at.X, at.Y, WordOf(row.Event.Kind), Theme.Secondary, at.Width))];
        var table = new Table<EventRow>(
        [
            new("WHEN", 9, (cells, at, row) => DrawTime(cells, at, state, row.Event.At)),
            new("AGO", 6, (cells, at, row) => cells.TextRight(at.X, at.Y, at.Width, Format.Duration(Age(state, row.Event.At)), Theme.Secondary), IsRight: true, Rank: 2),
            new("WHERE", 10, (cells, at, row) => cells.TextEllipsis(at.X, at.Y, at.Width, row.Event.Place?.Server ?? "", Theme.Text)),
            .. about,
            new("WHAT", 0, (cells, at, row) => DrawText(cells, at, row.Event)),
        ]);
        return table.Draw(frame, area, rows, list, static row => row.Key);
    }

    private static TimeSpan Age(AppState state, DateTimeOffset at) => state.Now > at ? state.Now - at : TimeSpan.Zero;

    // The day where it is not today.
    private static void DrawTime(CellBuffer frame, Rect area, AppState state, DateTimeOffset at)
    {
        var (then, now) = (TimeZoneInfo.ConvertTime(at, state.Options.TimeZone), TimeZoneInfo.ConvertTime(state.Now, state.Options.TimeZone));
        if (then.Date == now.Date)
        {
            frame.Text(area.X, area.Y, $"{then:HH':'mm':'ss}", Theme.Text, area.Width);
        }
        else
        {
            frame.Text(area.X, area.Y, $"{then:ddd HH':'mm}", Theme.Text, area.Width);
        }
    }

    // A shape as well as a colour.
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
