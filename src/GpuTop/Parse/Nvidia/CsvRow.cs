namespace GpuTop.Parse;

/// <summary>A row of nvidia-smi's CSV: fields separated by a comma and a blank, without quotes.</summary>
internal readonly ref struct CsvRow
{
    /// <summary>Largest number of fields: the largest query of driver 595 has 213, a text field may add some commas.</summary>
    public const int Capacity = 384;

    private readonly ReadOnlySpan<byte> _line;
    private readonly ReadOnlySpan<Range> _fields;
    private readonly CsvHeader _head;

    private CsvRow(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields, CsvHeader head)
    {
        _line = line;
        _fields = fields;
        _head = head;
    }

    /// <summary>Number of fields; 0 for a row with fewer than its head, since the missing one is unknown.</summary>
    public int Count => _fields.Length < _head.Count ? 0 : _fields.Length;

    /// <summary>The first field; empty when the row has too few.</summary>
    public ReadOnlySpan<byte> First => At(0);

    /// <summary>The text of a field, trimmed; empty when the query lacks it or the row has too few fields.</summary>
    public ReadOnlySpan<byte> this[int field] => At(_head.Column(field));

    /// <summary>Splits a row by its head.</summary>
    /// <param name="line">The row.</param>
    /// <param name="head">Its head.</param>
    /// <param name="buffer">Room for the fields, <see cref="Capacity"/> of them.</param>
    public static CsvRow Of(ReadOnlySpan<byte> line, CsvHeader head, Span<Range> buffer)
    {
        var (count, start) = (0, 0);
        while (count < buffer.Length - 1)
        {
            var end = NextComma(line, start);
            buffer[count++] = new Range(start, end);
            start = end + 1;
            if (end == line.Length)
            {
                break;
            }
        }

        return new CsvRow(line, buffer[..Join(buffer, count, head)], head);
    }

    // Commas beyond those of the head belong to the text field: its parts are joined.
    private static int Join(Span<Range> fields, int count, CsvHeader head)
    {
        var surplus = count - head.Count;
        if (surplus <= 0 || head.TextColumn < 0)
        {
            return Math.Min(count, head.Count);
        }

        fields[head.TextColumn] = new Range(fields[head.TextColumn].Start, fields[head.TextColumn + surplus].End);
        fields[(head.TextColumn + surplus + 1)..count].CopyTo(fields[(head.TextColumn + 1)..]);
        return head.Count;
    }

    private static int NextComma(ReadOnlySpan<byte> line, int start)
    {
        for (var at = start; at < line.Length; at++)
        {
            // A decimal comma (some locales) has no blank after it.
            if (line[at] == ',' && (at + 1 == line.Length || line[at + 1] == ' '))
            {
                return at;
            }
        }

        return line.Length;
    }

    private ReadOnlySpan<byte> At(int column) =>
        column >= 0 && column < Count ? FieldReader.Trim(_line[_fields[column]]) : [];
}
