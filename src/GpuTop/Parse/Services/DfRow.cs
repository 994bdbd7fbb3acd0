using System.Text.RegularExpressions;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>A row of <c>df -P -k</c> (sizes in KiB) or <c>df -P -i</c> (counts of inodes).</summary>
internal readonly partial record struct DfRow(string Path, string Device, long? Size, long? Used, long? Available, double? Percent)
{
    /// <summary>The row; null for the header and for other lines.</summary>
    public static DfRow? Read(string line) =>
        Row().Match(line.Trim()) is { Success: true, Groups: var groups }
            ? new DfRow(
                groups["path"].Value,
                groups["device"].Value,
                NumberParser.Long(groups["size"].Value),
                NumberParser.Long(groups["used"].Value),
                NumberParser.Long(groups["available"].Value),
                NumberParser.Double(groups["percent"].Value))
            : null;

    /// <summary>The row of <c>df -k</c> as a mount.</summary>
    /// <param name="type">File system type; null when unknown.</param>
    /// <param name="inodesUsedPercent">Percentage of the row of <c>df -i</c>; null when there is none.</param>
    public Mount ToMount(string? type, double? inodesUsedPercent) =>
        new(Path, Device, type, Size, Used, Available, Percent, inodesUsedPercent);

    // Devices and mount points may hold blanks, so a row is found by its figures: three numbers, a percentage, then a path.
    [GeneratedRegex(@"^(?<device>.*?\S)\s+(?<size>\d+|-)\s+(?<used>\d+|-)\s+(?<available>\d+|-)\s+(?<percent>\S*%|-)\s+(?<path>/.*)$")]
    private static partial Regex Row();
}
