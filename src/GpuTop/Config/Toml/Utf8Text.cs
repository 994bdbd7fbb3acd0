using System.Buffers;
using System.Text;

namespace GpuTop.Config.Toml;

/// <summary>Decoder for UTF-8 files.</summary>
internal static class Utf8Text
{
    /// <summary>Returns the text without byte order mark; invalid bytes become U+FFFD and one mistake per line.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8, TomlMistakes mistakes)
    {
        if (utf8 is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            mistakes.Add(new(1, 1), "the file is UTF-16; save it as UTF-8");
            return "";
        }

        if (utf8 is [0xEF, 0xBB, 0xBF, ..])
        {
            utf8 = utf8[3..];
        }

        if (utf8 is [0xEF, 0xBB, 0xBF, ..])
        {
            // Tomlyn 2.10 removes one.
            mistakes.Add(new(1, 1), "the file begins with two byte order marks");
        }

        return System.Text.Unicode.Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : Repair(utf8, mistakes);
    }

    private static string Repair(ReadOnlySpan<byte> utf8, TomlMistakes mistakes)
    {
        var text = new StringBuilder(utf8.Length);
        var (line, column, told) = (1, 1, 0);
        while (!utf8.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(utf8, out var rune, out var length) != OperationStatus.Done && told < line)
            {
                mistakes.Add(new(line, column), $"byte 0x{utf8[0]:x2} is not UTF-8");
                told = line;
            }

            text.Append(rune);
            utf8 = utf8[length..];
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return text.ToString();
    }
}
