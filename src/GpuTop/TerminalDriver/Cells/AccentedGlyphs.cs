using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>Table of letters with combining accents, which need more than one scalar value; a cell holds the number.</summary>
internal static class AccentedGlyphs
{
    // Names come from servers: both limits bound the memory they can take.
    private const int MaxLength = 8;
    private const int Capacity = 4096;

    private static readonly Lock Gate = new();
    private static readonly string[] Texts = new string[Capacity];
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal);

    /// <summary>True when <paramref name="glyph"/> is a number of this table.</summary>
    public static bool Contains(int glyph) => glyph < Cell.WideTail;

    /// <summary>The letter and its accents.</summary>
    public static string Text(int glyph) => Texts[Cell.WideTail - 1 - glyph];

    /// <summary>The number of <paramref name="glyph"/> with one more accent; unchanged when the limits are reached.</summary>
    public static int Combine(int glyph, Rune accent)
    {
        Span<char> text = stackalloc char[MaxLength + 2];
        var length = Contains(glyph) ? Copy(Text(glyph), text) : new Rune(glyph).EncodeToUtf16(text);
        if (length + accent.Utf16SequenceLength > MaxLength)
        {
            return glyph;
        }

        length += accent.EncodeToUtf16(text[length..]);
        return Number(text[..length]) ?? glyph;
    }

    /// <summary>The letter without its accents.</summary>
    public static Rune Letter(int glyph)
    {
        Rune.DecodeFromUtf16(Text(glyph), out var letter, out _);
        return letter;
    }

    private static int Copy(string from, Span<char> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    private static int? Number(ReadOnlySpan<char> text)
    {
        lock (Gate)
        {
            if (Numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known))
            {
                return known;
            }

            var index = Numbers.Count;
            if (index == Capacity)
            {
                return null;
            }

            Texts[index] = text.ToString();
            return Numbers[Texts[index]] = Cell.WideTail - 1 - index;
        }
    }
}
