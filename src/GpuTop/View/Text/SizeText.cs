namespace GpuTop.View;

/// <summary>An amount of storage in at most five columns: <c>812M</c>, <c>9.8G</c>, <c>1.8T</c>; a dash where it is not known.</summary>
internal readonly record struct SizeText(long? KibiBytes) : ISpanFormattable
{
    private const double Step = 1024;
    private const string Units = "KMGTPE";

    public string ToString(string? format, IFormatProvider? formatProvider) => $"{this}";

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (KibiBytes is not { } amount)
        {
            return destination.TryWrite($"–", out charsWritten);
        }

        var (size, unit) = ((double)amount, 0);
        while (size >= 999.5 && unit < Units.Length - 1)
        {
            (size, unit) = (size / Step, unit + 1);
        }

        return size < 9.95 && unit > 0
            ? destination.TryWrite($"{size:0.0}{Units[unit]}", out charsWritten)
            : destination.TryWrite($"{size:0}{Units[unit]}", out charsWritten);
    }
}
