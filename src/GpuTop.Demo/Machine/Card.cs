namespace GpuTop.Demo;

/// <summary>A simulated GPU: temperature and power follow utilization with a delay, in steps of a second.</summary>
internal sealed class Card(CardModel model, int index, ulong seed)
{
    private const double SecondsToWarm = 35;
    private const double SecondsToDraw = 2;

    public CardModel Model => model;

    public int Index => index;

    public string Uuid { get; } = "GPU-" + Noise.Uuid(seed);

    public string BusId { get; } = $"00000000:{BusNumbers[index % BusNumbers.Length]:X2}:00.0";

    /// <summary>The driver's error when the GPU cannot be read; null otherwise.</summary>
    public string? Fault { get; set; }

    /// <summary>Factor of the temperature above idle: about 1, more with poor cooling.</summary>
    public double HeatFactor { get; set; } = 0.97 + (0.06 * Noise.At(seed, 1));

    public int Percent { get; private set; }

    public int MemoryBusPercent { get; private set; }

    public int UsedMiB { get; private set; } = model.EmptyMiB;

    public double Celsius { get; private set; } = model.IdleCelsius;

    public double Watts { get; private set; } = model.IdleWatts;

    public int SmMHz { get; private set; } = model.IdleSmMHz;

    /// <summary>Bits of NVML's <c>nvmlClocksEventReasons</c>.</summary>
    public ulong Reasons { get; private set; } = 1;

    public bool IsHeld { get; private set; }

    private static ReadOnlySpan<byte> BusNumbers => [0x07, 0x0F, 0x47, 0x4E, 0x87, 0x90, 0xB7, 0xBD];

    /// <summary>Advances by one second.</summary>
    /// <param name="second">The second; only the noise depends on it.</param>
    /// <param name="percent">Utilization, percent.</param>
    /// <param name="usedMiB">Memory of processes, MiB.</param>
    /// <param name="held">Whether a process uses the GPU.</param>
    public void Step(long second, int percent, int usedMiB, bool held)
    {
        var wobble = Noise.At(seed, second);
        (Percent, UsedMiB, IsHeld) = (percent, model.EmptyMiB + usedMiB, held);
        MemoryBusPercent = (int)(percent * (0.35 + (0.15 * wobble)));
        var slowed = Celsius >= model.SlowdownCelsius;
        Watts += (WattsAt(second, percent, held, slowed ? 0.93 : 1) - Watts) / SecondsToDraw;
        Celsius += (CelsiusOf(Watts) - Celsius) / SecondsToWarm;
        var capped = Watts > model.LimitWatts * 0.975;
        Reasons = (percent == 0 ? 1UL : 0) | (capped ? 4UL : 0) | (slowed ? 0x20UL : 0);
        var busyMHz = model.MaxSmMHz - (capped ? 15 * (1 + (int)(wobble * 6)) : 0) - (slowed ? 165 : 0);
        SmMHz = percent > 0 || (held && !model.IsConsumer) ? busyMHz : model.IdleSmMHz;
    }

    /// <summary>Power and temperature after a while of the same utilization.</summary>
    public (double Watts, double Celsius) SteadyAt(long second, int percent, bool isHeld)
    {
        var watts = WattsAt(second, percent, isHeld, 1);
        return (watts, CelsiusOf(watts));
    }

    private double WattsAt(long second, int percent, bool isHeld, double factor)
    {
        var resting = isHeld && model is { IsConsumer: false } ? model.IdleWatts * 1.15 : model.IdleWatts;
        var asked = resting + ((model.LimitWatts - resting) * percent / 100.0 * (0.80 + (0.22 * Noise.Smooth(seed, second, 20))));
        return Math.Min(asked * factor, model.LimitWatts * 0.998);
    }

    private double CelsiusOf(double watts)
    {
        var share = (watts - model.IdleWatts) / (model.LimitWatts - model.IdleWatts);
        return model.IdleCelsius + ((model.FullCelsius - model.IdleCelsius) * HeatFactor * share);
    }
}
