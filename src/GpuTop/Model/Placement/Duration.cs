using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTop.Model;

/// <summary>Parser and formatter of durations: <c>500ms</c>, <c>10s</c>, <c>15m</c>, <c>1h30m</c>, <c>2d</c>.</summary>
public static partial class Duration
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>
    /// Parses numbers, each with its unit (ms, s, m, h, d), and adds them; null when invalid or longer than ten years.
    /// </summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Written().Match(text);
        var seconds = match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures, (number, unit) =>
            double.Parse(number.ValueSpan, CultureInfo.InvariantCulture) * Units.First(u => u.Unit == unit.Value).Length.TotalSeconds);
        return match.Success ? OfSeconds(seconds.Sum()) : null;
    }

    /// <summary>Parses a word of the command line: as <see cref="Parse"/>, or a number of seconds.</summary>
    public static TimeSpan? ParseArgument(string word) =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? OfSeconds(seconds)
            : Parse(word);

    /// <summary>Converts seconds; null when negative, not a number, or longer than ten years.</summary>
    internal static TimeSpan? OfSeconds(double seconds) => seconds is >= 0 and <= 315_360_000 ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Formats a duration exactly in the largest possible unit: <c>0.25 s</c>, <c>15 m</c>.</summary>
    internal static string Show(TimeSpan length)
    {
        var (unit, one) = Units.LastOrDefault(u => length >= u.Length && length.Ticks % u.Length.Ticks == 0 && u.Unit != "ms", Units[1]);
        return string.Create(CultureInfo.InvariantCulture, $"{length / one:0.###} {unit}");
    }

    [GeneratedRegex(@"^\s*((?<number>[0-9]+(\.[0-9]+)?)\s*(?<unit>ms|[smhd])\s*)+\z")]
    private static partial Regex Written();
}
