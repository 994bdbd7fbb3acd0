using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The process view; its default order is that of the fleet, then by GPU.</summary>
internal sealed class ProcessList() : ListView<ProcessRow>(ViewKind.Processes, "processes of the whole fleet")
{
    public static readonly SortOrder<ProcessRow> ByPlace =
        new("server and GPU", (rows, isReversed) => isReversed ? [.. rows.Reverse()] : rows);
    public static readonly SortOrder<ProcessRow> ByPid = SortOrder<ProcessRow>.Up("PID", row => (int?)row.Pid);
    public static readonly SortOrder<ProcessRow> ByOwner = SortOrder<ProcessRow>.Text("owner", row => row.Owner);
    public static readonly SortOrder<ProcessRow> ByGpuMemory = SortOrder<ProcessRow>.Down("GPU memory", row => row.Process?.GpuMemoryMiB);
    public static readonly SortOrder<ProcessRow> BySm = SortOrder<ProcessRow>.Down("SM%", row => row.Process?.SmPercent);
    public static readonly SortOrder<ProcessRow> ByCpu = SortOrder<ProcessRow>.Down("CPU%", row => row.CpuPercent);
    public static readonly SortOrder<ProcessRow> ByHostMemory = SortOrder<ProcessRow>.Down("host memory", row => row.HostMemoryMiB);
    public static readonly SortOrder<ProcessRow> ByElapsed = SortOrder<ProcessRow>.Down("elapsed", row => row.Process?.Elapsed);
    public static readonly SortOrder<ProcessRow> ByIdle = SortOrder<ProcessRow>.Down("idle time", row => row.Idle?.Span);
    public static readonly SortOrder<ProcessRow> ByWhere = SortOrder<ProcessRow>.Text("where", row => row.Where);
    public static readonly SortOrder<ProcessRow> ByCommand = SortOrder<ProcessRow>.Text("command", row => row.Command);

    // The minimum CPU use of a CPU-only row, percent of one core.
    private const double MinCpuPercent = 5;

    /// <summary>The definition.</summary>
    public static ProcessList View { get; } = new();

    public override ImmutableArray<SortOrder<ProcessRow>> Orders { get; } =
        [ByPlace, ByPid, ByOwner, ByGpuMemory, BySm, ByCpu, ByHostMemory, ByElapsed, ByIdle, ByWhere, ByCommand];

    public override ImmutableArray<string> Fields { get; } = ["server", "gpu", "user", "state", "pid", "in"];

    public override string KeyOf(ProcessRow row) => row.Key;

    protected override ImmutableArray<ProcessRow> Make(AppState state) =>
        state.ProcessScreen.Tree ? ProcessTree.Of(base.Make(state)) : base.Make(state);

    public override Selection SelectionOn(AppState state, Server server) => new(server, null, Targets(state, server));

    public override string EmptyText(AppState state) =>
        CountOf(state) > 0 ? "no process matches; Esc shows all"
        : state.Shown.Servers.FirstOrDefault(server => server.ProcessProblem is not null) is { } server
            ? $"{server.Name}: {server.ProcessProblem}"
        : "no process runs on any GPU";

    // The followed process.
    protected override bool IsPinned(AppState state, ProcessRow row) => state.ProcessScreen.Followed is { } followed
        && row.Process is { } process && followed.Server == row.Server.Name && followed.Is(process);

    /// <summary>The number of rows without filters.</summary>
    public static int CountOf(AppState state) => state.Shown.Servers.Sum(server => server.Processes.Length);

    /// <summary>The tagged processes of a server, else the one under the cursor; none when only processes of other servers are
    /// tagged.</summary>
    public static ImmutableArray<GpuProcess> Targets(AppState state, Server server)
    {
        var tagged = state.ListOf(ViewKind.Processes).Tagged;
        var keys = tagged.IsEmpty && View.Selected(state)?.Key is { } key ? [key] : tagged;
        return [.. server.Processes.Where(process => keys.Contains(ProcessRow.KeyOf(server, process.Pid, process.StartTicks)))];
    }

    protected override IEnumerable<ProcessRow> RowsOf(AppState state) => state.ProcessScreen.MineOnly
        ? AllRows(state).Where(row => row.IsMine == true || IsPinned(state, row))
        : AllRows(state);

    protected override string? ServerOf(ProcessRow row) => row.Server.Name;

    // By server, first GPU and instance, then GPU memory, descending.
    private static IEnumerable<ProcessRow> AllRows(AppState state)
    {
        foreach (var server in state.Shown.Servers)
        {
            var places = server.Processes
                .Select(process => (Process: process, Numbers: ProcessGpus.Of(server, process)))
                .OrderBy(pair => pair.Numbers.Count == 0 ? int.MaxValue : pair.Numbers[0].Card)
                .ThenBy(pair => pair.Numbers.Count == 0 ? null : pair.Numbers[0].Instance)
                .ThenByDescending(pair => pair.Process.GpuMemoryMiB ?? -1);
            foreach (var (process, numbers) in places)
            {
                yield return ProcessRow.Of(state, server, process, numbers);
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

    protected override string? ValueOf(ProcessRow row, string? field) => field switch
    {
        "server" => row.Server.Name,
        "gpu" => row.GpuLines,
        "user" => row.Process is { } process
            ? $"{row.Owner}\n{OwnerText.TextOf(process)}\n{process.User}\n{process.Container?.Name}"
            : row.Owner,
        "state" => row.States,
        "pid" => row.Pid.ToString(),
        "in" => row.Where.Replace("  ", "\n", StringComparison.Ordinal),
        _ => $"{row.Server.Name} {row.Pid} {row.Owner} {row.RealName} {row.Where} {row.Command}",
    };
}
