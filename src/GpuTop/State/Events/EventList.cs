using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>A line of the events view.</summary>
/// <param name="Event">What happened.</param>
public sealed record EventRow(Event Event)
{
    /// <summary>What identifies the row.</summary>
    public string Key => $"{Event.Number}";
}

/// <summary>What the events view shows, newest first.</summary>
public static class EventList
{
    private static readonly string[] Fields = ["server", "kind"];

    /// <summary>The events that match the filter.</summary>
    public static ImmutableArray<EventRow> Of(AppState state)
    {
        var filter = Filter.Of(state.ListOf(ViewKind.Events).FilterText, Fields);
        return
        [
            .. state.Events.Newest
                .Where(happened => filter.IsEmpty || filter.Matches(field => ValueOf(happened, field)))
                .Select(happened => new EventRow(happened)),
        ];
    }

    /// <summary>The row that the cursor is on; null when nothing happened.</summary>
    public static EventRow? Selected(AppState state) => state.ListOf(ViewKind.Events).Selected(Of(state), static row => row.Key);

    private static string? ValueOf(Event happened, string? field) => field switch
    {
        "server" => happened.Place?.Server,
        "kind" => happened.Kind.ToString(),
        _ => $"{happened.Place?.Server} {happened.Kind} {happened.Text}",
    };
}
