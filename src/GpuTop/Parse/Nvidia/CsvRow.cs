namespace GpuTop.Parse;

/// <summary>A row of nvidia-smi's CSV: fields separated by a comma and a blank, without quotes. A decimal comma (some locales) has no
/// blank after it.</summary>
internal sealed class CsvRow
{
    private readonly string _line;
    private readonly Range[] _fields;
    private int _next;

    private CsvRow(CsvHeader header, string line, Range[] fields) => (Header, _line, _fields) = (header, line, fields);

    /// <summary>The header of the row.</summary>
    public CsvHeader Header { get; }

    /// <summary>Number of fields, at least that of the header's columns.</summary>
    public int Count => _fields.Length;

    /// <summary>The text of a field.</summary>
    public ReadOnlySpan<char> this[int column] => _line.AsSpan(_fields[column]);

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

    /// <summary>Splits a row by its header; null for a row with fewer fields, since the missing one is unknown.</summary>
    public static CsvRow? Of(string line, CsvHeader header)
    {
        const string Separator = ", ";
        var fields = new Range[line.AsSpan().Count(',') + 1];
        Array.Resize(ref fields, line.AsSpan().Split(fields, Separator, StringSplitOptions.TrimEntries));

        // Commas beyond those of the header belong to the text field.
        var (text, surplus) = (header.TextColumn, fields.Length - header.Names.Length);
        if (text >= 0 && surplus > 0)
        {
            var end = text + surplus;
            fields = [.. fields[..text], fields[text].Start..fields[end].End, .. fields[(end + 1)..]];
        }

        return surplus < 0 ? null : new CsvRow(header, line, fields);
    }
}
