using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>A row of <c>df -P -k</c> (sizes in KiB) or <c>df -P -i</c> (counts of inodes).</summary>
internal readonly record struct DfRow(string Path, string Device, long? Size, long? Used, long? Available, double? Percent)
{
    private const int MostWords = 48;

    /// <summary>The row; null for the head and for other lines. Devices and mount points may hold blanks, so a row is found by its
    /// figures: three numbers, a percentage, then a path.</summary>
    public static DfRow? Read(ReadOnlySpan<byte> line)
    {
        line = FieldReader.Trim(line);
        Span<Range> words = stackalloc Range[MostWords];
        words = words[..SplitWords(line, words)];
        for (var at = 1; at + 4 < words.Length; at++)
        {
            if (IsNumber(line[words[at]])
                && IsNumber(line[words[at + 1]])
                && IsNumber(line[words[at + 2]])
                && line[words[at + 3]] is [.., (byte)'%'] or [(byte)'-']
                && line[words[at + 4]] is [(byte)'/', ..])
            {
                return new DfRow(
                    StringPool.Of(line[words[at + 4].Start..]),
                    StringPool.Of(line[..words[at - 1].End.Value]),
                    Number(line[words[at]]),
                    Number(line[words[at + 1]]),
                    Number(line[words[at + 2]]),
                    NumberParser.Double(line[words[at + 3]]));
            }
        }

        return null;
    }

    /// <summary>The row of <c>df -k</c> as a mount.</summary>
    /// <param name="type">File system type; null when unknown.</param>
    /// <param name="inodesUsedPercent">Percentage of the row of <c>df -i</c>; null when there is none.</param>
    public Mount ToMount(string? type, double? inodesUsedPercent) =>
        new(Path, Device, type, Size, Used, Available, Percent, inodesUsedPercent);

    private static bool IsNumber(ReadOnlySpan<byte> word) =>
        word is [(byte)'-'] || word.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static long? Number(ReadOnlySpan<byte> word) =>
        NumberParser.Double(word) is < long.MaxValue and { } number ? (long)number : null;

    private static int SplitWords(ReadOnlySpan<byte> line, Span<Range> words)
    {
        var (count, at) = (0, 0);
        while (at < line.Length && count < words.Length)
        {
            var length = line[at..].IndexOfAny((byte)' ', (byte)'\t');
            length = length < 0 ? line.Length - at : length;
            if (length > 0)
            {
                words[count++] = at..(at + length);
            }

            at += length + 1;
        }

        return count;
    }
}
