using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The screen state of a list view: cursor, order and filter. Rows are identified by keys, so that
/// the cursor stays on its row while others are added and removed.</summary>
public sealed record ListScreen
{
    /// <summary>Key of the row that the cursor is on; null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Index of the cursor's row at its last move: used when that row is gone.</summary>
    public int CursorIndex { get; init; }

    /// <summary>The order held while the user moves the cursor; null when there is none.</summary>
    public HeldOrder? Held { get; init; }

    /// <summary>Index of the sort order in the orders of the view; null for its default.</summary>
    public int? Sort { get; init; }

    /// <summary>Whether the order is reversed.</summary>
    public bool Reversed { get; init; }

    /// <summary>The filter as typed; empty for all. See <see cref="Filter"/>.</summary>
    public string FilterText { get; init; } = "";

    /// <summary>Widths that the user has given to columns, by heading.</summary>
    public ImmutableDictionary<string, int> Widths { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Keys of the rows tagged by Space.</summary>
    public ImmutableHashSet<string> Tagged { get; init; } = [];

    /// <summary>The row under the cursor; null when there is none.</summary>
    public T? Selected<T>(ImmutableArray<T> rows, Func<T, string> keyOf)
        where T : class => rows.IsEmpty ? null : rows[CursorIn([.. rows.Select(keyOf)])];

    /// <summary>Index of the cursor's row among the keys; near its last index when it is gone.</summary>
    public int CursorIn(ImmutableArray<string> keys) => Cursor is null ? 0
        : keys.IndexOf(Cursor) is >= 0 and var index ? index
        : Math.Clamp(CursorIndex, 0, Math.Max(0, keys.Length - 1));
}
