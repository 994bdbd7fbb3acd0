namespace GpuTop.Model;

/// <summary>Adds up the GPUs of a fleet at one moment. A value is null while no GPU has it.</summary>
public struct FleetSums
{
    private double _utilization;
    private int _measured;
    private double _usedMiB;
    private double _totalMiB;

    /// <summary>Mean utilization of the GPUs that tell theirs, percent.</summary>
    public readonly double? UtilizationPercent => _measured == 0 ? null : _utilization / _measured;

    /// <summary>Memory in use of that of all GPUs, percent.</summary>
    public readonly double? MemoryPercent => _totalMiB == 0 ? null : 100 * _usedMiB / _totalMiB;

    /// <summary>Power of all GPUs, W.</summary>
    public double? PowerWatts { get; private set; }

    /// <summary>Number of free GPUs and MIG instances.</summary>
    public double? Free { get; private set; }

    /// <summary>Adds the values of one GPU; null for unknown ones.</summary>
    public void Add(double? utilizationPercent, double? usedMiB, double? totalMiB, double? watts)
    {
        if (utilizationPercent is { } percent)
        {
            _utilization += percent;
            _measured++;
        }

        if (usedMiB is { } used && totalMiB is { } total)
        {
            _usedMiB += used;
            _totalMiB += total;
        }

        PowerWatts = watts is { } value ? (PowerWatts ?? 0) + value : PowerWatts;
    }

    /// <summary>Adds the free parts of one GPU: 1 or 0, more with MIG.</summary>
    public void AddFree(int units) => Free = (Free ?? 0) + units;
}
