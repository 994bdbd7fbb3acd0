using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTop.Config.Toml;

/// <summary>Values that stand without quotes: booleans, numbers, dates and times.</summary>
internal static partial class TomlScalar
{
    /// <summary>The value that the word is; null when it is none.</summary>
    public static TomlValue? Read(string word, TomlPosition at) => word switch
    {
        "true" => new TomlValue.Boolean(at, true),
        "false" => new TomlValue.Boolean(at, false),
        "inf" or "+inf" => new TomlValue.Float(at, double.PositiveInfinity),
        "-inf" => new TomlValue.Float(at, double.NegativeInfinity),
        "nan" or "+nan" or "-nan" => new TomlValue.Float(at, double.NaN),
        _ => Number(word, at) ?? Moment(word, at),
    };

    private static TomlValue? Number(string word, TomlPosition at)
    {
        var digits = word.Replace("_", "", StringComparison.Ordinal);
        if (DecimalInteger().IsMatch(word))
        {
            var fits = long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
            return Integer(at, fits ? value : null);
        }

        if (BasedInteger().Match(word) is { Success: true } based)
        {
            return Integer(at, FromBase(digits[2..], based.Groups["hex"].Success ? 16 : based.Groups["octal"].Success ? 8 : 2));
        }

        return Float().IsMatch(word) ? new TomlValue.Float(at, double.Parse(digits, CultureInfo.InvariantCulture)) : null;
    }

    private static TomlValue.Integer Integer(TomlPosition at, long? value) =>
        value is { } fits ? new(at, fits) : throw new TomlSyntaxException(at, "the number does not fit in 64 bits");

    private static long? FromBase(string digits, int radix)
    {
        var value = 0L;
        foreach (var digit in digits)
        {
            var next = ((Int128)value * radix) + Convert.ToInt32(digit.ToString(), 16);
            if (next > long.MaxValue)
            {
                return null;
            }

            value = (long)next;
        }

        return value;
    }

    private static TomlValue.Moment? Moment(string word, TomlPosition at)
    {
        var match = DateAndTime().Match(word);
        var (date, time, offset) = (match.Groups["date"], match.Groups["time"], match.Groups["offset"]);
        var onlyTime = time.Success && !date.Success;
        if (!match.Success || (date.Success && time.Success) != match.Groups["between"].Success || (offset.Success && onlyTime))
        {
            return null;
        }

        var day = DateOnly.MinValue;
        var clock = TimeOnly.MinValue;
        // Seven digits are what a DateTime keeps; further ones are cut, as the specification permits.
        var isReal = (!date.Success || DateOnly.TryParseExact(date.ValueSpan, "yyyy-MM-dd", out day))
            && (!time.Success || TimeOnly.TryParseExact(time.Value[..Math.Min(time.Length, 16)], "HH:mm:ss.FFFFFFF", out clock));
        var utcTicks = day.ToDateTime(clock).Ticks - (Offset(offset.Value) ?? TimeSpan.Zero).Ticks;
        if (!isReal || (offset.Success && Offset(offset.Value) is null) || utcTicks < 0 || utcTicks > DateTime.MaxValue.Ticks)
        {
            throw new TomlSyntaxException(at, $"there is no such date or time as {Mistake.Quote(word)}");
        }

        var kind = offset.Success ? TomlMomentKind.OffsetDateTime
            : onlyTime ? TomlMomentKind.LocalTime
            : time.Success ? TomlMomentKind.LocalDateTime
            : TomlMomentKind.LocalDate;
        return new(at, kind, new(utcTicks, offset.Success ? DateTimeKind.Utc : DateTimeKind.Unspecified));
    }

    private static TimeSpan? Offset(string text)
    {
        if (text is "" or "Z" or "z")
        {
            return TimeSpan.Zero;
        }

        var (hours, minutes) = (int.Parse(text.AsSpan(1, 2)), int.Parse(text.AsSpan(4, 2)));
        return hours > 23 || minutes > 59 ? null : new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
    }

    [GeneratedRegex(@"^[+-]?(0|[1-9](_?[0-9])*)\z")]
    private static partial Regex DecimalInteger();

    [GeneratedRegex(@"^0(?:x(?<hex>[0-9a-fA-F](_?[0-9a-fA-F])*)|o(?<octal>[0-7](_?[0-7])*)|b[01](_?[01])*)\z")]
    private static partial Regex BasedInteger();

    [GeneratedRegex(@"^[+-]?(0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})?"
        + @"(?:(?<between>[Tt ])?(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?)(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?)?\z")]
    private static partial Regex DateAndTime();
}
