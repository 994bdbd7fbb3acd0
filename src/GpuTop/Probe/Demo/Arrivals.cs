using System.Collections.Immutable;

namespace GpuTop.Probe.Demo;

/// <summary>Who comes to a simulated machine, when, and with what.</summary>
internal sealed class Arrivals(Machine machine, ulong seed)
{
    private static readonly TimeSpan FirstVisit = TimeSpan.FromSeconds(20);

    private readonly Random _random = new((int)(Noise.Mix(seed) >> 33));
    private long _next = (long)FirstVisit.TotalSeconds + (long)(25 * Noise.At(seed, 7));
    private int _slurmJob = 4_530_000 + (int)(900 * Noise.At(seed, 8));

    /// <summary>The jobs that run already: the blueprint's, or any where it names none. Each must be on the machine before the next
    /// is asked for.</summary>
    public IEnumerable<Job> Opening()
    {
        foreach (var job in machine.Blueprint.Opening)
        {
            yield return Start(job.Kind, job.Human, job.Slots, -job.AgeSeconds, job.LeftSeconds, job.Window);
        }

        for (var tries = machine.Blueprint.Opening.IsEmpty ? 2 * machine.Slots.Length : 0; tries > 0; tries--)
        {
            if (Choose(JobKind.Lasting) is var (kind, slots))
            {
                var length = LengthOf(kind) + 600;
                var age = (long)(length * (0.1 + (0.8 * _random.NextDouble())));
                yield return Start(kind, AnyHuman(), slots, -age, Math.Max(45, length - age), null);
            }
        }
    }

    /// <summary>The job that starts in this second; null mostly. Asked for each second once, in order.</summary>
    public Job? Next(long second)
    {
        if (second < _next)
        {
            return null;
        }

        _next = second + 15 + (long)(-Math.Log(1 - _random.NextDouble()) * machine.Blueprint.SecondsBetweenJobs);
        return Choose(JobKind.Arriving) is var (kind, slots) ? Start(kind, AnyHuman(), slots, second, LengthOf(kind), null) : null;
    }

    private Person AnyHuman() => Person.All[_random.Next(Person.All.Length)];

    private (JobKind Kind, ImmutableArray<int> Slots)? Choose(ImmutableArray<JobKind> kinds)
    {
        var free = Enumerable.Range(0, machine.Slots.Length).Where(machine.IsFree).ToList();
        var spare = free.Count - machine.Blueprint.KeepFree;
        kinds = spare <= 2 && kinds == JobKind.Arriving ? JobKind.Short : kinds;
        var kind = kinds[_random.Next(kinds.Length)];
        return kind.Gpus <= spare && (kind.Gpus == 1 || machine.Blueprint.Instances.IsEmpty)
            ? (kind, [.. free[..kind.Gpus]])
            : null;
    }

    // Most jobs are short for their kind, a few very long.
    private long LengthOf(JobKind kind) =>
        (long)(60.0 * kind.ShortestMinutes * Math.Pow((double)kind.LongestMinutes / kind.ShortestMinutes, Math.Pow(_random.NextDouble(), 1.6)));

    private Job Start(JobKind kind, Person human, ImmutableArray<int> slots, long start, long left, int? window)
    {
        human = kind == JobKind.Chinese ? Person.LiWei : human;
        var pane = human != Person.Me || kind.Image is not null || kind.IsBatch ? null : window ?? FreePane();
        var launcher = slots.Length > 1 && !kind.IsOneProcess ? machine.People.NextPid() : (int?)null;
        var jobSeed = Noise.Mix(seed + ((ulong)machine.People.NextPid() << 20));
        return new Job
        {
            Kind = kind,
            Human = human,
            Ranks = kind.IsOneProcess
                ? [new Rank(machine.People.NextPid(), slots)]
                : [.. slots.Select(slot => new Rank(machine.People.NextPid(), [slot]))],
            Start = start,
            End = (start < 0 ? 0 : start) + left,
            Seed = jobSeed,
            MemoryMiB = (int)(machine.Slots[slots[0]].MemoryMiB * kind.MemoryShare * (0.97 + (0.05 * Noise.At(jobSeed, 1)))),
            Ancestors = machine.People.AncestorsOf(kind, pane, launcher),
            Program = kind.Program.Replace("USER", human.Name, StringComparison.Ordinal),
            CommandLine = kind.Command.Replace("USER", human.Name, StringComparison.Ordinal),
            Folder = pane is { } index ? machine.People.Panes[index].Window.Folder : $"{human.Home}/{kind.Title}",
            ContainerId = kind.Image is null ? null : Noise.Hex(jobSeed, 64),
            SlurmJob = kind.IsBatch ? ++_slurmJob : null,
        };
    }

    // A pane runs one program at a time: I take the first whose shell has nothing to do.
    private int? FreePane()
    {
        var panes = machine.People.Panes;
        for (var index = 0; index < panes.Length; index++)
        {
            if (!machine.Jobs.Any(job => job.Ancestors.Contains(panes[index].ShellPid)))
            {
                return index;
            }
        }

        return null;
    }
}
