using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>A row of the event view.</summary>
/// <param name="Event">The event log.</param>
public sealed record EventRow(Event Event)
{
    /// <summary>The key of the row.</summary>
    public string Key => $"{Event.Number}";
}

/// <summary>The rows of the event view, newest first.</summary>
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

    /// <summary>The row under the cursor; null when there is none.</summary>
    public static EventRow? Selected(AppState state) => state.ListOf(ViewKind.Events).Selected(Of(state), static row => row.Key);

    private static string? ValueOf(Event happened, string? field) => field switch
    {
        "server" => happened.Place?.Server,
        "kind" => happened.Kind.ToString(),
        _ => $"{happened.Place?.Server} {happened.Kind} {happened.Text}",
    };
}
