namespace GpuTop.View;

/// <summary>A span of time in at most six columns: <c>12s</c>, <c>41m</c>, <c>9h12m</c>, <c>2d04h</c>, <c>412d</c>.</summary>
internal readonly record struct DurationText(TimeSpan Span) : ISpanFormattable
{
    public override string ToString() => ToString(null, null);

    public string ToString(string? format, IFormatProvider? formatProvider) => $"{this}";

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) => Span switch
    {
        { TotalSeconds: < 1 } => destination.TryWrite($"0s", out charsWritten),
        { TotalMinutes: < 1 } => destination.TryWrite($"{Span.Seconds}s", out charsWritten),
        { TotalHours: < 1 } => destination.TryWrite($"{Span.Minutes}m", out charsWritten),
        { TotalDays: < 1 } => destination.TryWrite($"{Span.Hours}h{Span.Minutes:00}m", out charsWritten),
        { TotalDays: < 100 } => destination.TryWrite($"{Span.Days}d{Span.Hours:00}h", out charsWritten),
        _ => destination.TryWrite($"{Span.Days}d", out charsWritten),
    };
}
