using System.Text;

namespace GpuTop.Parse;

/// <summary>A bounded pool of strings: equal bytes give the same string, so that a sample equal to the last one allocates none.
/// Safe on any thread (a race costs one string).</summary>
internal static class StringPool
{
    private const int Slots = 4096;
    private const int Longest = 256;

    private static readonly string?[] Known = new string?[Slots];

    /// <summary>The text as a trimmed string; null for a missing value.</summary>
    public static string? OrNull(ReadOnlySpan<byte> field) => MissingValue.Is(field) ? null : Of(FieldReader.Trim(field));

    /// <summary>The text as a string, unchanged.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> buffer = stackalloc char[Longest];
        ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        var slot = (int)((uint)string.GetHashCode(text) % Slots);
        if (Known[slot] is { } first && text.SequenceEqual(first))
        {
            return first;
        }

        // Two slots for each text: two texts with the same hash would otherwise replace each other in each sample.
        var other = slot ^ 1;
        if (Known[other] is { } second && text.SequenceEqual(second))
        {
            return second;
        }

        var made = text.ToString();
        Known[Known[slot] is null ? slot : other] = made;
        return made;
    }
}
