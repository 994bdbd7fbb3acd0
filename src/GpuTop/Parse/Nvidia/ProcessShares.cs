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
    public void AddRow(ReadOnlySpan<char> line)
    {
        if (_count < ListLimits.Others && _pmon.Read(line) is { } row)
        {
            _count++;
            (_rows.TryGetValue(row.Pid, out var rows) ? rows : _rows[row.Pid] = []).Add(row);
        }
    }

    /// <summary>Adds the number and UUID of a GPU: <c>INDEX UUID</c>.</summary>
    public void AddGpu(ReadOnlySpan<char> line)
    {
        if (new WordList(line, stackalloc Range[2]) is [var number, var name]
            && NumberParser.Digits(number) is < GpuRoundSplitter.MostGpus and { } index
            && NotAvailableText.OrNull(name) is { } uuid)
        {
            _gpus[index] = uuid;
        }
    }

    /// <summary>The shares of one process, one for each GPU or MIG instance, in the driver's order.</summary>
    public ImmutableArray<GpuShare> Join(IReadOnlyList<ComputeApp> apps)
    {
        var shares = new List<GpuShare>();
        foreach (var app in apps)
        {
            AddApp(shares, app.GpuUuid ?? OnlyGpu(), app);
        }

        // Without a list of GPUs: both lists are in the driver's order, so with equal counts the GPUs are the same.
        var rows = _rows.GetValueOrDefault(apps[0].Pid) ?? [];
        var indices = _gpus.Count == 0 ? rows.Select(row => row.GpuIndex).Distinct().ToList() : [];
        var zips = indices.Count == shares.Count;
        for (var i = 0; i < shares.Count; i++)
        {
            foreach (var row in rows)
            {
                if (zips ? row.GpuIndex == indices[i] : _gpus.GetValueOrDefault(row.GpuIndex) == shares[i].GpuKey)
                {
                    shares[i] = shares[i] with { SmPercent = row.SmPercent, VideoPercent = row.VideoPercent };
                    break;
                }
            }
        }

        return [.. shares];
    }

    // A process may have several rows for one GPU.
    private static void AddApp(List<GpuShare> shares, string gpu, ComputeApp app)
    {
        for (var i = 0; i < shares.Count; i++)
        {
            if (shares[i].GpuKey == gpu && shares[i].MigUuid == app.MigUuid)
            {
                var memory = shares[i].MemoryMiB;
                shares[i] = shares[i] with { MemoryMiB = app.MemoryMiB is { } more ? (memory ?? 0) + more : memory };
                return;
            }
        }

        shares.Add(new GpuShare(gpu, app.MemoryMiB, null, app.MigUuid));
    }

    // A driver that leaves out the UUID usually has one GPU.
    private string OnlyGpu() => _gpus.Count == 1 ? _gpus.Values.First() : "";
}
