namespace GpuTop.State;

/// <summary>The sampling intervals of <c>+</c> and <c>-</c>.</summary>
public static class Intervals
{
    private static readonly TimeSpan[] Steps = [.. new[] { 0.25, 0.5, 1, 2, 3, 5, 10, 30 }.Select(TimeSpan.FromSeconds)];

    /// <summary>The shortest interval: a driver query takes up to this long.</summary>
    public static TimeSpan Shortest => Steps[0];

    /// <summary>The next longer interval; the same at the end.</summary>
    public static TimeSpan Longer(TimeSpan interval) => Steps.FirstOrDefault(step => step > interval, Steps[^1]);

    /// <summary>The next shorter interval; the same at the end.</summary>
    public static TimeSpan Shorter(TimeSpan interval) => Steps.LastOrDefault(step => step < interval, Steps[0]);
}
