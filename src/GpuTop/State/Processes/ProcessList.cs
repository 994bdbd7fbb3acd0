using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The rows of the process view, in order.</summary>
public static class ProcessList
{
    private static readonly string[] Fields = ["server", "gpu", "user", "state", "pid", "in"];

    // The minimum CPU use of a CPU-only row, percent of one core.
    private const double MinCpuPercent = 5;

    /// <summary>The rows that match the filter.</summary>
    public static ImmutableArray<ProcessRow> Of(AppState state)
    {
        var list = state.ListOf(ViewKind.Processes);
        var filter = Filter.Of(list.FilterText, Fields);
        var screen = state.ProcessScreen;
        ImmutableArray<ProcessRow> rows = [.. AllRows(state).Where(row => Shows(screen, filter, row))];
        rows = HeldOrder.Arrange(ProcessOrder.Sort(rows, list), list, state.Now, row => row.Key);
        return screen.Tree ? ProcessTree.Of(rows) : rows;
    }

    /// <summary>The number of rows without filters.</summary>
    public static int CountOf(AppState state) => state.Shown.Servers.Sum(server => server.Processes.Length);

    /// <summary>The row under the cursor; null when there is none.</summary>
    public static ProcessRow? Selected(AppState state) =>
        state.ListOf(ViewKind.Processes).Selected(Of(state), static row => row.Key);

    /// <summary>The tagged processes of a server, else the one under the cursor; none when only processes of other servers are
    /// tagged.</summary>
    public static ImmutableArray<GpuProcess> Targets(AppState state, Server server)
    {
        var tagged = state.ListOf(ViewKind.Processes).Tagged;
        var keys = tagged.IsEmpty && Selected(state)?.Key is { } key ? [key] : tagged;
        return [.. server.Processes.Where(process => keys.Contains(ProcessRow.KeyOf(server, process.Pid, process.StartTicks)))];
    }

    // By server, first GPU, then GPU memory, descending.
    private static IEnumerable<ProcessRow> AllRows(AppState state)
    {
        foreach (var server in state.Shown.Servers)
        {
            var places = server.Processes
                .Select(process => (Process: process, Numbers: ProcessGpus.Of(server, process)))
                .OrderBy(pair => pair.Numbers.Count == 0 ? int.MaxValue : pair.Numbers[0].Card)
                .ThenByDescending(pair => pair.Process.GpuMemoryMiB ?? -1);
            foreach (var (process, _) in places)
            {
                yield return ProcessRow.Of(state, server, process);
            }

            if (state.ProcessScreen.WithHost)
            {
                var onGpus = server.Processes.Where(process => process.HiddenReason is null).Select(process => process.Pid).ToHashSet();
                foreach (var host in server.Top)
                {
                    if (host.CpuPercent >= MinCpuPercent && !onGpus.Contains(host.Pid))
                    {
                        yield return ProcessRow.Of(server, host);
                    }
                }
            }
        }
    }

    private static bool Shows(ProcessScreen screen, Filter filter, ProcessRow row) =>
        (screen.Followed is { } followed && row.Process is { } process && followed.Server == row.Server.Name && followed.Is(process))
        || ((!screen.MineOnly || row.IsMine == true) && filter.Matches(field => ValueOf(row, field)));

    private static string? ValueOf(ProcessRow row, string? field) => field switch
    {
        "server" => row.Server.Name,
        "gpu" => row.GpuLines,
        "user" => row.Process is { } process
            ? $"{row.Owner}\n{ProcessOwner.HeldBy(process)}\n{process.User}\n{process.Container?.Name}"
            : row.Owner,
        "state" => row.States,
        "pid" => row.Pid.ToString(),
        "in" => row.Where.Replace("  ", "\n", StringComparison.Ordinal),
        _ => $"{row.Server.Name} {row.Pid} {row.Owner} {row.RealName} {row.Where} {row.Command}",
    };
}

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
