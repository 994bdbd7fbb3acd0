using System.Collections.Frozen;

namespace GpuTop.Model;

/// <summary>Mounted file system; pseudo file systems are excluded.</summary>
/// <param name="Path">Mount point.</param>
/// <param name="Device">Source of the mount: a device, <c>server:/export</c>, a pool.</param>
/// <param name="Type">File system type, <c>nfs4</c>, <c>ext4</c>, …; null when not reported. Source: <c>df -T</c>, else
/// <c>/proc/mounts</c>.</param>
/// <param name="SizeKiB">Size, KiB; null when unknown. Source: <c>df -P -k</c>.</param>
/// <param name="UsedKiB">In use, KiB; null when unknown.</param>
/// <param name="AvailableKiB">Free for users, KiB; less than size minus used where blocks are reserved for root; null when
/// unknown.</param>
/// <param name="UsedPercent">In use, 0 to 100 as <c>df</c> computes it (used / (used + available)); null when unknown.</param>
/// <param name="InodesUsedPercent">Inodes in use, 0 to 100; null where the file system has no fixed number. Source:
/// <c>df -P -i</c>.</param>
public sealed record Mount(
    string Path,
    string Device,
    string? Type,
    long? SizeKiB,
    long? UsedKiB,
    long? AvailableKiB,
    double? UsedPercent,
    double? InodesUsedPercent)
{
    /// <summary>The higher of the used space and the used inodes, 0 to 100; null when both are unknown.</summary>
    public double? FullPercent => IsShortOfInodes ? InodesUsedPercent : UsedPercent;

    /// <summary>Whether a larger share of the inodes than of the space is in use.</summary>
    public bool IsShortOfInodes => InodesUsedPercent > (UsedPercent ?? -1);

    /// <summary>Key of a network file system, equal on all servers that mount it; null for a local one.</summary>
    public string? NetworkKey => !IsNetwork ? null : $"{Device}\n{Type}" + (HasServerName ? "" : "\n" + Path);

    private static readonly FrozenSet<string> NetworkTypes = FrozenSet.Create(
        "nfs", "nfs4", "cifs", "smb3", "ceph", "lustre", "glusterfs", "fuse.glusterfs", "gpfs", "beegfs", "wekafs", "afs", "fuse.sshfs");

    /// <summary>Whether servers share it: <c>nas:/export</c>, <c>//nas/share</c>, <c>10.0.0.1@tcp:/lustre</c>; not
    /// <c>localhost:/volume</c>, which is another one on each server.</summary>
    public bool IsNetwork => !Device.StartsWith("localhost:", StringComparison.Ordinal)
        && !Device.StartsWith("127.", StringComparison.Ordinal)
        && (HasServerName || (Type is { } type && NetworkTypes.Contains(type)));

    // Devices such as beegfs_nodev do not name their file system.
    private bool HasServerName => Device.StartsWith("//", StringComparison.Ordinal) || (!Device.StartsWith('/') && Device.Contains(':'));

    /// <summary>Time that <c>df</c> had been hanging on it when the section arrived; only the name is known then. Null when <c>df</c> does
    /// not hang.</summary>
    public TimeSpan? HangsFor { get; init; }

    /// <summary>Error message of <c>df</c>, such as <c>Stale file handle</c>; only the name is known then. Null without error.</summary>
    public string? Problem { get; init; }
}
