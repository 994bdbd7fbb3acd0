using System.Collections.Immutable;

namespace GpuTop.Probe.Demo;

/// <summary>One process of a job.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Slots">The GPUs it is on, as numbers of the machine's slots.</param>
internal readonly record struct Rank(int Pid, ImmutableArray<int> Slots);

/// <summary>Something that runs on a simulated machine. Times are seconds since the machine came into the simulation; what
/// began before has a negative start.</summary>
internal sealed class Job
{
    private const int SecondsToLoad = 24;
    private const int ContextMiB = 430;

    public required JobKind Kind { get; init; }

    /// <summary>The human behind it; the processes of a container belong to root all the same.</summary>
    public required Person Human { get; init; }

    public required ImmutableArray<Rank> Ranks { get; init; }

    public required long Start { get; init; }

    public required long End { get; set; }

    public required ulong Seed { get; init; }

    /// <summary>Memory on each of its GPUs once all is loaded, MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Parents of its processes, nearest first, down to PID 1.</summary>
    public required ImmutableArray<int> Ancestors { get; init; }

    public required string CommandLine { get; init; }

    /// <summary>The name that the driver gives.</summary>
    public required string Program { get; init; }

    public required string Folder { get; init; }

    public string? ContainerId { get; init; }

    public int? SlurmJob { get; init; }

    public Person Owner => ContainerId is null ? Human : Person.Root;

    public string ContainerName => $"{Human.Name}_{Kind.Title}";

    public bool IsOn(int slot)
    {
        foreach (var rank in Ranks)
        {
            if (rank.Slots.Contains(slot))
            {
                return true;
            }
        }

        return false;
    }

    // The ranks of one job keep step, but for a little noise.
    public int PercentAt(long second, int slot) =>
        Math.Clamp(Kind.Work.PercentAt(second - Start, Seed) - (int)(2.9 * Noise.At(Seed + (ulong)slot, second)), 0, 100);

    public int MemoryMiBAt(long second) =>
        (int)Math.Min(MemoryMiB, ContextMiB + ((MemoryMiB - ContextMiB) * Math.Max(0, second - Start) / SecondsToLoad));

    /// <summary>CPU use of each process, percent of one core: follows the GPUs, as data must be loaded for them.</summary>
    public double CpuPercentAt(long second) => Kind.CpuPercent * (0.9 + (0.2 * Noise.Smooth(Seed, second, 7)));
}
