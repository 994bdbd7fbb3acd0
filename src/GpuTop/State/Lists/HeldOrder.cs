using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>A row order held while the user moves the cursor, so that rows do not move under it.</summary>
/// <param name="Keys">Keys of the rows.</param>
/// <param name="Until">When the hold expires.</param>
public sealed record HeldOrder(ImmutableArray<string> Keys, DateTimeOffset Until)
{
    /// <summary>How long the order is held after a cursor move.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Sorted rows in the held order, new ones at the end; unchanged when none is held.</summary>
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
