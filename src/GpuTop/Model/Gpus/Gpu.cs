using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>GPU of a server: newest sample and state over time.</summary>
public sealed record Gpu
{
    /// <summary>The newest sample.</summary>
    public required GpuSample Sample { get; init; }

    /// <summary>Arrival of the newest sample.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Arrival of the first of the latest rounds that do not list it; null while it is listed.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>Availability for a new job, and its start.</summary>
    public required Availability Availability { get; init; }

    /// <summary>Metrics of the past day.</summary>
    public required GpuHistory History { get; init; }

    /// <summary>Its MIG instances in the driver's order; empty on a whole card.</summary>
    public ImmutableArray<MigInstance> Instances { get; init; } = [];

    /// <summary>Number of usable units: its MIG instances, or 1.</summary>
    public int Units => Instances.IsEmpty ? 1 : Instances.Length;

    /// <summary>Number of free units.</summary>
    public int FreeUnits
    {
        get
        {
            var free = Instances.IsEmpty && Availability.State == GpuState.Free ? 1 : 0;
            foreach (var instance in Instances)
            {
                free += instance.Availability.State == GpuState.Free ? 1 : 0;
            }

            return free;
        }
    }

    /// <summary>Number of units that look free but have not been observed for long enough.</summary>
    public int PendingUnits
    {
        get
        {
            var pending = Instances.IsEmpty && Availability.IsPending ? 1 : 0;
            foreach (var instance in Instances)
            {
                pending += instance.Availability.IsPending ? 1 : 0;
            }

            return pending;
        }
    }
}
