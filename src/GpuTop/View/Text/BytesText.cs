namespace GpuTop.View;

/// <summary>An amount of bytes in at most five columns: <c>812</c>, <c>1.2K</c>, <c>340M</c>; a unit is 1024 of the one before.</summary>
internal readonly record struct BytesText(long Bytes) : ISpanFormattable
{
    private const string Units = "KMGTPE";

    public override string ToString() => ToString(null, null);

    public string ToString(string? format, IFormatProvider? formatProvider) => $"{this}";

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (Bytes < 1000)
        {
            return Bytes.TryFormat(destination, out charsWritten);
        }

        var (amount, unit) = (Bytes / 1024.0, 0);
        while (amount >= 999.5)
        {
            (amount, unit) = (amount / 1024, unit + 1);
        }

        return amount < 9.95
            ? destination.TryWrite($"{amount:0.0}{Units[unit]}", out charsWritten)
            : destination.TryWrite($"{amount:0}{Units[unit]}", out charsWritten);
    }
}
