using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Which cards a server has, when one of them may have fallen off the bus: a card that is not listed any more stays, as sick.</summary>
internal static class GpuRoster
{
    /// <summary>The samples of a round with one more for each card that should be there: a hole in the driver's numbers, or a card
    /// that an earlier round listed.</summary>
    public static ImmutableArray<GpuSample> Complete(ImmutableArray<GpuSample> samples, ImmutableArray<Gpu> before)
    {
        samples = Named(samples, before);
        ImmutableArray<GpuSample>.Builder? all = null;
        foreach (var gpu in before)
        {
            var isMissing = !samples.Any(sample => IsSameCard(sample, gpu.Sample));
            if (isMissing && !IsReplaced(gpu.Sample, samples, before))
            {
                all ??= samples.ToBuilder();
                all.Add(new GpuSample
                {
                    Index = IsTaken(samples, gpu.Sample.Index) ? null : gpu.Sample.Index,
                    Uuid = gpu.Sample.Uuid,
                    BusId = gpu.Sample.BusId,
                    Name = gpu.Sample.Name,
                    Problem = gpu.Sample.Problem ?? "no longer listed by the driver",
                });
            }
        }

        var highest = samples.Max(sample => sample.Index) ?? -1;
        for (var index = 0; index < highest; index++)
        {
            if (!IsTaken(samples, index) && !(all?.Any(sample => sample.Index == index) ?? false))
            {
                all ??= samples.ToBuilder();
                all.Add(new GpuSample { Index = index, Problem = "not listed by the driver" });
            }
        }

        all?.Sort((a, b) => (a.Index ?? int.MaxValue).CompareTo(b.Index ?? int.MaxValue));
        return all?.ToImmutable() ?? samples;
    }

    /// <summary>Whether two samples are of one card: the same UUID, else the same address, else the same number.</summary>
    public static bool IsSameCard(GpuSample a, GpuSample b) =>
        a.Uuid is not null && b.Uuid is not null ? a.Uuid == b.Uuid
        : a.BusId is not null && b.BusId is not null ? Address(a.BusId).Equals(Address(b.BusId), StringComparison.OrdinalIgnoreCase)
        : a.Index is not null && a.Index == b.Index;

    // The domain has four or eight digits, by the driver's age and by whether it names the card in a row or in a complaint.
    private static ReadOnlySpan<char> Address(string busId) => busId.AsSpan().TrimStart('0');

    // Of a card that cannot be opened the driver tells only where it is: what it was called before is still true.
    private static ImmutableArray<GpuSample> Named(ImmutableArray<GpuSample> samples, ImmutableArray<Gpu> before)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = samples[i];
            if (sample is { Uuid: null, Problem: not null } && before.FirstOrDefault(gpu => IsSameCard(gpu.Sample, sample)) is { Sample: var known })
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
