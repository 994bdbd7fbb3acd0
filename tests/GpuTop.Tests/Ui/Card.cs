using GpuTop.Model;

namespace GpuTop.Tests.Ui;

/// <summary>A simulated card with samples.</summary>
internal sealed record Card(GpuSample Still, bool Breathes)
{
    public static Card Busy(string name, int totalGiB, int percent, double usedGiB, int celsius = 65, double watts = 250) =>
        new(Sample(name, totalGiB, percent, usedGiB, celsius, watts), true);

    public static Card Holding(string name, int totalGiB, double usedGiB, int celsius, double watts) =>
        new(Sample(name, totalGiB, 0, usedGiB, celsius, watts), false);

    public static Card Empty(string name, int totalGiB, int celsius, double watts) =>
        new(Sample(name, totalGiB, 0, 0.004, celsius, watts), false);

    /// <summary>The sample at a time: the newest has the given values, earlier ones vary.</summary>
    public GpuSample Sample(string server, int index, DateTimeOffset at)
    {
        var sample = Still with { Index = Still.Index ?? index, Uuid = SampleFleet.Uuid(server, index) };
        if (!Breathes || SampleFleet.Now - at < TimeSpan.FromSeconds(10))
        {
            return sample;
        }

        var minutes = (SampleFleet.Now - at).TotalMinutes;
        var wave = (20 * Math.Sin((minutes * 2) + index)) - (minutes % 7 < 1 ? 60 : 0);
        return sample with { UtilizationPercent = Math.Clamp((int)(sample.UtilizationPercent!.Value + wave - 10), 6, 100) };
    }

    private static GpuSample Sample(string name, int totalGiB, int percent, double usedGiB, int celsius, double watts) => new()
    {
        Name = name,
        UtilizationPercent = percent,
        MemoryUsedMiB = (int)(usedGiB * 1024),
        MemoryTotalMiB = totalGiB * 1024,
        TemperatureCelsius = celsius,
        PowerWatts = watts,
        PowerLimitWatts = name.Contains("A100", StringComparison.Ordinal) ? 400 : 350,
        SmClockMHz = percent > 5 ? 1410 : 210,
        FanPercent = name.Contains("RTX", StringComparison.Ordinal) ? 30 + (percent / 2) : null,
    };
}
