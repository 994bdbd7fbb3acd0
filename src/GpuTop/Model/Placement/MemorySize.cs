using System.Globalization;

namespace GpuTop.Model;

/// <summary>Parser of memory sizes: <c>20G</c>, <c>1.5 GiB</c>, <c>800M</c>; a number alone is GiB. G is 1024 M, as printed by
/// <c>nvidia-smi</c>.</summary>
public static class MemorySize
{
    // More than any GPU has; larger numbers are rejected as typing errors.
    private const double MaxMiB = 16 * 1024 * 1024;

    /// <summary>Size in MiB, at least 1; null when the text is invalid.</summary>
    public static int? Parse(string text)
    {
        var number = text.AsSpan().Trim();
        var letters = number[(number.LastIndexOfAnyInRange('0', '9') + 1)..].Trim();
        var factor = letters switch
        {
            "" or "G" or "g" or "GB" or "GiB" => 1024.0,
            "M" or "m" or "MB" or "MiB" => 1,
            "T" or "t" or "TB" or "TiB" => 1024 * 1024,
            _ => 0,
        };
        var digits = number[..^letters.Length].Trim();
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * factor is >= 1 and <= MaxMiB
                ? (int)Math.Ceiling(value * factor)
                : null;
    }
}
