using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The words for the level of a file system, the same in all views.</summary>
internal static class DiskText
{
    /// <summary>The level without the path: <c>91%</c>, <c>96% inodes</c>, <c>FULL</c>, <c>FULL inodes</c>.</summary>
    public static string Short(Mount mount, DiskLevel level) =>
        $"{(level == DiskLevel.Full ? "FULL" : PercentOf(mount))}{(mount.IsShortOfInodes ? " inodes" : "")}";

    /// <summary>The level as a sentence: <c>/home is 91% full</c>, <c>/home is FULL: 98% of the inodes</c>.</summary>
    public static string Sentence(string path, Mount mount, DiskLevel level) => (level, mount.IsShortOfInodes) switch
    {
        (DiskLevel.Full, false) => $"{path} is FULL: {PercentOf(mount)}",
        (DiskLevel.Full, true) => $"{path} is FULL: {PercentOf(mount)} of the inodes",
        (_, false) => $"{path} is {PercentOf(mount)} full",
        _ => $"{path} is {PercentOf(mount)} full of inodes",
    };

    private static string PercentOf(Mount mount) => $"{Math.Round(mount.FullPercent ?? 0, MidpointRounding.AwayFromZero):0}%";
}
