using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The sort columns of the user view.</summary>
public enum UserColumn
{
    /// <summary>GPUs, most first.</summary>
    Gpus,

    /// <summary>Name.</summary>
    Name,

    /// <summary>Idle GPUs, most first.</summary>
    IdleGpus,

    /// <summary>GPU memory, most first.</summary>
    Memory,

    /// <summary>Processes, most first.</summary>
    Processes,

    /// <summary>Oldest process, oldest first.</summary>
    Longest,

    /// <summary>Power, most first.</summary>
    Power,
}

/// <summary>The sort orders of the user view.</summary>
internal static class UserOrder
{
    /// <summary>Names of the columns in the order of <see cref="UserColumn"/>.</summary>
    public static ImmutableArray<string> Names { get; } = ["GPUs", "name", "idle GPUs", "GPU memory", "processes", "longest job", "power"];

    /// <summary>The sorted rows; unknown values are last in both directions.</summary>
    public static ImmutableArray<UserRow> Sort(ImmutableArray<UserRow> rows, ListScreen list)
    {
        var named = Sorting.Text(rows, row => row.Name, (UserColumn)list.Sort == UserColumn.Name && list.Reversed);
        return (UserColumn)list.Sort switch
        {
            UserColumn.Name => named,
            UserColumn.IdleGpus => Sorting.Down(named, row => (int?)row.IdleGpus, list.Reversed),
            UserColumn.Memory => Sorting.Down(named, row => row.MemoryMiB, list.Reversed),
            UserColumn.Processes => Sorting.Down(named, row => (int?)row.Processes, list.Reversed),
            UserColumn.Longest => Sorting.Down(named, row => row.Longest, list.Reversed),
            UserColumn.Power => Sorting.Down(named, row => row.PowerWatts, list.Reversed),
            _ => Sorting.Down(named, row => (int?)row.Gpus, list.Reversed),
        };
    }
}
