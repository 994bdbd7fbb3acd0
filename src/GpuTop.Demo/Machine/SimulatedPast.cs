using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>The GPUs of a machine during the day before the simulation began: a function of time, without processes. The jobs of the
/// start go back to their own start; before it and on free GPUs there were others.</summary>
internal sealed class SimulatedPast
{
    private const long Day = 24 * 60 * 60;

    // A GPU that is free at the start was so for a while.
    private const int LeastSecondsFree = 40 * 60;
    private const int MostSecondsFree = 4 * 60 * 60;
    private const int MostSecondsBetween = 90 * 60;

    private static readonly ImmutableArray<JobKind> Kinds = [.. JobKind.Lasting.Where(kind => kind.Gpus == 1)];

    private readonly Machine _machine;
    private readonly ulong _seed;
    private readonly ILookup<Card, int> _slots;
    private readonly List<Job>[] _jobs;

    /// <summary>Creates the past of a machine that was not advanced yet.</summary>
    public SimulatedPast(Machine machine, ulong seed)
    {
        (_machine, _seed) = (machine, seed);
        var slots = Enumerable.Range(0, machine.Slots.Length);
        _slots = slots.ToLookup(slot => machine.Slots[slot].Card);
        _jobs = [.. slots.Select(JobsOn)];
    }

    /// <summary>The GPUs that tell their metrics.</summary>
    /// <param name="second">Seconds since the start; negative.</param>
    public IEnumerable<PastGpu> At(long second)
    {
        if (_machine.Spec.Dialect == Dialect.Jetson)
        {
            yield break;
        }

        foreach (var card in _machine.Cards.Where(card => card.Fault is null))
        {
            var (idleShare, usedMiB, free) = (1.0, 0, 0);
            foreach (var slot in _slots[card])
            {
                if (_jobs[slot].Find(job => job.Start <= second && second < job.End) is { } job)
                {
                    var part = (double)_machine.Slots[slot].MemoryMiB / card.Model.MemoryMiB;
                    idleShare *= 1 - (part * job.PercentAt(second, slot) / 100.0);
                    usedMiB += job.MemoryMiBAt(second);
                }
                else
                {
                    free++;
                }
            }

            var percent = (int)Math.Round(100 * (1 - idleShare));
            var (watts, celsius) = card.SteadyAt(second, percent, isHeld: usedMiB > 0);
            var hasPercent = _machine.Spec.Instances.IsEmpty;
            yield return new PastGpu(
                card.Uuid, hasPercent ? percent : null, card.Model.EmptyMiB + usedMiB, card.Model.MemoryMiB, celsius, watts, free);
        }
    }

    // The newest first.
    private List<Job> JobsOn(int slot)
    {
        var jobs = _machine.Jobs.Where(job => job.IsOn(slot)).OrderByDescending(job => job.Start).ToList();
        var seed = Noise.Mix(_seed + (ulong)slot);
        var number = 0;
        int Between(int least, int most) => least + (int)((most - least) * Noise.At(seed, ++number));
        var end = jobs.Count > 0 ? jobs[^1].Start - Between(0, MostSecondsBetween) : -Between(LeastSecondsFree, MostSecondsFree);
        while (end > -Day)
        {
            var kind = Kinds[Between(0, Kinds.Length)];
            var start = end - (60 * Between(kind.ShortestMinutes, Math.Min(kind.LongestMinutes, 10 * kind.ShortestMinutes)));
            jobs.Add(new Job
            {
                Kind = kind,
                User = Person.Me,
                Ranks = [new Rank(0, [slot])],
                Start = start,
                End = end,
                Seed = Noise.Mix(seed + (ulong)number),
                MemoryMiB = (int)(_machine.Slots[slot].MemoryMiB * kind.MemoryShare),
                Ancestors = [],
                CommandLine = "",
                Program = "",
                Folder = "",
            });
            end = start - Between(0, MostSecondsBetween);
        }

        return jobs;
    }
}

/// <summary>A simulated GPU at one moment before the simulation began.</summary>
/// <param name="Uuid">As <c>nvidia-smi</c> prints it.</param>
/// <param name="UtilizationPercent">Null where the driver does not tell it.</param>
/// <param name="UsedMiB">Memory in use.</param>
/// <param name="TotalMiB">Memory.</param>
/// <param name="Celsius">Core temperature.</param>
/// <param name="Watts">Power.</param>
/// <param name="Free">Number of its free parts: 1 or 0, more with MIG.</param>
public readonly record struct PastGpu(
    string Uuid, int? UtilizationPercent, int UsedMiB, int TotalMiB, double Celsius, double Watts, int Free);
