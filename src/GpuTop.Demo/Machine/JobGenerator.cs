using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>Generates the jobs of a simulated machine: user, start, kind and length.</summary>
internal sealed class JobGenerator(Machine machine, ulong seed)
{
    private static readonly TimeSpan FirstArrival = TimeSpan.FromSeconds(20);

    private readonly Random _random = new((int)(Noise.Mix(seed) >> 33));
    private long _next = (long)FirstArrival.TotalSeconds + (long)(25 * Noise.At(seed, 7));
    private int _slurmJob = 4_530_000 + (int)(900 * Noise.At(seed, 8));

    /// <summary>The jobs at the start: those of the spec, or random ones where it has none. The caller adds each to the machine
    /// before it requests the next.</summary>
    public IEnumerable<Job> InitialJobs()
    {
        foreach (var job in machine.Spec.InitialJobs)
        {
            yield return Start(job.Kind, job.User, job.Slots, -job.AgeSeconds, job.LeftSeconds, job.Window);
        }

        for (var tries = machine.Spec.InitialJobs.IsEmpty ? 2 * machine.Slots.Length : 0; tries > 0; tries--)
        {
            if (Choose(JobKind.Lasting) is var (kind, slots))
            {
                var length = LengthOf(kind) + 600;
                var age = (long)(length * (0.1 + (0.8 * _random.NextDouble())));
                yield return Start(kind, AnyPerson(), slots, -age, Math.Max(45, length - age), null);
            }
        }
    }

    /// <summary>The job that starts in this second; null in most. Called once for each second, in order.</summary>
    public Job? Next(long second)
    {
        if (second < _next)
        {
            return null;
        }

        _next = second + 15 + (long)(-Math.Log(1 - _random.NextDouble()) * machine.Spec.SecondsBetweenJobs);
        return Choose(JobKind.Arriving) is var (kind, slots) ? Start(kind, AnyPerson(), slots, second, LengthOf(kind), null) : null;
    }

    private Person AnyPerson() => Person.All[_random.Next(Person.All.Length)];

    private (JobKind Kind, ImmutableArray<int> Slots)? Choose(ImmutableArray<JobKind> kinds)
    {
        var free = Enumerable.Range(0, machine.Slots.Length).Where(machine.IsFree).ToList();
        var spare = free.Count - machine.Spec.KeepFree;
        kinds = spare <= 2 && kinds == JobKind.Arriving ? JobKind.Short : kinds;
        var kind = kinds[_random.Next(kinds.Length)];
        return kind.Gpus <= spare && (kind.Gpus == 1 || machine.Spec.Instances.IsEmpty)
            ? (kind, [.. free[..kind.Gpus]])
            : null;
    }

    // Most jobs are short for their kind, a few are very long.
    private long LengthOf(JobKind kind) =>
        (long)(60.0 * kind.ShortestMinutes
            * Math.Pow((double)kind.LongestMinutes / kind.ShortestMinutes, Math.Pow(_random.NextDouble(), 1.6)));

    private Job Start(JobKind kind, Person user, ImmutableArray<int> slots, long start, long left, int? window)
    {
        user = kind == JobKind.Chinese ? Person.LiWei : user;
        var pane = user != Person.Me || kind.Image is not null || kind.IsBatch ? null : window ?? FreePane();
        var launcher = slots.Length > 1 && !kind.IsOneProcess ? machine.Background.NextPid() : (int?)null;
        var jobSeed = Noise.Mix(seed + ((ulong)machine.Background.NextPid() << 20));
        return new Job
        {
            Kind = kind,
            User = user,
            Ranks = kind.IsOneProcess
                ? [new Rank(machine.Background.NextPid(), slots)]
                : [.. slots.Select(slot => new Rank(machine.Background.NextPid(), [slot]))],
            Start = start,
            End = (start < 0 ? 0 : start) + left,
            Seed = jobSeed,
            MemoryMiB = (int)(machine.Slots[slots[0]].MemoryMiB * kind.MemoryShare * (0.97 + (0.05 * Noise.At(jobSeed, 1)))),
            Ancestors = machine.Background.AncestorsOf(kind, pane, launcher),
            Program = kind.Program.Replace("USER", user.Name, StringComparison.Ordinal),
            CommandLine = kind.Command.Replace("USER", user.Name, StringComparison.Ordinal),
            Folder = pane is { } index ? machine.Background.Panes[index].Window.Folder : $"{user.Home}/{kind.Title}",
            ContainerId = kind.Image is null ? null : Noise.Hex(jobSeed, 64),
            SlurmJob = kind.IsBatch ? ++_slurmJob : null,
        };
    }

    // A pane runs one program at a time: the first pane with an idle shell is used.
    private int? FreePane()
    {
        var panes = machine.Background.Panes;
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
