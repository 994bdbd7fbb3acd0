namespace GpuTop.Parse;

/// <summary>A row of nvidia-smi's CSV: fields separated by a comma and a blank, without quotes. A decimal comma (some locales) has no
/// blank after it.</summary>
internal ref struct CsvRow
{
    private readonly ReadOnlySpan<char> _line;
    private readonly ReadOnlySpan<Range> _fields;
    private int _next;

    private CsvRow(CsvHeader header, ReadOnlySpan<char> line, ReadOnlySpan<Range> fields)
    {
        Header = header;
        _line = line;
        _fields = fields;
    }

    /// <summary>The header of the row.</summary>
    public CsvHeader Header { get; }

    /// <summary>Number of fields, at least that of the header's columns.</summary>
    public readonly int Count => _fields.Length;

    /// <summary>The text of a field.</summary>
    public readonly ReadOnlySpan<char> this[int column] => _line[_fields[column]].Trim();

    /// <summary>The text of the first field that the header has; empty when it has none.</summary>
    public ReadOnlySpan<char> this[params ReadOnlySpan<string> names]
    {
        get
        {
            // Most fields are read in the order of their columns.
            var column = _next < Header.Names.Length && Header.Names[_next] == names[0] ? _next : Header.Column(names);
            if (column < 0)
            {
                return "";
            }

            _next = column + 1;
            return this[column];
        }
    }

    /// <summary>Splits a row by its header; false for a row with fewer fields, since the missing one is unknown.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, CsvHeader header, out CsvRow row)
    {
        var fields = Split(line);

        // Commas beyond those of the header belong to the text field.
        var (text, surplus) = (header.TextColumn, fields.Length - header.Names.Length);
        if (text >= 0 && surplus > 0)
        {
            var end = text + surplus;
            fields = [.. fields[..text], fields[text].Start..fields[end].End, .. fields[(end + 1)..]];
        }

        row = new CsvRow(header, line, fields);
        return surplus >= 0;
    }

    private static Range[] Split(ReadOnlySpan<char> line)
    {
        var fields = new Range[line.Count(',') + 1];
        var (count, start) = (0, 0);
        for (var at = 0; at < line.Length - 1; at++)
        {
            if (line[at] == ',' && line[at + 1] == ' ')
            {
                fields[count++] = start..at;
                start = at + 2;
            }
        }

        fields[count++] = start..line.Length;
        return fields.Length == count ? fields : fields[..count];
    }
}
