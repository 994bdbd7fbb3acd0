namespace GpuTop.Model;

/// <summary>One mounted file system that holds data (pseudo file systems are left out).</summary>
/// <param name="Path">Where it is mounted.</param>
/// <param name="Device">What is mounted: a device, <c>server:/export</c>, a pool.</param>
/// <param name="Type">File system type, <c>nfs4</c>, <c>ext4</c>, …; null when the server does not tell. Source: <c>df -T</c>, else <c>/proc/mounts</c>.</param>
/// <param name="SizeKiB">Size, KiB; null when unknown. Source: <c>df -P -k</c>.</param>
/// <param name="UsedKiB">In use, KiB; null when unknown.</param>
/// <param name="AvailableKiB">Free for users, KiB; less than size minus used where blocks are reserved for root; null when unknown.</param>
/// <param name="UsedPercent">In use, 0 to 100 as <c>df</c> computes it (used over used plus available); null when unknown.</param>
/// <param name="InodesUsedPercent">Inodes in use, 0 to 100; null where the file system has no fixed number. Source: <c>df -P -i</c>.</param>
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
    /// <summary>How long <c>df</c> had not answered for it when it was last told of, and so nothing of it is known but its name; null when
    /// <c>df</c> answers.</summary>
    public TimeSpan? HangsFor { get; init; }

    /// <summary>Why nothing of it is known but its name, in the words of <c>df</c>, <c>Stale file handle</c>; null when <c>df</c> tells its
    /// size, and when it hangs.</summary>
    public string? Problem { get; init; }
}
