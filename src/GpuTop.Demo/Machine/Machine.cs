using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>A simulated machine: its GPUs and jobs. Time advances in whole seconds, independent of the calls, so that the same seed
/// gives the same states.</summary>
internal sealed class Machine
{
    // Enough for temperatures and loads to settle before the start.
    private const int SecondsBefore = 180;

    private readonly List<Job> _jobs = [];
    private readonly List<EndedJob> _ends = [];
    private readonly JobGenerator _jobGenerator;
    private readonly ulong _seed;
    private long _second = -SecondsBefore - 1;

    public Machine(MachineSpec spec, ulong seed, DateTimeOffset startedAt)
    {
        (Spec, StartedAt, _seed) = (spec, startedAt, seed);
        Cards = [.. Enumerable.Range(0, spec.Cards).Select(index => new Card(spec.Model, index, Noise.Mix(seed + (ulong)index)))];
        Slots = spec.Instances.IsEmpty
            ? [.. Cards.Select(card => new Slot(card, null, spec.Model.MemoryMiB))]
            : [.. spec.Instances.Select((instance, number) => new Slot(Cards[0], number, instance.MemoryMiB))];
        if (spec.Fault is { } fault)
        {
            Cards[fault.Card].Fault = fault.Error;
        }

        if (spec.HotCard is { } hot)
        {
            Cards[hot].HeatFactor = 1.22;
        }

        Host = new SimulatedHost(spec.Cores, spec.HostMiB, spec.Uptime.TotalSeconds);
        Background = new BackgroundProcesses(spec, seed);
        _jobGenerator = new JobGenerator(this, seed);
        foreach (var job in _jobGenerator.InitialJobs())
        {
            _jobs.Add(job);
        }

        AdvanceTo(TimeSpan.Zero);
    }

    public MachineSpec Spec { get; }

    public DateTimeOffset StartedAt { get; }

    public ImmutableArray<Card> Cards { get; }

    /// <summary>Places for jobs: whole GPUs, or the MIG instances of GPU 0.</summary>
    public ImmutableArray<Slot> Slots { get; }

    public SimulatedHost Host { get; }

    public string BootId => Noise.Uuid(_seed);

    public BackgroundProcesses Background { get; }

    public IReadOnlyList<Job> Jobs => _jobs;

    /// <summary>The calls of <see cref="End"/> that ended a job.</summary>
    public IReadOnlyList<EndedJob> Ends => _ends;

    /// <summary>Time since the start.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Whole seconds since the start.</summary>
    public long Second => _second;

    public double UptimeSeconds => Spec.Uptime.TotalSeconds + Now.TotalSeconds;

    public bool IsFree(int slot) => Slots[slot].Card.Fault is null && !_jobs.Exists(job => job.IsOn(slot));

    public void AdvanceTo(TimeSpan now)
    {
        if (now < Now)
        {
            return;
        }

        Now = now;
        for (var last = (long)Math.Floor(now.TotalSeconds); _second < last;)
        {
            Step(++_second);
        }
    }

    /// <summary>The job of a process; null without one.</summary>
    public Job? JobOf(int pid) => _jobs.Find(job => job.Ranks.Any(rank => rank.Pid == pid));

    /// <summary>Ends the job of a process of <see cref="Person.Me"/>.</summary>
    /// <returns>Whether it belonged to <see cref="Person.Me"/>; null without such a process.</returns>
    public bool? End(int pid, TimeSpan after)
    {
        if (JobOf(pid) is not { } job)
        {
            return null;
        }

        if (job.Owner != Person.Me)
        {
            return false;
        }

        job.End = Math.Min(job.End, _second + (long)after.TotalSeconds);
        _ends.Add(new EndedJob(pid, _second, (long)after.TotalSeconds));
        return true;
    }

    private void Step(long second)
    {
        _jobs.RemoveAll(job => job.End <= second);
        if (second >= 0 && _jobGenerator.Next(second) is { } arrival)
        {
            _jobs.Add(arrival);
        }

        foreach (var card in Cards)
        {
            var (percent, memoryMiB, held) = Use(card, second);
            card.Step(second, card.Fault is null ? percent : 0, memoryMiB, held);
        }

        var (cores, hostMiB) = (Spec.Cores * (0.012 + (0.01 * Noise.Smooth(_seed, second, 10))), Spec.HostMiB / 40);
        foreach (var process in Background.BackgroundPrograms)
        {
            cores += process.CpuPercentAt(second) / 100;
            hostMiB += process.Program.HostMiB;
        }

        foreach (var job in _jobs)
        {
            cores += job.Start > second ? 0 : job.CpuPercentAt(second) / 100 * job.Ranks.Length;
            hostMiB += job.Kind.HostMiB * job.Ranks.Length;
        }

        Host.Step(second == -SecondsBefore, cores, hostMiB);
    }

    private (int Percent, int MemoryMiB, bool Held) Use(Card card, long second)
    {
        var (idleShare, memoryMiB, held) = (1.0, 0, false);
        for (var slot = 0; slot < Slots.Length; slot++)
        {
            if (Slots[slot].Card != card)
            {
                continue;
            }

            // Instances of a GPU are independent: each adds its share.
            var part = (double)Slots[slot].MemoryMiB / card.Model.MemoryMiB;
            foreach (var job in _jobs)
            {
                if (job.Start <= second && job.IsOn(slot))
                {
                    idleShare *= 1 - (part * job.PercentAt(second, slot) / 100.0);
                    memoryMiB += job.MemoryMiBAt(second);
                    held = true;
                }
            }
        }

        return ((int)Math.Round(100 * (1 - idleShare)), memoryMiB, held);
    }
}

/// <summary>A place for a job: a GPU or a MIG instance.</summary>
internal readonly record struct Slot(Card Card, int? Instance, int MemoryMiB);

/// <summary>A job that the user ended.</summary>
/// <param name="Pid">One of its processes.</param>
/// <param name="Second">When, in seconds since the start of the simulation.</param>
/// <param name="Delay">Seconds until it ends.</param>
internal readonly record struct EndedJob(int Pid, long Second, long Delay);
