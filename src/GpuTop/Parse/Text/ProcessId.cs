using System.Buffers.Text;

namespace GpuTop.Parse;

/// <summary>Process ids as commands print them.</summary>
internal static class ProcessId
{
    /// <summary>The id; null unless the whole word is a positive number (idle cards and kernel listeners have <c>-</c> or 0).</summary>
    public static int? Of(ReadOnlySpan<byte> word) => Whole(word) is > 0 and { } pid ? pid : null;

    /// <summary>A number of digits only, 0 allowed (uids, window numbers); null for anything else.</summary>
    public static int? Whole(ReadOnlySpan<byte> word) =>
        word is [>= (byte)'0' and <= (byte)'9', ..] && Utf8Parser.TryParse(word, out int number, out var used) && used == word.Length
            ? number
            : null;
}
