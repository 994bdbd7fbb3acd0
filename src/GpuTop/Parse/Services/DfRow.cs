using System.Text.RegularExpressions;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>A row of <c>df -P -k</c> (sizes in KiB) or <c>df -P -i</c> (counts of inodes).</summary>
internal readonly partial record struct DfRow(string Path, string Device, long? Size, long? Used, long? Available, double? Percent)
{
    /// <summary>The row; null for the header and for other lines.</summary>
    public static DfRow? Read(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        var matches = Figures().EnumerateMatches(line);
        return matches.MoveNext() && matches.Current.Index is > 0 and var end
            && new WordList(line[end..], stackalloc Range[5]) is [var size, var used, var available, var percent, var path]
                ? new DfRow(
                    path.ToString(),
                    line[..end].ToString(),
                    NumberParser.Long(size),
                    NumberParser.Long(used),
                    NumberParser.Long(available),
                    NumberParser.Double(percent))
                : null;
    }

    /// <summary>The row of <c>df -k</c> as a mount.</summary>
    /// <param name="type">File system type; null when unknown.</param>
    /// <param name="inodesUsedPercent">Percentage of the row of <c>df -i</c>; null when there is none.</param>
    public Mount ToMount(string? type, double? inodesUsedPercent) =>
        new(Path, Device, type, Size, Used, Available, Percent, inodesUsedPercent);

    // Size, used, available, percentage and path. Devices and mount points may hold blanks, so the figures tell where they are.
    [GeneratedRegex(@"[ \t]+(?:\d+|-)[ \t]+(?:\d+|-)[ \t]+(?:\d+|-)[ \t]+(?:\S*%|-)[ \t]+/.*$")]
    private static partial Regex Figures();
}
