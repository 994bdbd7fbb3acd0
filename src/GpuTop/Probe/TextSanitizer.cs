using System.Buffers;
using System.Globalization;
using System.Text;

namespace GpuTop.Probe;

/// <summary>Removes terminal codes and invisible or reordering characters (CVE-2021-42574) from text of other
/// users.</summary>
public static class TextSanitizer
{
    private const byte Replacement = (byte)'?';

    // Languages use up to four marks on a letter (Hebrew with cantillation, Tibetan); many more would cover other lines.
    private const int MostMarks = 4;

    /// <summary>The text with a blank for each TAB, <c>?</c> for each control, format, line or paragraph separator character, lone
    /// surrogate, invisible letter, noncharacter, and accent after the fourth on one letter; <c>\n</c> stays, <c>\r\n</c> becomes
    /// <c>\n</c>.</summary>
    public static string Clean(string text)
    {
        var marks = 0;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
            else if (rune.Value != '\n' && (rune == Rune.ReplacementChar || IsHarmful(rune, ref marks)))
            {
                clean.Append((char)Replacement);
            }
            else
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    /// <summary>Overwrites the same characters and invalid UTF-8 in place, byte for byte.</summary>
    public static void Clean(Span<byte> text)
    {
        var marks = 0;
        while (true)
        {
            var at = text.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
            if (at < 0)
            {
                return;
            }

            marks = at > 0 ? 0 : marks;
            text = text[at..];
            if (text[0] == (byte)'\n')
            {
                marks = 0;
                text = text[1..];
                continue;
            }

            if (text[0] == (byte)'\t')
            {
                text[0] = (byte)' ';
                continue;
            }

            var status = Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (status != OperationStatus.Done || IsHarmful(rune, ref marks))
            {
                text[..length].Fill(Replacement);
            }

            text = text[length..];
        }
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
