namespace GpuTop.View;

/// <summary>A whole number with its unit, or a dash alone where it is not known.</summary>
internal readonly record struct UnitText(double? Value, string Unit) : ISpanFormattable
{
    public string ToString(string? format, IFormatProvider? formatProvider) => $"{this}";

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value is { } value
            ? destination.TryWrite($"{Math.Round(value, MidpointRounding.AwayFromZero):0}{Unit}", out charsWritten)
            : destination.TryWrite($"–", out charsWritten);
}
