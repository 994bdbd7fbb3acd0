namespace GpuTop.View;

/// <summary>An amount of memory in GiB: used <c>63.1</c>, and total <c>80G</c>; a dash where it is not known.</summary>
internal static class MemoryText
{
    private const double MiBPerGiB = 1024;

    /// <summary>With one decimal, <c>63.1</c>.</summary>
    public readonly record struct Used(int? MiB) : ISpanFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => $"{this}";

        public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
            MiB is { } amount
                ? (amount / MiBPerGiB).TryFormat(destination, out charsWritten, "0.0", null)
                : destination.TryWrite($"–", out charsWritten);
    }

    /// <summary>Whole, as it is sold: <c>80G</c>.</summary>
    public readonly record struct Total(int? MiB) : ISpanFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => $"{this}";

        public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
            MiB switch
            {
                null => destination.TryWrite($"–", out charsWritten),
                < 1000 and { } amount => destination.TryWrite($"{amount}M", out charsWritten),
                { } amount => destination.TryWrite($"{(int)Math.Round(amount / MiBPerGiB, MidpointRounding.AwayFromZero)}G", out charsWritten),
            };
    }
}
