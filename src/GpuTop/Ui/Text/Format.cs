using GpuTop.Model;

namespace GpuTop.Ui;

/// <summary>Numbers with their units as text; an en dash for null.</summary>
internal static class Format
{
    private const string Unknown = "–";
    private const string Units = "KMGTPE";
    private const double MiBPerGiB = 1024;

    /// <summary>A whole number and its unit.</summary>
    public static string Number(int? value, string unit = "") => value is { } number ? $"{number}{unit}" : Unknown;

    /// <summary>A number rounded half away from zero, and its unit.</summary>
    public static string Rounded(double? value, string unit = "") => Number(
        value is { } number ? (int)Math.Clamp(Math.Round(number, MidpointRounding.AwayFromZero), int.MinValue, int.MaxValue) : null, unit);

    /// <summary>A duration in at most six columns: <c>12s</c>, <c>41m</c>, <c>9h12m</c>, <c>2d04h</c>, <c>412d</c>.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => "0s",
        { TotalMinutes: < 1 } => $"{span.Seconds}s",
        { TotalHours: < 1 } => $"{span.Minutes}m",
        { TotalDays: < 1 } => $"{span.Hours}h{span.Minutes:00}m",
        { TotalDays: < 100 } => $"{span.Days}d{span.Hours:00}h",
        _ => $"{span.Days}d",
    };

    /// <summary>Used memory in GiB with one decimal and the given unit: <c>63.1</c>.</summary>
    public static string UsedMemory(int? mebibytes, string unit = "") =>
        mebibytes is { } amount ? $"{amount / MiBPerGiB:0.0}{unit}" : Unknown;

    /// <summary>Total memory in whole GiB, below 1000 MiB in MiB: <c>80G</c>, <c>512M</c>.</summary>
    public static string TotalMemory(int? mebibytes) => mebibytes switch
    {
        null => Unknown,
        < 1000 and { } amount => $"{amount}M",
        { } amount => Rounded(amount / MiBPerGiB, "G"),
    };

    /// <summary>An amount of bytes in at most five columns: <c>812</c>, <c>1.2K</c>, <c>340M</c>; units are powers of 1024.</summary>
    public static string Bytes(long bytes) => bytes < 1000 ? $"{bytes}" : Scaled(bytes / 1024.0, 0);

    /// <summary>An amount of storage in at most five columns: <c>812M</c>, <c>9.8G</c>, <c>1.8T</c>; units are powers of 1024.</summary>
    public static string Kibibytes(long? kibibytes) => kibibytes is { } amount ? Scaled(amount, 1) : Unknown;

    /// <summary>The cards of a server by the driver's model name: <c>8× A100-80G</c>, <c>4× A100-80G + 2× RTX 3090</c>.</summary>
    public static string Models(Server server)
    {
        // A card that fell off the bus may have no name; count it with the others.
        var named = server.Gpus.FirstOrDefault(gpu => gpu.Sample.Name is not null)?.Sample.Name;
        var models = server.Gpus.GroupBy(gpu => gpu.Sample.Name ?? named);
        return string.Join(" + ", models.Select(cards => $"{cards.Count()}× {ModelNames.Short(cards.Key)}"));
    }

    private static string Scaled(double kibibytes, int firstUnitWithDecimal)
    {
        var unit = 0;
        while (kibibytes >= 999.5 && unit < Units.Length - 1)
        {
            (kibibytes, unit) = (kibibytes / 1024, unit + 1);
        }

        return kibibytes < 9.95 && unit >= firstUnitWithDecimal ? $"{kibibytes:0.0}{Units[unit]}" : $"{kibibytes:0}{Units[unit]}";
    }
}
