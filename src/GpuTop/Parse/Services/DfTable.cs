using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>One row of <c>df</c>; sizes in KiB, in a table of inodes null.</summary>
internal readonly record struct DfRow(
    string Path, string Device, string? Type, long? SizeKiB, long? UsedKiB, long? AvailableKiB, double? Percent, double? InodesPercent)
{
    /// <summary>The row as a mount, with what other commands told of it.</summary>
    public Mount ToMount(string? type, double? inodesUsedPercent) =>
        new(Path, Device, Type ?? type, SizeKiB, UsedKiB, AvailableKiB, Percent, InodesPercent ?? inodesUsedPercent);
}

/// <summary>The table that <c>df</c> prints, line by line. A row is found by its figures, since devices and mount points may hold blanks:
/// three figures, a percentage, then a path.</summary>
/// <param name="step">Factor from one unit to the next, 1024 or 1000, where the figures carry their own.</param>
/// <param name="plain">Bytes in a figure without a unit, where no head tells it.</param>
internal sealed class DfTable(double step = 1024, double plain = 1)
{
    private const int Words = 48;

    private double _plain = plain;
    private bool _counts;
    private bool _typed;
    private string? _wrapped;

    /// <summary>The rows so far.</summary>
    public List<DfRow> Rows { get; } = [];

    /// <summary>Takes one line: the head, which tells the unit, a row, an error or nothing of these.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        line = FieldReader.Trim(line);
        if (line.IsEmpty)
        {
            return;
        }

        Span<Range> words = stackalloc Range[Words];
        words = words[..Cut(line, words)];
        if (FiguresAt(line, words) is { } at)
        {
            AddRow(line, words, at);
            _wrapped = null;
        }
        else if (Rows.Count == 0 && IsHead(line, words))
        {
            ReadHead(line, words);
        }
        else
        {
            // A device too long for its column stands on a line of its own, its figures on the next that is not empty.
            _wrapped = StringPool.Of(line);
        }
    }

    private void AddRow(ReadOnlySpan<byte> line, ReadOnlySpan<Range> words, int at)
    {
        var typed = _typed && at > (_wrapped is null ? 1 : 0);
        var deviceEnd = typed ? at - 1 : at;
        var device = deviceEnd == 0 ? _wrapped : StringPool.Of(line[words[0].Start..words[deviceEnd - 1].End]);
        var inodes = HasInodes(line, words, at + 4) ? NumberParser.Double(line[words[at + 6]]) : null;
        var path = line[words[at + (HasInodes(line, words, at + 4) ? 7 : 4)].Start..];
        if (device is not null)
        {
            Rows.Add(new DfRow(
                StringPool.Of(path),
                device,
                typed ? StringPool.Of(line[words[at - 1]]) : null,
                Size(line[words[at]]),
                Size(line[words[at + 1]]),
                Size(line[words[at + 2]]),
                NumberParser.Double(line[words[at + 3]]),
                inodes));
        }
    }

    private long? Size(ReadOnlySpan<byte> word) => _counts ? null : SizeParser.KiB(SizeParser.Bytes(word, _plain, step));

    /// <summary>Number of the word where the figures begin; null when the line is no row.</summary>
    private static int? FiguresAt(ReadOnlySpan<byte> line, ReadOnlySpan<Range> words)
    {
        for (var at = 0; at + 4 < words.Length; at++)
        {
            if (IsFigure(line[words[at]])
                && IsFigure(line[words[at + 1]])
                && IsFigure(line[words[at + 2]])
                && line[words[at + 3]] is [.., (byte)'%'] or [(byte)'-']
                && (line[words[at + 4]] is [(byte)'/', ..] || HasInodes(line, words, at + 4)))
            {
                return at;
            }
        }

        return null;
    }

    // BSD and macOS: iused, ifree and %iused stand between the percentage and the path.
    private static bool HasInodes(ReadOnlySpan<byte> line, ReadOnlySpan<Range> words, int at) =>
        at + 3 < words.Length
        && IsFigure(line[words[at]])
        && IsFigure(line[words[at + 1]])
        && line[words[at + 2]] is [.., (byte)'%']
        && line[words[at + 3]] is [(byte)'/', ..];

    private static bool IsFigure(ReadOnlySpan<byte> word) => word is [(byte)'-'] || SizeParser.Bytes(word, 1) is not null;

    private static bool IsHead(ReadOnlySpan<byte> line, ReadOnlySpan<Range> words)
    {
        var percent = false;
        foreach (var range in words)
        {
            percent |= line[range] is [.., (byte)'%'] || line[range].SequenceEqual("Capacity"u8);
        }

        return percent && words.Length > 5;
    }

    // The unit stands in the head alone ("2MB-blocks", "1K-Blöcke"); where there is none the figures carry their own.
    private void ReadHead(ReadOnlySpan<byte> line, ReadOnlySpan<Range> words)
    {
        _wrapped = null;
        foreach (var range in words)
        {
            var word = line[range];
            _typed |= word.StartsWith("Typ"u8) || word.SequenceEqual("Tipo"u8) || word.SequenceEqual("类型"u8);
            _counts |= word.StartsWith("Inode"u8) || word.StartsWith("Inœud"u8) || word.StartsWith("INode"u8);
            var unit = word.IndexOf((byte)'-') is > 0 and var dash ? word[..dash] : word;
            if (unit is [>= (byte)'0' and <= (byte)'9', ..] && SizeParser.Bytes(unit, 1, unit is [.., (byte)'B'] ? 1000 : 1024) is { } bytes)
            {
                _plain = bytes;
            }
        }
    }

    private static int Cut(ReadOnlySpan<byte> line, Span<Range> words)
    {
        var count = 0;
        var at = 0;
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
