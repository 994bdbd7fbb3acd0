using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>A sort order of a list view.</summary>
/// <param name="Name">Its name in the menu.</param>
/// <param name="Sort">Sorts rows, reversed when the second argument is true.</param>
internal sealed record SortOrder<TRow>(string Name, Func<ImmutableArray<TRow>, bool, ImmutableArray<TRow>> Sort)
{
    /// <summary>Whether it is ascending, texts from A and numbers from the smallest, when it is not reversed.</summary>
    public bool IsAscending { get; init; } = true;

    /// <summary>Highest first; unknown values are last in both directions.</summary>
    public static SortOrder<TRow> Down<TKey>(string name, Func<TRow, TKey?> keyOf)
        where TKey : struct => new(name, (rows, isReversed) => ByNumber(rows, keyOf, !isReversed)) { IsAscending = false };

    /// <summary>Lowest first; unknown values are last in both directions.</summary>
    public static SortOrder<TRow> Up<TKey>(string name, Func<TRow, TKey?> keyOf)
        where TKey : struct => new(name, (rows, isReversed) => ByNumber(rows, keyOf, isReversed));

    /// <summary>Alphabetical, ignoring case; empty texts are last in both directions.</summary>
    public static SortOrder<TRow> Text(string name, Func<TRow, string?> keyOf) => new(name, (rows, isReversed) =>
    {
        var known = rows.OrderBy(row => string.IsNullOrEmpty(keyOf(row)));
        return
        [
            .. isReversed
                ? known.ThenByDescending(keyOf, StringComparer.OrdinalIgnoreCase)
                : known.ThenBy(keyOf, StringComparer.OrdinalIgnoreCase),
        ];
    });

    private static ImmutableArray<TRow> ByNumber<TKey>(ImmutableArray<TRow> rows, Func<TRow, TKey?> keyOf, bool isReversed)
        where TKey : struct
    {
        var known = rows.OrderBy(row => keyOf(row) is null);
        return [.. isReversed ? known.ThenByDescending(keyOf) : known.ThenBy(keyOf)];
    }
}
