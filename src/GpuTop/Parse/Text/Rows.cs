using System.Collections.Immutable;

namespace GpuTop.Parse;

/// <summary>Lists of one row to a line.</summary>
internal static class Rows
{
    /// <summary>What a line says; null when it is no row.</summary>
    public delegate T? Reader<T>(ReadOnlySpan<byte> line);

    /// <summary>What the rows say, in their order; lines that are none are left out.</summary>
    public static ImmutableArray<T> Of<T>(ReadOnlySpan<byte> text, Reader<T> read)
        where T : class
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        while (FieldReader.TryTakeLine(ref text, out var line))
        {
            if (rows.Count < Limits.Others && read(line) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows.ToImmutable();
    }
}
