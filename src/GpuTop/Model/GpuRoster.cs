using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Which cards a server has, when one of them may have fallen off the bus: a card that is not listed any more stays, as sick.</summary>
internal static class GpuRoster
{
    /// <summary>The samples of a round with one more for each card that should be there: a hole in the driver's numbers, or a card
    /// that an earlier round listed.</summary>
    public static ImmutableArray<GpuSample> Complete(ImmutableArray<GpuSample> samples, ImmutableArray<Gpu> before)
    {
        ImmutableArray<GpuSample>.Builder? all = null;
        foreach (var gpu in before)
        {
            if (!samples.Any(sample => IsSameCard(sample, gpu.Sample)) && !IsTaken(samples, gpu.Sample.Index))
            {
                all ??= samples.ToBuilder();
                all.Add(new GpuSample
                {
                    Index = gpu.Sample.Index,
                    Uuid = gpu.Sample.Uuid,
                    Name = gpu.Sample.Name,
                    Problem = "no longer listed by the driver",
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

    /// <summary>Whether two samples are of one card: the same UUID, or the same number where one has no UUID.</summary>
    public static bool IsSameCard(GpuSample a, GpuSample b) =>
        a.Uuid is not null && b.Uuid is not null ? a.Uuid == b.Uuid : a.Index is not null && a.Index == b.Index;

    private static bool IsTaken(ImmutableArray<GpuSample> samples, int? index) =>
        index is not null && samples.Any(sample => sample.Index == index);
}
