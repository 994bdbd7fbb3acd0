using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Mounts that are shown as one: automounted homes, and network file systems of several servers.</summary>
internal static class MountGroups
{
    // The minimum number of exports of one file server with equal figures in one folder that are combined: automounters mount each home
    // separately.
    private const int MinSize = 3;

    /// <summary>The name of a number of combined mounts: <c>/home/*</c>; of one its path.</summary>
    public static string NameOf(Mount mount, int count) => count > 1 ? ParentOf(mount.Path) + "*" : mount.Path;

    /// <summary>The folder of a path, with the trailing slash.</summary>
    public static string ParentOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    /// <summary>The mounts of one server, exports of one file server in one folder with equal figures together.</summary>
    public static IEnumerable<ImmutableArray<T>> Of<T>(IEnumerable<T> items, Func<T, Mount?> mountOf) => items
        .GroupBy(item => KeyOf(mountOf(item)))
        .SelectMany(same => same.Count() < MinSize ? same.Select(item => ImmutableArray.Create(item)) : [[.. same]]);

    /// <summary>The rows of all servers, those of a network file system of several servers as one, in the place of the first.</summary>
    /// <param name="rows">A row for each server and mount.</param>
    /// <param name="now">The time at which a server must be live to stand for the others.</param>
    public static IEnumerable<StorageRow> OfServers(IEnumerable<StorageRow> rows, DateTimeOffset now) => rows
        .GroupBy(row => row.GroupKey ?? row.Key)
        .SelectMany(same => GroupOf([.. same], now) is { } group ? [group] : same.AsEnumerable());

    private static StorageRow? GroupOf(ImmutableArray<StorageRow> members, DateTimeOffset now)
    {
        // Two names of one machine are one server.
        var counted = members.Where(row => row.Server.SameAs is null).ToList();
        var servers = members.Length < 2 ? 0 : counted.DistinctBy(row => row.Server.Name).Count();
        if (servers < 2)
        {
            return null;
        }

        var first = counted.FirstOrDefault(row => !row.HasProblem && row.Server.PhaseAt(now) == ConnectionPhase.Live
                && !row.Server.Hanging.Contains(ProbeSection.Mounts))
            ?? counted.FirstOrDefault(row => row.FullPercent is not null)
            ?? counted[0];
        return first with
        {
            Members = members,
            ServerCount = servers,
            HangingCount = counted.Where(row => row.Silence is not null).DistinctBy(row => row.Server.Name).Count(),
            IsHome = members.Any(row => row.IsHome),
            Jobs = counted.Sum(row => row.Jobs),
        };
    }

    private static (string? Place, string? Folder, string? Type, long?, long?, long?, string?, bool) KeyOf(Mount? mount) =>
        mount?.Device.IndexOf(':') is > 0 and var colon
            ? (mount.Device[..colon], ParentOf(mount.Path), mount.Type, mount.SizeKiB, mount.UsedKiB, mount.AvailableKiB, mount.Problem,
                mount.HangsFor is null)
            : (mount?.Path, null, null, null, null, null, null, false);
}
