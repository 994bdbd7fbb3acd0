using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The sort columns of the process view.</summary>
public enum ProcessColumn
{
    /// <summary>Server in the order of the fleet, then GPU.</summary>
    Place,

    /// <summary>Process id.</summary>
    Pid,

    /// <summary>The owner.</summary>
    Owner,

    /// <summary>GPU memory, most first.</summary>
    GpuMemory,

    /// <summary>SM use, most first.</summary>
    Sm,

    /// <summary>CPU use, most first.</summary>
    Cpu,

    /// <summary>Host memory, most first.</summary>
    HostMemory,

    /// <summary>Age, oldest first.</summary>
    Elapsed,

    /// <summary>Idle time, longest first.</summary>
    Idle,

    /// <summary>Session, Slurm job and container.</summary>
    Where,

    /// <summary>Command line.</summary>
    Command,
}

/// <summary>The sort orders of the process view.</summary>
internal static class ProcessOrder
{
    /// <summary>Names of the columns in the order of <see cref="ProcessColumn"/>.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["server and GPU", "PID", "owner", "GPU memory", "SM%", "CPU%", "host memory", "elapsed", "idle time", "where", "command"];

    /// <summary>The sorted rows; unknown values are last in both directions.</summary>
    /// <param name="rows">In the order of the fleet.</param>
    /// <param name="list">By what.</param>
    public static ImmutableArray<ProcessRow> Sort(ImmutableArray<ProcessRow> rows, ListScreen list) => (ProcessColumn)list.Sort switch
    {
        ProcessColumn.Pid => Sorting.Up(rows, row => (int?)row.Pid, list.Reversed),
        ProcessColumn.Owner => Sorting.Text(rows, row => row.Owner, list.Reversed),
        ProcessColumn.GpuMemory => Sorting.Down(rows, row => row.Process?.GpuMemoryMiB, list.Reversed),
        ProcessColumn.Sm => Sorting.Down(rows, row => row.Process?.SmPercent, list.Reversed),
        ProcessColumn.Cpu => Sorting.Down(rows, row => row.CpuPercent, list.Reversed),
        ProcessColumn.HostMemory => Sorting.Down(rows, row => row.HostMemoryMiB, list.Reversed),
        ProcessColumn.Elapsed => Sorting.Down(rows, row => row.Process?.Elapsed, list.Reversed),
        ProcessColumn.Idle => Sorting.Down(rows, row => row.Idle?.Span, list.Reversed),
        ProcessColumn.Where => Sorting.Text(rows, row => row.Where, list.Reversed),
        ProcessColumn.Command => Sorting.Text(rows, row => row.Command, list.Reversed),
        _ => list.Reversed ? [.. rows.Reverse()] : rows,
    };
}
