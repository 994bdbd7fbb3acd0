using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>A view that is a list: where the cursor is, in what order, and what is left out. Rows are known by keys, so that
/// the cursor stays on its row while rows come and go.</summary>
public sealed record ListScreen
{
    /// <summary>Key of the row that the cursor is on; null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Index of the cursor's row when it was moved last: where the cursor stands when its row is gone.</summary>
    public int CursorIndex { get; init; }

    /// <summary>The order that is kept while the user moves; null when rows stand as they are sorted.</summary>
    public HeldOrder? Held { get; init; }

    /// <summary>Number of the column that is sorted by; each view numbers its own.</summary>
    public int Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Reversed { get; init; }

    /// <summary>What rows must match, as typed; empty for all. See <see cref="Filter"/>.</summary>
    public string FilterText { get; init; } = "";

    /// <summary>Keys of the rows that Space marked.</summary>
    public ImmutableHashSet<string> Tagged { get; init; } = [];

    /// <summary>The row that the cursor is on; null when there is none.</summary>
    public T? Selected<T>(ImmutableArray<T> rows, Func<T, string> keyOf)
        where T : class => rows.IsEmpty ? null : rows[CursorIn([.. rows.Select(keyOf)])];

    /// <summary>Index of the cursor's row among the keys; about where it was when it is gone.</summary>
    public int CursorIn(ImmutableArray<string> keys) => Cursor is null ? 0
        : keys.IndexOf(Cursor) is >= 0 and var index ? index
        : Math.Clamp(CursorIndex, 0, Math.Max(0, keys.Length - 1));
}
