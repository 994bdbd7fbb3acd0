using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses the probe's section <c>m</c>: lines <c>L</c> of <c>nvidia-smi -L</c>, lines <c>X</c> of
/// <c>nvidia-smi -q -x</c>.</summary>
internal static class MigSection
{
    /// <summary>The instances of all GPUs: names and profiles from the list, memory and ids from the XML. Null without a GPU: then
    /// the driver has failed.</summary>
    public static Reading.MigInstances? Read(string text)
    {
        var (list, xml) = (new List<string>(), new List<string>());
        foreach (var (kind, line) in text.Tagged())
        {
            if (kind is 'L' or 'X')
            {
                (kind == 'L' ? list : xml).Add(line.ToString());
            }
        }

        if (xml.Count == 0 && !list.Exists(line => line.StartsWith("GPU ", StringComparison.Ordinal)))
        {
            return null;
        }

        var details = NvidiaXml.Read(string.Join('\n', xml));
        var named = MigList.Read(list);
        ImmutableArray<(string GpuKey, MigInstance Instance)> instances = named.IsEmpty
            ? [.. details.SelectMany(Unnamed)]
            : [.. named.Select(pair => (pair.GpuKey, Complete(pair.GpuKey, pair.Instance, details)))];
        return new Reading.MigInstances([.. instances.Take(ListLimits.PerGpu)])
        {
            Places = [.. details.SelectMany(card => Places(card, instances)).Take(ListLimits.Others)],
            LeftOut = ListLimits.LeftOut(instances.Length, ListLimits.PerGpu, "MIG instances"),
        };
    }

    private static IEnumerable<MigProcess> Places(
        GpuDetail card, ImmutableArray<(string GpuKey, MigInstance Instance)> instances) =>
        from process in card.Processes
        from named in instances
        where named.GpuKey == card.Uuid
            && process.GpuInstanceId is not null && named.Instance.GpuInstanceId == process.GpuInstanceId
            && named.Instance.ComputeInstanceId == process.ComputeInstanceId
        select new MigProcess(named.GpuKey, process.Pid, named.Instance.Uuid, process.MemoryMiB);

    private static IEnumerable<(string GpuKey, MigInstance Instance)> Unnamed(GpuDetail card) =>
        card.Instances.Where(_ => card.Uuid is not null).Select(instance => (card.Uuid!, instance));

    private static MigInstance Complete(string gpuKey, MigInstance named, ImmutableArray<GpuDetail> cards)
    {
        foreach (var card in cards)
        {
            if (card.Uuid == gpuKey && card.Instances.FirstOrDefault(other => other.Device == named.Device) is { } detail)
            {
                return detail with { Uuid = named.Uuid, Profile = named.Profile };
            }
        }

        return named;
    }
}
