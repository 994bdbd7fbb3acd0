using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A file system of a server.</summary>
/// <param name="Server">The server.</param>
/// <param name="Mount">The file system; null in the line of a server whose <c>df</c> does not answer.</param>
/// <param name="IsHome">Whether it contains the user's home directory.</param>
/// <param name="Jobs">Number of the user's processes with a working directory in it.</param>
/// <param name="Silence">How long <c>df</c> has hung on it, or on the whole server; null when it does not.</param>
public sealed record StorageRow(Server Server, Mount? Mount, bool IsHome, int Jobs, TimeSpan? Silence)
{
    /// <summary>The key of the row.</summary>
    public string Key => $"{Server.Name}\n{Name}";

    /// <summary>Number of mounts that the row combines, at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Where it is mounted, <c>/data</c>, or <c>/home/*</c> for several mounts in one folder; null without a mount.</summary>
    public string? Name => Mount is { } mount && Count > 1 ? ParentOf(mount.Path) + "*" : Mount?.Path;

    // With the trailing slash.
    internal static string ParentOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    /// <summary>The higher of the used space and inodes, percent; null when both are unknown.</summary>
    public double? FullPercent =>
        Nullable.Compare(Mount?.UsedPercent, Mount?.InodesUsedPercent) >= 0 ? Mount?.UsedPercent : Mount?.InodesUsedPercent;
}

/// <summary>The storage view: hanging and failed file systems first in every order.</summary>
internal sealed class StorageList() : ListView<StorageRow>(ViewKind.Storage, "file systems")
{
    public static readonly SortOrder<StorageRow> ByFull = By("full", row => -row.FullPercent ?? 1);
    public static readonly SortOrder<StorageRow> ByServer = By("server", row => row.Server.Name);
    public static readonly SortOrder<StorageRow> ByPath = By("path", row => row.Mount?.Path ?? "");
    public static readonly SortOrder<StorageRow> BySize = By("size", row => -row.Mount?.SizeKiB ?? 0);
    public static readonly SortOrder<StorageRow> ByFree = By("free", row => row.Mount?.AvailableKiB ?? long.MaxValue);
    public static readonly SortOrder<StorageRow> ByInodes = By("inodes", row => -row.Mount?.InodesUsedPercent ?? 1);

    /// <summary>The definition.</summary>
    public static StorageList View { get; } = new();

    public override ImmutableArray<SortOrder<StorageRow>> Orders { get; } = [ByFull, ByServer, ByPath, BySize, ByFree, ByInodes];

    protected override ImmutableArray<string> Fields { get; } = ["server", "path", "type", "mine"];

    public override string KeyOf(StorageRow row) => row.Key;

    public override string EmptyText(AppState state) =>
        state.ListOf(Kind).FilterText.Length > 0 ? "nothing matches the filter" : "no file system is known yet";

    // Exports mounted by several servers are adjacent.
    protected override IEnumerable<StorageRow> RowsOf(AppState state) => state.Shown.Servers
        .SelectMany(server => Grouped(Of(server, state.ShownAt)))
        .OrderBy(row => row.Mount?.Device, StringComparer.Ordinal)
        .ThenBy(row => row.Server.Name, StringComparer.Ordinal)
        .ThenBy(row => row.Mount?.Path, StringComparer.Ordinal);

    protected override string? ServerOf(StorageRow row) => row.Server.Name;

    private static SortOrder<StorageRow> By<TKey>(string name, Func<StorageRow, TKey> keyOf) => new(name, (rows, isReversed) =>
    {
        var ranked = rows.OrderBy(row => row.Mount is null ? 0 : row.Silence is null && row.Mount.Problem is null ? 2 : 1);
        return [.. isReversed ? ranked.ThenByDescending(keyOf) : ranked.ThenBy(keyOf)];
    });

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

    // The minimum number of exports of one file server with equal figures in one folder that are combined: automounters mount each home
    // separately.
    private const int MinGroupSize = 3;

    private static IEnumerable<StorageRow> Grouped(IEnumerable<StorageRow> rows) =>
        rows.GroupBy(row => row.Mount is { } mount && mount.Device.IndexOf(':') is > 0 and var colon
                ? (mount.Device[..colon], StorageRow.ParentOf(mount.Path), mount.Type, mount.SizeKiB, mount.UsedKiB, mount.AvailableKiB,
                    mount.Problem, row.Silence is null)
                : (row.Mount?.Path, null, null, null, null, null, null, false))
            .SelectMany(same => same.Count() < MinGroupSize ? same.AsEnumerable() : [OfAll([.. same])]);

    private static StorageRow OfAll(ImmutableArray<StorageRow> same) => same[0] with
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
