using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Joins what <c>pmon</c> says of a process on a card, which it names by number, with what the list of processes says, which
/// names cards by UUID.</summary>
internal sealed class ProcessShares
{
    private readonly Pmon _pmon = new();
    private readonly Dictionary<int, string> _cards = [];
    private readonly Dictionary<int, List<PmonRow>> _rows = [];
    private int _count;

    /// <summary>Takes a line of <c>pmon</c>.</summary>
    public void Hear(ReadOnlySpan<byte> line)
    {
        if (_count < Limits.Others && _pmon.Read(line) is { } row)
        {
            _count++;
            (_rows.TryGetValue(row.Pid, out var rows) ? rows : _rows[row.Pid] = []).Add(row);
        }
    }

    /// <summary>Takes <c>INDEX UUID</c> of a card.</summary>
    public void Name(ReadOnlySpan<byte> line)
    {
        if (NumberParser.Digits(FieldReader.TakeWord(ref line)) is < GpuQueryRow.MostCards and { } index && StringPool.OrNull(line) is { } uuid)
        {
            _cards[index] = uuid;
        }
    }

    /// <summary>The shares of one process, one per card or MIG instance, in the driver's order.</summary>
    public ImmutableArray<GpuShare> Join(IReadOnlyList<ComputeApp> apps)
    {
        var shares = ImmutableArray.CreateBuilder<GpuShare>();
        var rows = _rows.GetValueOrDefault(apps[0].Pid) ?? [];
        foreach (var same in apps.GroupBy(app => (Key: app.GpuUuid ?? OnlyCard(), app.MigUuid)))
        {
            var memory = same.Aggregate((int?)null, (sum, app) => app.MemoryMiB is { } more ? (sum ?? 0) + more : sum);
            shares.Add(new GpuShare(same.Key.Key, memory, null, same.Key.MigUuid));
        }

        // Without numbers of the cards: both lists are in the driver's order of cards, so equal counts are the same cards.
        var indices = rows.Select(row => row.GpuIndex).Distinct().ToList();
        var zips = _cards.Count == 0 && indices.Count == shares.Count;
        for (var i = 0; i < shares.Count; i++)
        {
            var share = shares[i];
            var match = rows.FindIndex(row => zips ? row.GpuIndex == indices[i] : _cards.GetValueOrDefault(row.GpuIndex) == share.GpuKey);
            shares[i] = match < 0 ? share : share with { SmPercent = rows[match].SmPercent, VideoPercent = rows[match].VideoPercent };
        }

        return shares.ToImmutable();
    }

    // A driver that names no card has, as a rule, one.
    private string OnlyCard() => _cards.Count == 1 ? _cards.Values.First() : "";
}
