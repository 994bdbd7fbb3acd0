using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Stable sorting of rows; unknown values are last in both directions.</summary>
internal static class Sorting
{
    /// <summary>Descending.</summary>
    public static ImmutableArray<T> Down<T, TKey>(ImmutableArray<T> rows, Func<T, TKey?> keyOf, bool isReversed)
        where TKey : struct => Up(rows, keyOf, !isReversed);

    /// <summary>Ascending.</summary>
    public static ImmutableArray<T> Up<T, TKey>(ImmutableArray<T> rows, Func<T, TKey?> keyOf, bool isReversed)
        where TKey : struct
    {
        var known = rows.OrderBy(row => keyOf(row) is null);
        return [.. isReversed ? known.ThenByDescending(keyOf) : known.ThenBy(keyOf)];
    }

    /// <summary>Alphabetical, ignoring case.</summary>
    public static ImmutableArray<T> Text<T>(ImmutableArray<T> rows, Func<T, string?> keyOf, bool isReversed)
    {
        var known = rows.OrderBy(row => string.IsNullOrEmpty(keyOf(row)));
        return
        [
            .. isReversed
                ? known.ThenByDescending(keyOf, StringComparer.OrdinalIgnoreCase)
                : known.ThenBy(keyOf, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
