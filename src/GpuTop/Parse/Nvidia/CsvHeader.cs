using System.Collections.Immutable;
using System.Text;

namespace GpuTop.Parse;

/// <summary>Where the fields of a query stand in its rows, as the head line says. nvidia-smi's head does not repeat the names it was
/// asked for: <c>clocks.sm</c> comes back as <c>clocks.current.sm [MHz]</c>, <c>used_memory</c> as <c>used_gpu_memory [MiB]</c>.</summary>
internal sealed class CsvHeader
{
    // A fleet has as many different heads as it has driver generations.
    private const int Remembered = 16;

    private static ImmutableArray<CsvHeader> _cache = [];

    private readonly byte[] _line;
    private readonly int[] _columns;

    private CsvHeader(CsvSchema schema, ReadOnlySpan<byte> line)
    {
        Schema = schema;
        _line = line.ToArray();
        var names = Encoding.UTF8.GetString(line).Split(',').Select(name => name.Split('[')[0].Trim()).ToArray();
        _columns = [.. schema.Names.Select(aliases => FindFirst(names, aliases))];
        Count = names.Length;
        TextColumn = _columns[schema.TextField];
    }

    /// <summary>Which fields it may have.</summary>
    public CsvSchema Schema { get; }

    /// <summary>Number of columns, unknown ones too.</summary>
    public int Count { get; }

    /// <summary>The column that may itself hold commas; -1 when the query has none.</summary>
    public int TextColumn { get; }

    /// <summary>The column of a field; -1 when the query has none.</summary>
    public int Column(int field) => _columns[field];

    /// <summary>The head that a line is; null when it is none: a head has only names of fields, and at least one that is known.</summary>
    public static CsvHeader? Of(ReadOnlySpan<byte> line, CsvSchema schema)
    {
        line = FieldReader.Trim(line);
        if (line is not [>= (byte)'a' and <= (byte)'z', ..])
        {
            return null;
        }

        foreach (var known in _cache)
        {
            if (known.Schema == schema && line.SequenceEqual(known._line))
            {
                return known;
            }
        }

        if (!HasNamesOnly(line))
        {
            return null;
        }

        var head = new CsvHeader(schema, line);
        return head._columns.Any(column => column >= 0) ? Remember(head) : null;
    }

    private static int FindFirst(string[] names, string[] aliases) =>
        aliases.Select(alias => Array.IndexOf(names, alias)).FirstOrDefault(at => at >= 0, -1);

    private static CsvHeader Remember(CsvHeader head)
    {
        _cache = [head, .. _cache.Take(Remembered - 1)];
        return head;
    }

    private static bool HasNamesOnly(ReadOnlySpan<byte> line)
    {
        while (!line.IsEmpty)
        {
            var name = FieldReader.TakeField(ref line, (byte)',');
            var unit = name.IndexOf(" ["u8);
            name = unit >= 0 ? name[..unit] : name;
            foreach (var letter in name)
            {
                if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'.' or (byte)'_'))
                {
                    return false;
                }
            }
        }

        return true;
    }
}

/// <summary>The fields of a query.</summary>
/// <param name="Names">For each field its names in head lines, the preferred one first.</param>
/// <param name="TextField">The field that may hold commas.</param>
internal sealed record CsvSchema(string[][] Names, int TextField);
