using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The order of rows that is kept while the user moves among them, so that no row jumps under the cursor.</summary>
/// <param name="Keys">Keys of the rows.</param>
/// <param name="Until">When the rows are sorted again.</param>
public sealed record HeldOrder(ImmutableArray<string> Keys, DateTimeOffset Until)
{
    /// <summary>Long enough to read a few rows and to press the next key.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Sorted rows in the order that is held: those that came since stand at the end. As they are when none is held.</summary>
    public static ImmutableArray<T> Arrange<T>(ImmutableArray<T> sorted, ListScreen list, DateTimeOffset now, Func<T, string> keyOf)
    {
        if (list.Held is not { } held || held.Until <= now)
        {
            return sorted;
        }

        var places = new Dictionary<string, int>(held.Keys.Length);
        for (var i = 0; i < held.Keys.Length; i++)
        {
            places[held.Keys[i]] = i;
        }

        return [.. sorted.OrderBy(row => places.GetValueOrDefault(keyOf(row), int.MaxValue))];
    }
}
