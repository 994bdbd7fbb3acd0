using System.Buffers;
using System.Globalization;
using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>The terminal columns of text. Wide ranges come from Unicode's EastAsianWidth.txt, zero widths from .NET's general categories;
/// ambiguous ones (●, █, ─) count 1, the default of terminals.</summary>
public static partial class UnicodeWidth
{
    /// <summary>Columns of one code point: 1 or 2; 0 for accents and invisible format characters; -1 for control characters.</summary>
    public static int Of(int codePoint) => codePoint switch
    {
        < 0x20 => -1,
        < 0x7F => 1,
        < 0xA0 => -1,
        0xAD => 0,
        < 0x300 => 1,
        // Blocks, box drawing and braille, most glyphs of a chart: none is wide.
        >= 0x2500 and < 0x25FD or >= 0x2800 and < 0x2900 => 1,
        // Hangul vowels and finals combine with the consonant before them.
        >= 0x1160 and <= 0x11FF or >= 0xD7B0 and <= 0xD7FF => 0,
        _ when IsWide(codePoint) => 2,
        _ => IsInvisible(codePoint) ? 0 : 1,
    };

    /// <summary>Columns that <see cref="CellBuffer.Text(int, int, ReadOnlySpan{char}, Style, int)"/> uses for
    /// <paramref name="text"/> when nothing is cut; dropped characters count 0.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var columns = 0;
        while (!text.IsEmpty)
        {
            columns += Math.Max(0, NextGlyph(ref text, out _));
        }

        return columns;
    }

    /// <summary>Removes the first code point of <paramref name="text"/> and returns its columns: 0 for an accent of the glyph before it,
    /// -1 for one that must not be drawn.</summary>
    internal static int NextGlyph(ref ReadOnlySpan<char> text, out Rune rune)
    {
        // Lone surrogates become U+FFFD.
        if (Rune.DecodeFromUtf16(text, out rune, out var used) == OperationStatus.NeedMoreData)
        {
            rune = Rune.ReplacementChar;
        }

        text = text[used..];
        var columns = IsSkinTone(rune) ? -1 : Of(rune.Value);
        return columns == 0 && !IsAccent(rune) ? -1 : columns;
    }

    // Zero-width joiners, variation selectors, keycaps, bidi controls and tags are not accents: their effect on
    // the width of neighbours differs between terminals, and bidi controls can reorder a line.
    private static bool IsAccent(Rune rune) =>
        rune.Value is not (>= 0xFE00 and <= 0xFE0F or 0x20E3 or >= 0xE0100 or 0x34F or >= 0x180B and <= 0x180F)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // After an emoji some terminals merge it, others give it two columns.
    private static bool IsSkinTone(Rune rune) => rune.Value is >= 0x1F3FB and <= 0x1F3FF;

    private static bool IsInvisible(int codePoint) =>
        Rune.IsValid(codePoint) && Rune.GetUnicodeCategory(new Rune(codePoint)) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsWide(int codePoint)
    {
        // Wide in EastAsianWidth.txt, but combined with the glyph before them.
        if (codePoint is >= 0x302A and <= 0x302D or 0x3099 or 0x309A or 0x16FE4)
        {
            return false;
        }

        var ranges = WideRanges;
        int low = 0, high = (ranges.Length / 2) - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (codePoint < ranges[2 * middle])
            {
                high = middle - 1;
            }
            else if (codePoint > ranges[(2 * middle) + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
