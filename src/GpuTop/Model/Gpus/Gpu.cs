using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>One card of a server: what its driver said last, and what is known of it over time.</summary>
public sealed record Gpu
{
    /// <summary>The newest sample.</summary>
    public required GpuSample Sample { get; init; }

    /// <summary>When the newest sample arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the first of the newest rounds that do not list it arrived; null while it is listed.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>What it is to somebody who looks for a GPU, and since when.</summary>
    public required Availability Availability { get; init; }

    /// <summary>Its past day.</summary>
    public required MetricHistory History { get; init; }

    /// <summary>Its MIG instances in the driver's order; empty on a whole card.</summary>
    public ImmutableArray<MigInstance> Instances { get; init; } = [];

    /// <summary>How many GPUs it is to those who look for one: its instances, or 1.</summary>
    public int Units => Instances.IsEmpty ? 1 : Instances.Length;

    /// <summary>How many of them are free.</summary>
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

    /// <summary>How many of them look free and are not watched for long enough.</summary>
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
