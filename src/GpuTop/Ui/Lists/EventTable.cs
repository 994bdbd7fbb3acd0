using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The events, newest first.</summary>
internal static class EventTable
{
    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        area = ListStatus.Draw(frame, area, state);
        // On narrow screens the text replaces the kind.
        ImmutableArray<Column<EventRow>> about = area.Width < 100 ? [] :
            [new("ABOUT", 10, (at, row) => at.Left(row.Event.Kind.ToString().ToLowerInvariant(), Theme.Secondary))];
        return new Table<EventRow>(EventList.View,
        [
            new("WHEN", 9, (at, row) => at.Left(TimeOf(state, row.Event.At), Theme.Text)),
            new("AGO", 6, (at, row) => at.Right(AgeOf(state, row.Event.At), Theme.Secondary), IsRight: true, Rank: 2),
            new("WHERE", 10, (at, row) => at.Left(WhereOf(row.Event), Theme.Text)),
            .. about,
            new("WHAT", 0, DrawText),
        ]).Draw(frame, area, state, EventList.View.Of(state));
    }

    private static string? WhereOf(Event happened) =>
        happened.Servers.Length > 1 ? $"{happened.Servers.Length} servers" : happened.Place?.Server;

    private static string AgeOf(AppState state, DateTimeOffset at) => Format.Duration(state.Now > at ? state.Now - at : TimeSpan.Zero);

    // With the weekday when it is not today.
    private static string TimeOf(AppState state, DateTimeOffset at)
    {
        var zone = state.Options.TimeZone;
        var (then, now) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(state.Now, zone));
        return then.Date == now.Date ? $"{then:HH':'mm':'ss}" : $"{then:ddd HH':'mm}";
    }

    // A shape besides the colour.
    private static void DrawText(TableCell at, EventRow row)
    {
        var (mark, style) = row.Event.Tone switch
        {
            Tone.Good => ("✓", Theme.Good),
            Tone.Bad => ("✕", Theme.Bad),
            Tone.Warning => ("!", Theme.Warning),
            _ => ("·", Theme.Secondary),
        };
        at.Left(mark, style);
        at = at.After(2);
        at = at.After(at.Left(row.Event.Text, Theme.Text));
        if (row.Event.Servers.Length > 1)
        {
            at.Left($" · {string.Join(' ', row.Event.Servers.Order(StringComparer.Ordinal))}", Theme.Secondary);
        }
    }
}
