using System.Collections.Immutable;
using System.Text;

namespace GpuTop.Parse;

/// <summary>Columns of the fields of a query, from its head line. nvidia-smi prints other names than those of the query:
/// <c>clocks.sm</c> is <c>clocks.current.sm [MHz]</c>, <c>used_memory</c> is <c>used_gpu_memory [MiB]</c>.</summary>
internal sealed class CsvHeader
{
    // Each driver generation of a fleet has its own head.
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

    /// <summary>The fields of the query.</summary>
    public CsvSchema Schema { get; }

    /// <summary>Number of columns, with unknown ones.</summary>
    public int Count { get; }

    /// <summary>The column whose text may hold commas; -1 when there is none.</summary>
    public int TextColumn { get; }

    /// <summary>The column of a field; -1 when there is none.</summary>
    public int Column(int field) => _columns[field];

    /// <summary>Parses a head line: names of fields only, at least one of them known; null for other lines.</summary>
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
