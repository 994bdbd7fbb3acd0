using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The storage view: hanging and failed file systems first in every order.</summary>
internal sealed class StorageList() : ListView<StorageRow>(ViewKind.Storage, "file systems")
{
    public static readonly SortOrder<StorageRow> ByServer =
        By(SortOrder<StorageRow>.Text("server", row => row.IsGroup ? FirstName : row.Server.Name));

    public static readonly SortOrder<StorageRow> ByPath = By(SortOrder<StorageRow>.Text("path", row => row.Mount?.Path));
    public static readonly SortOrder<StorageRow> ByFull = By(SortOrder<StorageRow>.Down("full", row => row.FullPercent));
    public static readonly SortOrder<StorageRow> ByFree = By(SortOrder<StorageRow>.Up("free", row => row.Mount?.AvailableKiB));
    public static readonly SortOrder<StorageRow> BySize = By(SortOrder<StorageRow>.Down("size", row => row.Mount?.SizeKiB));
    public static readonly SortOrder<StorageRow> ByInodes = By(SortOrder<StorageRow>.Down("inodes", row => row.Mount?.InodesUsedPercent));

    // Before every name of a server.
    private const string FirstName = " ";

    /// <summary>The definition.</summary>
    public static StorageList View { get; } = new();

    public override ImmutableArray<SortOrder<StorageRow>> Orders { get; } = [ByServer, ByPath, ByFull, ByFree, BySize, ByInodes];

    protected override SortOrder<StorageRow> DefaultOrder => ByFull;

    public override ImmutableArray<string> Fields { get; } = ["server", "path", "type", "mine"];

    public override string KeyOf(StorageRow row) => row.Key;

    public override Selection SelectionOn(AppState state, Server server) => new(server, null, []) { Path = Selected(state)?.Path };

    // The servers of a network file system that was opened are listed under it.
    protected override ImmutableArray<StorageRow> Make(AppState state)
    {
        var (rows, opened) = (base.Make(state), state.StorageScreen.Opened);
        return opened.IsEmpty
            ? rows
            : [.. rows.SelectMany(row => row.IsGroup && opened.Contains(row.Key)
                ? row.Members.Select(member => member with { IsMember = true }).Prepend(row)
                : [row])];
    }

    public override string EmptyText(AppState state) =>
        state.ListOf(Kind).FilterText.Length > 0 ? "nothing matches the filter" : "no file system is known yet";

    // Exports mounted by several servers are adjacent.
    protected override IEnumerable<StorageRow> RowsOf(AppState state) => state.Shown.Servers
        .SelectMany(server => MountGroups.Of(Of(server, state.ShownAt), row => row.Mount).Select(OfAll))
        .OrderBy(row => row.Mount?.Device, StringComparer.Ordinal)
        .ThenBy(row => row.Server.Name, StringComparer.Ordinal)
        .ThenBy(row => row.Mount?.Path, StringComparer.Ordinal);

    protected override string? ServerOf(StorageRow row) => row.Server.Name;

    // After the filter: the row of several servers counts those that match.
    protected override IEnumerable<StorageRow> Grouped(AppState state, IEnumerable<StorageRow> rows) =>
        MountGroups.OfServers(rows, state.ShownAt);

    private static SortOrder<StorageRow> By(SortOrder<StorageRow> order) => order with
    {
        Sort = (rows, isReversed) => [.. order.Sort(rows, isReversed).OrderBy(row => row.Mount is null ? 0 : row.HasProblem ? 1 : 2)],
    };

    private static IEnumerable<StorageRow> Of(Server server, DateTimeOffset now)
    {
        var hangTime = server.Hanging.Contains(ProbeSection.Mounts)
            ? server.AgeOf(ProbeSection.Mounts, now) ?? now - server.Connection.Since
            : (TimeSpan?)null;
        if (hangTime is not null)
        {
            yield return new StorageRow(server, null, false, 0, hangTime);
        }

        var home = MountOf(server, server.Identity?.Home);
        var jobs = server.Processes
            .Where(process => server.IsMine(process) == true)
            .Select(process => MountOf(server, process.WorkingDirectory))
            .ToLookup(mount => mount?.Path);
        foreach (var mount in server.Mounts)
        {
            yield return new StorageRow(server, mount, ReferenceEquals(mount, home), jobs[mount.Path].Count(),
                HangTimeOf(mount, server, now));
        }
    }

    private static StorageRow OfAll(ImmutableArray<StorageRow> same) => same is [var one] ? one : same[0] with
    {
        Count = same.Length,
        IsHome = same.Any(row => row.IsHome),
        Jobs = same.Sum(row => row.Jobs),
        Silence = same.Max(row => row.Silence),
    };

    // Without a live connection the hang may have ended: its duration does not grow.
    private static TimeSpan? HangTimeOf(Mount mount, Server server, DateTimeOffset now) =>
        mount.HangsFor
        + (server.PhaseAt(now) == ConnectionPhase.Live ? server.AgeOf(ProbeSection.Mounts, now) ?? TimeSpan.Zero : TimeSpan.Zero);

    /// <summary>The file system that a path is in: the one with the longest path above it; null when none is known.</summary>
    public static Mount? MountOf(Server server, string? path)
    {
        Mount? longest = null;
        foreach (var mount in server.Mounts)
        {
            if (path is not null && IsUnder(path, mount.Path) && !(longest?.Path.Length >= mount.Path.Length))
            {
                longest = mount;
            }
        }

        return longest;
    }

    private static bool IsUnder(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && (path.Length == folder.Length || folder.EndsWith('/') || path[folder.Length] == '/');

    protected override string? ValueOf(StorageRow row, string? field) => field switch
    {
        "server" => row.Server.Name,
        "path" => row.Name,
        "type" => row.Mount?.Type,
        "mine" => row.IsHome ? "home\njobs" : row.Jobs > 0 ? "jobs" : null,
        _ => $"{row.Server.Name} {row.Name} {row.Mount?.Device} {row.Mount?.Type}",
    };
}
