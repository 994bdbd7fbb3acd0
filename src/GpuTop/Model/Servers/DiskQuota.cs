using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>What one user takes of a file system. Source: <c>repquota</c>, <c>zfs userspace</c>, <c>lfs quota</c> or
/// <c>quota</c>.</summary>
/// <param name="User">Login name, or the number of one that has no name.</param>
/// <param name="UsedKiB">In use, KiB.</param>
/// <param name="LimitKiB">The most that is allowed, KiB: the hard limit, else the soft one; null without a limit.</param>
/// <param name="Files">Number of files, each with an inode; null when not told.</param>
public sealed record DiskQuota(string User, long UsedKiB, long? LimitKiB, long? Files);

/// <summary>The users of a file system.</summary>
/// <param name="Program">The program that told them; null when none did.</param>
/// <param name="Users">Users, the largest first.</param>
public sealed record DiskQuotas(string? Program, ImmutableArray<DiskQuota> Users)
{
    /// <summary>Whether only the own share is told.</summary>
    public bool IsOnlyMine => Program is "quota" or "lfs";
}
