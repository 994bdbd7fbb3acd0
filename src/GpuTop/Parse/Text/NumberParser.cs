using System.Buffers.Text;

namespace GpuTop.Parse;

/// <summary>Parses numbers as commands print them: with or without a unit, with a decimal point or, in some locales, a comma.
/// Text that is no number gives null, not 0.</summary>
internal static class NumberParser
{
    /// <summary>A whole number, rounded where the text has decimals; a unit may follow (<c>42 %</c>, <c>8192 MiB</c>, <c>16x</c>).
    /// Null when the text is no number or does not fit.</summary>
    public static int? Int(ReadOnlySpan<byte> text) =>
        Double(text) is { } number
        && Math.Round(number, MidpointRounding.AwayFromZero) is >= int.MinValue and <= int.MaxValue and var whole
            ? (int)whole
            : null;

    /// <summary>A whole number without decimals; a unit may follow. Null when the text is no such number or does not fit.</summary>
    public static long? Long(ReadOnlySpan<byte> text)
    {
        text = FieldReader.Trim(text);
        return Utf8Parser.TryParse(text, out long number, out var used) && IsUnit(text[used..]) ? number : null;
    }

    /// <summary>A number; a unit may follow (<c>631.95 W</c>, <c>34,5</c>). Null when the text is no number.</summary>
    public static double? Double(ReadOnlySpan<byte> text)
    {
        var rest = FieldReader.Trim(text);
        return TryTake(ref rest, out var number) && IsUnit(rest) ? number : null;
    }

    /// <summary>A hexadecimal mask with <c>0x</c> in front; null when the text is none.</summary>
    public static ulong? Hex(ReadOnlySpan<byte> text)
    {
        text = FieldReader.Trim(text);
        return text.StartsWith("0x"u8) && Utf8Parser.TryParse(text[2..], out ulong mask, out var used, 'X') && used == text.Length - 2
            ? mask
            : null;
    }

    /// <summary>A process id; null unless the whole word is a positive number (idle GPUs and kernel sockets have <c>-</c> or 0).</summary>
    public static int? Pid(ReadOnlySpan<byte> word) => Digits(word) is > 0 and { } pid ? pid : null;

    /// <summary>A number of digits only, 0 included (user ids, window numbers); null for other text and beyond 2^31 - 1.</summary>
    public static int? Digits(ReadOnlySpan<byte> word) =>
        word is [>= (byte)'0' and <= (byte)'9', ..] && Utf8Parser.TryParse(word, out int number, out var used) && used == word.Length
            ? number
            : null;

    /// <summary>Removes a number from the front of a text (<c>1,5g</c> leaves <c>g</c>): digits with at most one point or comma
    /// among them, a minus in front. False, without a change, when the text begins otherwise.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> rest, out double number)
    {
        var negative = rest is [(byte)'-', ..];
        var (at, digits, scale) = (negative ? 1 : 0, 0, 0.0);
        number = 0;
        for (; at < rest.Length; at++)
        {
            if (rest[at] is >= (byte)'0' and <= (byte)'9' and var digit)
            {
                digits++;
                number = (number * 10) + (digit - '0');
                scale *= 10;
            }
            else if (rest[at] is (byte)'.' or (byte)',' && scale == 0 && digits > 0)
            {
                scale = 1;
            }
            else
            {
                break;
            }
        }

        number = (negative ? -number : number) / Math.Max(scale, 1);
        if (digits == 0 || !double.IsFinite(number))
        {
            return false;
        }

        rest = rest[at..];
        return true;
    }

    private static bool IsUnit(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text.TrimStart((byte)' '))
        {
            if (!char.IsAsciiLetter((char)letter) && letter is not ((byte)'%' or (byte)'/'))
            {
                return false;
            }
        }

        return true;
    }
}
