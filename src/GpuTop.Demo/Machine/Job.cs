using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>One process of a job.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Slots">Its GPUs, as slots of the machine.</param>
internal readonly record struct Rank(int Pid, ImmutableArray<int> Slots);

/// <summary>A job on a simulated machine. Times are seconds since the start of the simulation; earlier starts are negative.</summary>
internal sealed class Job
{
    private const int SecondsToLoad = 24;
    private const int ContextMiB = 430;

    public required JobKind Kind { get; init; }

    /// <summary>Its user; the processes of a container belong to root.</summary>
    public required Person User { get; init; }

    public required ImmutableArray<Rank> Ranks { get; init; }

    public required long Start { get; init; }

    public required long End { get; set; }

    public required ulong Seed { get; init; }

    /// <summary>Memory on each of its GPUs after loading, MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Ancestors of its processes, nearest first, down to PID 1.</summary>
    public required ImmutableArray<int> Ancestors { get; init; }

    public required string CommandLine { get; init; }

    /// <summary>The driver's name for its processes.</summary>
    public required string Program { get; init; }

    public required string Folder { get; init; }

    public string? ContainerId { get; init; }

    public int? SlurmJob { get; init; }

    public Person Owner => ContainerId is null ? User : Person.Root;

    public string ContainerName => $"{User.Name}_{Kind.Title}";

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

    // The ranks of one job have nearly the same utilization.
    public int PercentAt(long second, int slot) =>
        Math.Clamp(Kind.Work.PercentAt(second - Start, Seed) - (int)(2.9 * Noise.At(Seed + (ulong)slot, second)), 0, 100);

    public int MemoryMiBAt(long second) =>
        (int)Math.Min(MemoryMiB, ContextMiB + ((MemoryMiB - ContextMiB) * Math.Max(0, second - Start) / SecondsToLoad));

    /// <summary>CPU use of each process, percent of one core: varies slowly around that of the kind.</summary>
    public double CpuPercentAt(long second) => Kind.CpuPercent * (0.9 + (0.2 * Noise.Smooth(Seed, second, 7)));
}
