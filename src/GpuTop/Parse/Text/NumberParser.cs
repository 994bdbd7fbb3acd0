using System.Buffers;
using System.Globalization;

namespace GpuTop.Parse;

/// <summary>Parses numbers as commands print them: with or without a unit, with a decimal point or, in some locales, a comma.
/// Text that is no number gives null, not 0.</summary>
internal static class NumberParser
{
    private static readonly NumberFormatInfo DecimalComma = new() { NumberDecimalSeparator = "," };

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,-");

    private static readonly SearchValues<char> UnitCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%/");

    /// <summary>A whole number, rounded where the text has decimals; a unit may follow (<c>42 %</c>, <c>8192 MiB</c>, <c>16x</c>).
    /// Null when the text is no number or does not fit.</summary>
    public static int? Int(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits
        : Double(text) is { } number
        && Math.Round(number, MidpointRounding.AwayFromZero) is >= int.MinValue and <= int.MaxValue and var whole
            ? (int)whole
            : null;

    /// <summary>A whole number without decimals; a unit may follow. Null when the text is no such number or does not fit.</summary>
    public static long? Long(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var end = EndOfNumber(text);
        return IsUnit(text[end..])
            && long.TryParse(text[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }

    /// <summary>A number; a unit may follow (<c>631.95 W</c>, <c>34,5</c>). Null when the text is no number.</summary>
    public static double? Double(ReadOnlySpan<char> text) => Split(text, out var unit) is { } number && IsUnit(unit) ? number : null;

    /// <summary>The number at the start of a text: digits with at most one point or comma, a minus in front; null when it begins
    /// otherwise.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">The text after the number.</param>
    public static double? Split(ReadOnlySpan<char> text, out ReadOnlySpan<char> unit)
    {
        text = text.Trim();
        var end = EndOfNumber(text);
        unit = text[end..];
        text = text[..end];
        var format = text.Contains(',') ? DecimalComma : NumberFormatInfo.InvariantInfo;
        return text is [>= '0' and <= '9', ..] or ['-', >= '0' and <= '9', ..]
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, format, out var number)
            && double.IsFinite(number)
                ? number
                : null;
    }

    /// <summary>A hexadecimal mask with <c>0x</c> in front; null when the text is none.</summary>
    public static ulong? Hex(ReadOnlySpan<char> text) =>
        text.Trim() is ['0', 'x', .. var digits]
        && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mask)
            ? mask
            : null;

    /// <summary>A process id; null unless the whole word is a positive number (idle GPUs and kernel sockets have <c>-</c> or 0).</summary>
    public static int? Pid(ReadOnlySpan<char> word) => Digits(word) is > 0 and { } pid ? pid : null;

    /// <summary>A number of digits only, 0 included (user ids, window numbers); null for other text and beyond 2^31 - 1.</summary>
    public static int? Digits(ReadOnlySpan<char> word) =>
        int.TryParse(word.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A percentage from 0 to 100; null for other numbers: some drivers print 4294967295 for a counter that they cannot
    /// read.</summary>
    public static int? Percent(ReadOnlySpan<char> text) => Int(text) is >= 0 and <= 100 and var percent ? percent : null;

    private static int EndOfNumber(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExcept(NumberCharacters) is >= 0 and var end ? end : text.Length;

    private static bool IsUnit(ReadOnlySpan<char> text) => !text.TrimStart(' ').ContainsAnyExcept(UnitCharacters);
}
