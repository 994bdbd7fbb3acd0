using System.Buffers;
using System.Globalization;
using System.Text;

namespace GpuTop.Probe;

/// <summary>The one place where other people's text becomes harmless: no terminal code, no invisible or reordering character
/// (CVE-2021-42574) comes through it.</summary>
public static class Cleaning
{
    private const byte Replacement = (byte)'?';

    /// <summary>The same text with a blank for each TAB, <c>?</c> for each control, format, line or paragraph separator character and lone
    /// surrogate; <c>\n</c> stays, <c>\r\n</c> becomes <c>\n</c>.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
            else if (rune.Value != '\n' && (rune == Rune.ReplacementChar || IsHarmful(rune)))
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

    /// <summary>Overwrites in place, byte for byte, what must not be shown, also what is not UTF-8.</summary>
    public static void Clean(Span<byte> text)
    {
        while (true)
        {
            var at = text.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
            if (at < 0)
            {
                return;
            }

            text = text[at..];
            if (text[0] == (byte)'\n')
            {
                text = text[1..];
                continue;
            }

            if (text[0] == (byte)'\t')
            {
                text[0] = (byte)' ';
                continue;
            }

            var status = Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (status != OperationStatus.Done || IsHarmful(rune))
            {
                text[..length].Fill(Replacement);
            }

            text = text[length..];
        }
    }

    private static bool IsHarmful(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
