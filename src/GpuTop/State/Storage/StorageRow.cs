using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A file system of a server, or a network file system of several servers.</summary>
/// <param name="Server">The server; of several the first that answers, which actions go to.</param>
/// <param name="Mount">The file system; null in the line of a server whose <c>df</c> does not answer.</param>
/// <param name="IsHome">Whether it contains the user's home directory.</param>
/// <param name="Jobs">Number of the user's processes with a working directory in it.</param>
/// <param name="Silence">How long <c>df</c> has hung on it, or on the whole server; null when it does not.</param>
public sealed record StorageRow(Server Server, Mount? Mount, bool IsHome, int Jobs, TimeSpan? Silence)
{
    /// <summary>The key of the row.</summary>
    public string Key => IsGroup ? GroupKey! : $"{Server.Name}\n{Name}";

    /// <summary>Number of mounts that the row combines, at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The rows of the servers of a network file system; empty in the row of one server.</summary>
    public ImmutableArray<StorageRow> Members { get; init; } = [];

    /// <summary>Whether it is the row of several servers.</summary>
    public bool IsGroup => !Members.IsEmpty;

    /// <summary>Whether it is listed under the row of its group.</summary>
    public bool IsMember { get; init; }

    /// <summary>Number of machines that mount it.</summary>
    public int ServerCount { get; init; } = 1;

    /// <summary>Number of machines where <c>df</c> hangs on it; 0 in the row of one server.</summary>
    public int HangingCount { get; init; }

    /// <summary>Where it is mounted, <c>/data</c>, or <c>/home/*</c> for several mounts in one folder; null without a mount.</summary>
    public string? Name => Mount is { } mount ? MountGroups.NameOf(mount, Count) : null;

    /// <summary>The mount point, of several mounts their folder; null without a mount.</summary>
    public string? Path => Count == 1 ? Mount?.Path : MountGroups.ParentOf(Mount!.Path).TrimEnd('/');

    /// <summary>The higher of the used space and inodes, percent; null when both are unknown.</summary>
    public double? FullPercent => Mount?.FullPercent;

    /// <summary>Key of the row of its network file system; null for a local one. Not the key of another row, which begins with the
    /// name of a server.</summary>
    internal string? GroupKey => Mount is not { NetworkKey: { } key } mount ? null
        : Count == 1 ? $"\n{key}" : $"\n{MountGroups.ParentOf(mount.Device)}*\n{mount.Type}";

    /// <summary>Whether <c>df</c> hangs or fails on it, on any of its servers.</summary>
    internal bool HasProblem => Silence is not null || Mount?.Problem is not null || Members.Any(member => member.HasProblem);
}
