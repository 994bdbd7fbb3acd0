namespace GpuTop.View;

/// <summary>A whole number, or a dash where it is not known.</summary>
internal readonly record struct NumberText(int? Value) : ISpanFormattable
{
    /// <summary>A number rounded as all are: half and more away from zero.</summary>
    public static NumberText Rounded(double? value) =>
        new(value is { } number ? (int)Math.Clamp(Math.Round(number, MidpointRounding.AwayFromZero), int.MinValue, int.MaxValue) : null);

    public string ToString(string? format, IFormatProvider? formatProvider) => $"{this}";

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value is { } value ? value.TryFormat(destination, out charsWritten, format, provider) : destination.TryWrite($"–", out charsWritten);
}
