using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>A row of the event view.</summary>
/// <param name="Event">The entry of the log.</param>
public sealed record EventRow(Event Event)
{
    /// <summary>The key of the row.</summary>
    public string Key => $"{Event.Number}";
}

/// <summary>The event view: newest first.</summary>
internal sealed class EventList() : ListView<EventRow>(ViewKind.Events, "what happened")
{
    /// <summary>The definition.</summary>
    public static EventList View { get; } = new();

    public override ImmutableArray<string> Fields { get; } = ["server", "kind"];

    public override string KeyOf(EventRow row) => row.Key;

    public override string EmptyText(AppState state) =>
        state.ListOf(Kind).FilterText.Length > 0 ? "no event matches the filter" : "nothing happened yet";

    protected override IEnumerable<EventRow> RowsOf(AppState state) => state.Events.Newest.Select(happened => new EventRow(happened));

    protected override string? ServerOf(EventRow row) => row.Event.Place?.Server;

    protected override string? ValueOf(EventRow row, string? field) => field switch
    {
        "server" => string.Join('\n', row.Event.Servers),
        "kind" => row.Event.Kind.ToString(),
        _ => $"{string.Join(' ', row.Event.Servers)} {row.Event.Kind} {row.Event.Text}",
    };
}
