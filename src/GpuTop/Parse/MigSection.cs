using System.Buffers;
using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>The probe's section <c>m</c>: lines of <c>nvidia-smi -L</c> behind <c>L</c>, of <c>nvidia-smi -q -x</c> behind <c>X</c>.</summary>
internal static class MigSection
{
    /// <summary>The instances of all cards: names and profiles of the one list with the memory and ids of the other.</summary>
    public static Reading.MigInstances Read(ReadOnlySpan<byte> text)
    {
        var list = new MigList();
        var xml = new ArrayBufferWriter<byte>();
        while (Fields.TryTakeLine(ref text, out var line))
        {
            if (line.StartsWith("L "u8))
            {
                list.Read(line[2..]);
            }
            else if (line.StartsWith("X "u8))
            {
                xml.Write(line[2..]);
                xml.Write("\n"u8);
            }
        }

        var details = NvidiaXml.Read(xml.WrittenSpan);
        var named = list.Instances;
        return new Reading.MigInstances(named.IsEmpty ? [.. details.SelectMany(Unnamed)] : [.. named.Select(pair => Complete(pair, details))]);
    }

    private static IEnumerable<(string GpuKey, MigInstance Instance)> Unnamed(GpuDetail card) =>
        card.Instances.Where(_ => card.Uuid is not null).Select(instance => (card.Uuid!, instance));

    private static (string GpuKey, MigInstance Instance) Complete((string GpuKey, MigInstance Instance) pair, ImmutableArray<GpuDetail> cards)
    {
        foreach (var card in cards)
        {
            if (card.Uuid == pair.GpuKey && card.Instances.FirstOrDefault(other => other.Device == pair.Instance.Device) is { } detail)
            {
                return (pair.GpuKey, detail with { Uuid = pair.Instance.Uuid, Profile = pair.Instance.Profile });
            }
        }

        return pair;
    }
}
