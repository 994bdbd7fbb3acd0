using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Orders of rows: equal ones keep their order, and what is not known stands last, whichever way round.</summary>
internal static class Sorting
{
    /// <summary>Most first.</summary>
    public static ImmutableArray<T> Down<T, TKey>(ImmutableArray<T> rows, Func<T, TKey?> keyOf, bool isReversed)
        where TKey : struct => Up(rows, keyOf, !isReversed);

    /// <summary>Least first.</summary>
    public static ImmutableArray<T> Up<T, TKey>(ImmutableArray<T> rows, Func<T, TKey?> keyOf, bool isReversed)
        where TKey : struct
    {
        var known = rows.OrderBy(row => keyOf(row) is null);
        return [.. isReversed ? known.ThenByDescending(keyOf) : known.ThenBy(keyOf)];
    }

    /// <summary>By letters, whatever their case.</summary>
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
