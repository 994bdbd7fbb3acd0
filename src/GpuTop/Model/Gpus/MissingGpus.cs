using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Which cards a server has, when one of them may have fallen off the bus: a card that is not listed any more stays, as sick.</summary>
internal static class MissingGpus
{
    // What is missing is kept; a server that lists others each time must not make the list grow.
    private const int MaxCards = 128;

    // A slow card completes its round within a second, and the round is then told again.
    private static readonly TimeSpan MinMissingTime = TimeSpan.FromMilliseconds(500);

    /// <summary>The cards after a round that lists some: those it lists, and those that were there before and are missing now. A card that
    /// is missing stays as it is until a second round without it, then it is sick. A number between those of two cards is no card.</summary>
    /// <param name="samples">The round; not empty.</param>
    /// <param name="before">The cards before it.</param>
    /// <param name="at">When it arrived.</param>
    /// <param name="next">The card of a sample.</param>
    public static ImmutableArray<Gpu> Next(
        ImmutableArray<GpuSample> samples, ImmutableArray<Gpu> before, DateTimeOffset at, Func<GpuSample, Gpu> next)
    {
        samples = WithKnownNames(samples, before);
        var gpus = ImmutableArray.CreateBuilder<Gpu>(samples.Length);
        foreach (var sample in samples)
        {
            gpus.Add(next(sample));
        }

        foreach (var gpu in before)
        {
            var isListed = samples.Any(sample => IsSameCard(sample, gpu.Sample));
            if (gpus.Count < MaxCards && !isListed && !IsReplaced(gpu.Sample, samples, before))
            {
                gpus.Add(Missing(gpu, IsTaken(samples, gpu.Sample.Index) ? null : gpu.Sample.Index, at, next));
            }
        }

        if (gpus.Count > samples.Length)
        {
            gpus.Sort((a, b) => (a.Sample.Index ?? int.MaxValue).CompareTo(b.Sample.Index ?? int.MaxValue));
        }

        return gpus.ToImmutable();
    }

    /// <summary>Cards after a round without rows in which the driver names cards that it cannot open.</summary>
    public static ImmutableArray<Gpu> WithUnreadable(
        ImmutableArray<GpuSample> samples, ImmutableArray<Gpu> before, Func<GpuSample, Gpu> next)
    {
        var gpus = before.ToBuilder();
        foreach (var sample in WithKnownNames(samples, before))
        {
            var known = before.IndexOf(before.FirstOrDefault(gpu => IsSameCard(gpu.Sample, sample))!);
            if (known >= 0)
            {
                gpus[known] = next(sample);
            }
            else if (gpus.Count < MaxCards)
            {
                gpus.Add(next(sample));
            }
        }

        gpus.Sort((a, b) => (a.Sample.Index ?? int.MaxValue).CompareTo(b.Sample.Index ?? int.MaxValue));
        return gpus.ToImmutable();
    }

    private static Gpu Missing(Gpu gpu, int? index, DateTimeOffset at, Func<GpuSample, Gpu> next)
    {
        var known = gpu.Sample;
        if (known.Problem is null && !(at - gpu.MissingSince >= MinMissingTime))
        {
            return gpu with { Sample = known.Index == index ? known : known with { Index = index }, MissingSince = gpu.MissingSince ?? at };
        }

        return next(new GpuSample
        {
            Index = index,
            Uuid = known.Uuid,
            BusId = known.BusId,
            Name = known.Name,
            Problem = known.Problem ?? "no longer listed by the driver",
        });
    }

    /// <summary>Whether two samples are of one card: the same UUID, else the same address, else the same number.</summary>
    public static bool IsSameCard(GpuSample a, GpuSample b) =>
        a.Uuid is not null && b.Uuid is not null ? a.Uuid == b.Uuid
        : a.BusId is not null && b.BusId is not null ? Address(a.BusId).Equals(Address(b.BusId), StringComparison.OrdinalIgnoreCase)
        : a.Index is not null && a.Index == b.Index;

    /// <summary>Whether a line of the driver names the address of a card.</summary>
    public static bool IsAt(GpuSample sample, string line) =>
        sample.BusId is { Length: > 0 } busId && line.AsSpan().Contains(Address(busId), StringComparison.OrdinalIgnoreCase);

    // The domain has four or eight digits, by the driver's age and by whether it names the card in a row or in a complaint.
    private static ReadOnlySpan<char> Address(string busId) => busId.AsSpan().TrimStart('0');

    // Of a card that cannot be opened the driver tells only where it is: what it was called before is still true.
    private static ImmutableArray<GpuSample> WithKnownNames(ImmutableArray<GpuSample> samples, ImmutableArray<Gpu> before)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = samples[i];
            if (sample is { Uuid: null, Problem: not null }
                && before.FirstOrDefault(gpu => IsSameCard(gpu.Sample, sample)) is { Sample: var known })
            {
                samples = samples.SetItem(i, sample with
                {
                    Index = sample.Index ?? (IsTaken(samples, known.Index) ? null : known.Index),
                    Uuid = known.Uuid,
                    BusId = sample.BusId ?? known.BusId,
                    Name = known.Name,
                });
            }
        }

        return samples;
    }

    // Another card has its number: a new one was put in its place, unless that card was known before and the driver counts anew.
    private static bool IsReplaced(GpuSample missing, ImmutableArray<GpuSample> samples, ImmutableArray<Gpu> before) =>
        missing.Index is not null
        && samples.Any(sample => sample.Index == missing.Index && !before.Any(gpu => IsSameCard(gpu.Sample, sample)));

    private static bool IsTaken(ImmutableArray<GpuSample> samples, int? index) =>
        index is not null && samples.Any(sample => sample.Index == index);
}
