namespace GpuTop.Parse;

/// <summary>A row of nvidia-smi's CSV: fields separated by a comma and a blank, without quotes. A decimal comma (some locales) has no
/// blank after it.</summary>
internal sealed class CsvRow
{
    private CsvRow(CsvHeader head, string[] fields) => (Head, Fields) = (head, fields);

    /// <summary>The head of the row.</summary>
    public CsvHeader Head { get; }

    /// <summary>The fields, as many as the head has columns.</summary>
    public string[] Fields { get; }

    /// <summary>The text of the first field that the head has; empty when it has none.</summary>
    public string this[params ReadOnlySpan<string> names] => Head.Column(names) is >= 0 and var column ? Fields[column] : "";

    /// <summary>Splits a row by its head; null for a row with fewer fields, since the missing one is unknown.</summary>
    public static CsvRow? Of(string line, CsvHeader head)
    {
        var fields = line.Split(", ", StringSplitOptions.TrimEntries);

        // Commas beyond those of the head belong to the text field.
        var (text, surplus) = (head.TextColumn, fields.Length - head.Names.Length);
        if (text >= 0 && surplus > 0)
        {
            var end = text + surplus + 1;
            fields = [.. fields[..text], string.Join(", ", fields[text..end]), .. fields[end..]];
        }

        return surplus < 0 ? null : new CsvRow(head, fields);
    }
}
