using System.Buffers;
using System.Globalization;
using System.Text;

namespace GpuTop.Probe;

/// <summary>Removes terminal codes and invisible or reordering characters (CVE-2021-42574) from text of other
/// users.</summary>
public static class TextSanitizer
{
    // Languages use up to four marks on a letter (Hebrew with cantillation, Tibetan); many more would cover other lines.
    private const int MostMarks = 4;

    private static readonly SearchValues<char> PrintableAscii =
        SearchValues.Create("\n" + string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)));

    /// <summary>UTF-8 bytes as clean text; invalid sequences become <c>?</c>.</summary>
    public static string Clean(ReadOnlySpan<byte> utf8) => Clean(Encoding.UTF8.GetString(utf8));

    /// <summary>The text with a blank for each TAB, <c>?</c> for each control, format, line or paragraph separator character, lone
    /// surrogate, invisible letter, noncharacter, and accent after the fourth on one letter; <c>\n</c> stays, <c>\r\n</c> becomes
    /// <c>\n</c>.</summary>
    public static string Clean(string text) => text.AsSpan().ContainsAnyExcept(PrintableAscii) ? Replaced(text) : text;

    /// <summary>The same without a copy of clean text.</summary>
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> text) =>
        text.ContainsAnyExcept(PrintableAscii) ? Replaced(text.ToString()) : text;

    private static string Replaced(string text)
    {
        var marks = 0;
        var clean = new StringBuilder(text.Length);
        Span<char> letter = stackalloc char[2];
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
            else if ((IsHarmful(rune, ref marks) && rune.Value != '\n') || rune == Rune.ReplacementChar)
            {
                clean.Append('?');
            }
            else
            {
                clean.Append(letter[..rune.EncodeToUtf16(letter)]);
            }
        }

        return clean.ToString();
    }

    private static bool IsHarmful(Rune rune, ref int marks)
    {
        var category = Rune.GetUnicodeCategory(rune);
        marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
        return marks > MostMarks || IsInvisible(rune.Value) || category is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
    }

    // Default_Ignorable_Code_Point of DerivedCoreProperties.txt beyond the categories above, the blank of braille, noncharacters.
    private static bool IsInvisible(int codePoint) =>
        codePoint is 0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
        or (>= 0x2060 and <= 0x206F) or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8)
        or (>= 0xFDD0 and <= 0xFDEF) or (>= 0xE0000 and <= 0xE0FFF)
        || (codePoint & 0xFFFE) == 0xFFFE;
}
