namespace GpuTop.Demo;

/// <summary>CPU and memory of a simulated machine in steps of a second, consistent with its processes.</summary>
internal sealed class SimulatedHost(int cores, int totalMiB, double uptimeSeconds)
{
    /// <summary>Clock ticks of a second on Linux (USER_HZ).</summary>
    public const int TicksPerSecond = 100;

    private readonly double _idleAtStart = uptimeSeconds * cores * 0.71;
    private double _busyCoreSeconds = uptimeSeconds * cores * 0.29;
    private double _busyCores;

    public int Cores => cores;

    public int TotalMiB => totalMiB;

    public int UsedMiB { get; private set; }

    public double Load1 { get; private set; }

    public double Load5 { get; private set; }

    public double Load15 { get; private set; }

    public double BusyPercent => 100 * _busyCores / cores;

    /// <summary>Advances by one second.</summary>
    public void Step(bool first, double busyCores, int usedMiB)
    {
        _busyCoreSeconds += _busyCores;
        _busyCores = Math.Min(busyCores, cores * 0.985);
        UsedMiB = Math.Min(usedMiB, (int)(totalMiB * 0.97));
        if (first)
        {
            (Load1, Load5, Load15) = (busyCores, busyCores * 0.97, busyCores * 0.94);
        }

        Load1 += (busyCores - Load1) / 60;
        Load5 += (busyCores - Load5) / 300;
        Load15 += (busyCores - Load15) / 900;
    }

    /// <summary>Ticks since boot over all cores, busy and idle, at a moment within the current second.</summary>
    public (long Busy, long Idle) Ticks(double secondsSinceStart, double fraction)
    {
        var busy = _busyCoreSeconds + (_busyCores * fraction);
        var idle = _idleAtStart + (uptimeSeconds * cores * 0.29) + (secondsSinceStart * cores) - busy;
        return ((long)(busy * TicksPerSecond), (long)(idle * TicksPerSecond));
    }
}
