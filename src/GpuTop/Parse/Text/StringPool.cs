using System.Text;

namespace GpuTop.Parse;

/// <summary>Strings of text that comes again with each sample: equal bytes give the same string, so that a sample which repeats
/// the last one allocates none. Bounded; safe on any thread (a race costs one string).</summary>
internal static class StringPool
{
    private const int Slots = 4096;
    private const int Longest = 256;

    private static readonly string?[] Known = new string?[Slots];

    /// <summary>The text as a string, trimmed; null when it is absent.</summary>
    public static string? OrNull(ReadOnlySpan<byte> field) => MissingValue.Is(field) ? null : Of(FieldReader.Trim(field));

    /// <summary>The text as a string, as it is.</summary>
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

        // A second place each, so that two texts which meet at one do not drive each other out for ever.
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
