namespace GpuTop.Demo;

/// <summary>How a job uses its GPUs over time: a pure function of the seconds since it began.</summary>
internal abstract record Workload
{
    private Workload()
    {
    }

    /// <summary>Utilization in percent, 0 to 100.</summary>
    /// <param name="second">Seconds since the job began.</param>
    /// <param name="seed">Makes equal jobs differ.</param>
    public abstract int PercentAt(long second, ulong seed);

    private static int Around(double level, double spread, ulong seed, long second) =>
        (int)Math.Clamp(Math.Round(level + (spread * ((2 * Noise.At(seed, second)) - 1))), 0, 100);

    /// <summary>Epochs of even work, and a gap after each where data is loaded and a checkpoint written.</summary>
    public sealed record Training(int Level, int EpochSeconds, int GapSeconds) : Workload
    {
        private const int WarmUpSeconds = 18;

        public override int PercentAt(long second, ulong seed) =>
            second < WarmUpSeconds ? Around(2, 2, seed, second)
            : (second - WarmUpSeconds) % EpochSeconds >= EpochSeconds - GapSeconds ? Around(1, 1, seed, second)
            : Around(Level, 3, seed, second);
    }

    /// <summary>Work that waits for its data all the time: up and down within seconds.</summary>
    public sealed record Starved(int Level) : Workload
    {
        public override int PercentAt(long second, ulong seed) =>
            Around(Level * (0.4 + (0.9 * Noise.Smooth(seed, second, 4))), 8, seed, second);
    }

    /// <summary>A model that answers questions: waves of requests, and quiet between them.</summary>
    public sealed record Serving(int Level) : Workload
    {
        public override int PercentAt(long second, ulong seed)
        {
            var demand = Noise.Smooth(seed, second, 45) - 0.25;
            return demand <= 0 ? 0 : Around(Level * Math.Min(1, demand * 1.9), 6, seed, second);
        }
    }

    /// <summary>A notebook: bursts of work while somebody sits at it, then memory held for nothing.</summary>
    public sealed record Notebook(int BusySeconds) : Workload
    {
        public override int PercentAt(long second, ulong seed) =>
            second >= BusySeconds || Noise.At(seed, second / 12) < 0.45 ? 0 : Around(62, 25, seed, second);
    }
}
