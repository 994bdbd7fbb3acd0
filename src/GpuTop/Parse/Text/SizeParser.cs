namespace GpuTop.Parse;

/// <summary>Sizes as <c>top</c> and <c>df</c> print them: <c>1,2g</c>, <c>252.0G</c>, <c>0B</c>, <c>264212084</c>.</summary>
internal static class SizeParser
{
    private const double Step = 1024;

    /// <summary>The size in bytes; null when the text is none.</summary>
    /// <param name="text">A number and perhaps a unit.</param>
    /// <param name="plain">Bytes that a number without unit counts.</param>
    public static double? Bytes(ReadOnlySpan<byte> text, double plain)
    {
        if (!NumberParser.TryTake(ref text, out var number) || number < 0)
        {
            return null;
        }

        if (text.IsEmpty)
        {
            return number * plain;
        }

        var power = "BKMGTPEZY"u8.IndexOf((byte)(text[0] & ~0x20));
        return power >= 0 && (text.Length == 1 || text[1..].SequenceEqual("iB"u8) || text[1..] is [(byte)'B' or (byte)'b' or (byte)'i'])
            ? number * Math.Pow(Step, power)
            : null;
    }

    /// <summary>Bytes as whole MiB; null when there are none or too many.</summary>
    public static int? MiB(double? bytes) =>
        bytes is { } size && size / Step / Step is <= int.MaxValue and var mib ? (int)Math.Round(mib, MidpointRounding.AwayFromZero) : null;

    /// <summary>Memory of a GPU, MiB, as nvidia-smi prints it; null when there is none, and when no GPU can have so much (16 TiB).</summary>
    public static int? GpuMiB(ReadOnlySpan<byte> text) => NumberParser.Int(text) is >= 0 and <= 1 << 24 and var mib ? mib : null;

    /// <summary>KiB as whole MiB; null when there are none or too many.</summary>
    public static int? MiB(long? kib) => kib is >= 0 and { } size ? MiB(size * Step) : null;
}
