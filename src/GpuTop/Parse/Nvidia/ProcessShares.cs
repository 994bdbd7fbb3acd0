using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>Joins the rows of <c>pmon</c>, which have the number of the GPU, with the list of processes, which has its UUID.</summary>
internal sealed class ProcessShares
{
    private readonly Pmon _pmon = new();
    private readonly Dictionary<int, string> _gpus = [];
    private readonly Dictionary<int, List<PmonRow>> _rows = [];
    private int _count;

    /// <summary>Adds a line of <c>pmon</c>.</summary>
    public void AddRow(string line)
    {
        if (_count < ListLimits.Others && _pmon.Read(line) is { } row)
        {
            _count++;
            (_rows.TryGetValue(row.Pid, out var rows) ? rows : _rows[row.Pid] = []).Add(row);
        }
    }

    /// <summary>Adds the number and UUID of a GPU: <c>INDEX UUID</c>.</summary>
    public void AddGpu(string line)
    {
        if (line.Words(2) is [var number, var name] && NumberParser.Digits(number) is < GpuRoundSplitter.MostGpus and { } index
            && NotAvailableText.OrNull(name) is { } uuid)
        {
            _gpus[index] = uuid;
        }
    }

    /// <summary>The shares of one process, one for each GPU or MIG instance, in the driver's order.</summary>
    public ImmutableArray<GpuShare> Join(IReadOnlyList<ComputeApp> apps)
    {
        var shares = ImmutableArray.CreateBuilder<GpuShare>();
        var rows = _rows.GetValueOrDefault(apps[0].Pid) ?? [];
        foreach (var same in apps.GroupBy(app => (Key: app.GpuUuid ?? OnlyGpu(), app.MigUuid)))
        {
            var memory = same.Aggregate((int?)null, (sum, app) => app.MemoryMiB is { } more ? (sum ?? 0) + more : sum);
            shares.Add(new GpuShare(same.Key.Key, memory, null, same.Key.MigUuid));
        }

        // Without a list of GPUs: both lists are in the driver's order, so with equal counts the GPUs are the same.
        var indices = _gpus.Count == 0 ? rows.Select(row => row.GpuIndex).Distinct().ToList() : [];
        var zips = indices.Count == shares.Count;
        for (var i = 0; i < shares.Count; i++)
        {
            var share = shares[i];
            var match = rows.FindIndex(row => zips ? row.GpuIndex == indices[i] : _gpus.GetValueOrDefault(row.GpuIndex) == share.GpuKey);
            shares[i] = match < 0 ? share : share with { SmPercent = rows[match].SmPercent, VideoPercent = rows[match].VideoPercent };
        }

        return shares.ToImmutable();
    }

    // A driver that leaves out the UUID usually has one GPU.
    private string OnlyGpu() => _gpus.Count == 1 ? _gpus.Values.First() : "";
}
