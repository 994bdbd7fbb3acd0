using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Tracking of cards that the driver no longer lists, such as after falling off the bus; they are kept as sick.</summary>
internal static class MissingGpus
{
    // Missing cards are kept; the limit bounds the list of a server that reports new cards each time.
    private const int MaxCards = 128;

    // A slow card's round is completed within a second and then reported again.
    private static readonly TimeSpan MinMissingTime = TimeSpan.FromMilliseconds(500);

    /// <summary>Cards after a round with rows: listed cards and previously known ones that are missing now. A missing card is kept
    /// unchanged until a second round without it, then it is sick.</summary>
    /// <param name="samples">Samples of the round; not empty.</param>
    /// <param name="before">Previous cards.</param>
    /// <param name="at">Arrival of the round.</param>
    /// <param name="next">Creates or updates the card of a sample.</param>
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

    /// <summary>Whether two samples are of one card: same UUID, else same PCI address, else same index.</summary>
    public static bool IsSameCard(GpuSample a, GpuSample b) =>
        a.Uuid is not null && b.Uuid is not null ? a.Uuid == b.Uuid
        : a.BusId is not null && b.BusId is not null ? Address(a.BusId).Equals(Address(b.BusId), StringComparison.OrdinalIgnoreCase)
        : a.Index is not null && a.Index == b.Index;

    /// <summary>Whether a line of driver output holds the PCI address of a card.</summary>
    public static bool IsAt(GpuSample sample, string line) =>
        sample.BusId is { Length: > 0 } busId && line.AsSpan().Contains(Address(busId), StringComparison.OrdinalIgnoreCase);

    // The domain has four or eight digits, depending on the driver's version and on row or error message.
    private static ReadOnlySpan<char> Address(string busId) => busId.AsSpan().TrimStart('0');

    // For a card that it cannot open, the driver reports only the address; the names are kept from before.
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

    // A new card with its index is a replacement; a known card with its index means that the driver renumbered.
    private static bool IsReplaced(GpuSample missing, ImmutableArray<GpuSample> samples, ImmutableArray<Gpu> before) =>
        missing.Index is not null
        && samples.Any(sample => sample.Index == missing.Index && !before.Any(gpu => IsSameCard(gpu.Sample, sample)));

    private static bool IsTaken(ImmutableArray<GpuSample> samples, int? index) =>
        index is not null && samples.Any(sample => sample.Index == index);
}
