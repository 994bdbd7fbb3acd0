namespace GpuTop.Parse;

/// <summary>Parses sizes as <c>top</c> prints them (<c>1,2g</c>, <c>252.0G</c>, <c>0B</c>, <c>264212084</c>) and converts to MiB.</summary>
internal static class SizeParser
{
    private const double Step = 1024;

    /// <summary>The size in bytes; null when the text is none.</summary>
    /// <param name="text">A number with an optional unit.</param>
    /// <param name="plain">Bytes in 1 of a number without unit.</param>
    public static double? Bytes(ReadOnlySpan<char> text, double plain) =>
        NumberParser.Split(text, out var unit) is not (>= 0 and var number) ? null
        : unit is "" ? number * plain
        : "BKMGTPEZY".IndexOf(char.ToUpperInvariant(unit[0])) is >= 0 and var power && unit[1..] is "" or "iB" or "B" or "b" or "i"
            ? number * Math.Pow(Step, power)
        : null;

    /// <summary>Bytes as whole MiB; null when missing or above 2^31 - 1.</summary>
    public static int? MiB(double? bytes) =>
        bytes is { } size && size / Step / Step is <= int.MaxValue and var mib
            ? (int)Math.Round(mib, MidpointRounding.AwayFromZero)
            : null;

    /// <summary>Memory of a GPU in MiB, as nvidia-smi prints it; null when it is missing or above 16 TiB.</summary>
    public static int? GpuMiB(ReadOnlySpan<char> text) => NumberParser.Int(text) is >= 0 and <= 1 << 24 and var mib ? mib : null;

    /// <summary>KiB as whole MiB; null when missing or above 2^31 - 1.</summary>
    public static int? MiB(long? kib) => kib is >= 0 and { } size ? MiB(size * Step) : null;
}
