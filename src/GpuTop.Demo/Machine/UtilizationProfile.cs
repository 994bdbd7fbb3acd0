namespace GpuTop.Demo;

/// <summary>How a job uses its GPUs over time: a pure function of the seconds since it began.</summary>
internal abstract record UtilizationProfile
{
    private UtilizationProfile()
    {
    }

    /// <summary>Utilization in percent, 0 to 100.</summary>
    /// <param name="second">Seconds since the job began.</param>
    /// <param name="seed">Makes equal jobs differ.</param>
    public abstract int PercentAt(long second, ulong seed);

    private static int Around(double level, double spread, ulong seed, long second) =>
        (int)Math.Clamp(Math.Round(level + (spread * ((2 * Noise.At(seed, second)) - 1))), 0, 100);

    /// <summary>Constant load with a gap after each epoch, for loading data and writing a checkpoint.</summary>
    public sealed record Training(int Level, int EpochSeconds, int GapSeconds) : UtilizationProfile
    {
        private const int WarmUpSeconds = 18;

        public override int PercentAt(long second, ulong seed) =>
            second < WarmUpSeconds ? Around(2, 2, seed, second)
            : (second - WarmUpSeconds) % EpochSeconds >= EpochSeconds - GapSeconds ? Around(1, 1, seed, second)
            : Around(Level, 3, seed, second);
    }

    /// <summary>Load that changes within seconds, as of a job that waits for its data.</summary>
    public sealed record Starved(int Level) : UtilizationProfile
    {
        public override int PercentAt(long second, ulong seed) =>
            Around(Level * (0.4 + (0.9 * Noise.Smooth(seed, second, 4))), 8, seed, second);
    }

    /// <summary>A model that serves requests: slowly changing load with idle periods.</summary>
    public sealed record Serving(int Level) : UtilizationProfile
    {
        public override int PercentAt(long second, ulong seed)
        {
            var demand = Noise.Smooth(seed, second, 45) - 0.25;
            return demand <= 0 ? 0 : Around(Level * Math.Min(1, demand * 1.9), 6, seed, second);
        }
    }

    /// <summary>A notebook: bursts of load while its user is active, then only memory.</summary>
    public sealed record Notebook(int BusySeconds) : UtilizationProfile
    {
        public override int PercentAt(long second, ulong seed) =>
            second >= BusySeconds || Noise.At(seed, second / 12) < 0.45 ? 0 : Around(62, 25, seed, second);
    }
}
