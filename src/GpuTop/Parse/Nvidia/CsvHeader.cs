using System.Buffers;
using System.Collections.Concurrent;

namespace GpuTop.Parse;

/// <summary>Columns of nvidia-smi's CSV, from its header line. It has other names than the query: <c>clocks.sm</c> is
/// <c>clocks.current.sm [MHz]</c>, <c>used_memory</c> is <c>used_gpu_memory [MiB]</c>.</summary>
internal sealed class CsvHeader
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._");

    // Servers of one driver repeat the same line each second. The limit bounds the memory that changing lines can use.
    private const int MostKept = 64;

    private static readonly ConcurrentDictionary<string, CsvHeader> Kept = new();

    private readonly Dictionary<string, int> _columns = [];

    private CsvHeader(string[] names)
    {
        Names = names;
        for (var column = 0; column < names.Length; column++)
        {
            _columns.TryAdd(names[column], column);
        }

        TextColumn = Column("process_name", "name", "gpu_name");
    }

    /// <summary>Names of all columns.</summary>
    public string[] Names { get; }

    /// <summary>The column whose text may hold commas; -1 when there is none.</summary>
    public int TextColumn { get; }

    /// <summary>Parses a header line: names of fields only, at least one of them known; null for other lines.</summary>
    public static CsvHeader? Of(ReadOnlySpan<char> line, params ReadOnlySpan<string> known)
    {
        if (line.TrimStart() is not [>= 'a' and <= 'z', ..])
        {
            return null;
        }

        if (Kept.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(line, out var kept))
        {
            return known.ContainsAny(kept.Names) ? kept : null;
        }

        var names = Array.ConvertAll(line.ToString().Split(',', StringSplitOptions.TrimEntries), WithoutUnit);
        if (!names.All(name => !name.AsSpan().ContainsAnyExcept(NameCharacters)) || !known.ContainsAny(names))
        {
            return null;
        }

        if (Kept.Count >= MostKept)
        {
            Kept.Clear();
        }

        return Kept[line.ToString()] = new CsvHeader(names);
    }

    /// <summary>The column of the first known name; -1 when there is none.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_columns.TryGetValue(name, out var column))
            {
                return column;
            }
        }

        return -1;
    }

    private static string WithoutUnit(string name) => name.IndexOf('[') is >= 0 and var unit ? name[..unit].TrimEnd() : name;
}
