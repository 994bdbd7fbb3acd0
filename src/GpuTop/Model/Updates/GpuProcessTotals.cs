namespace GpuTop.Model;

/// <summary>Totals of the processes on a GPU. Resident processes are counted separately.</summary>
/// <param name="Count">Number of processes without residents.</param>
/// <param name="MemoryMiB">Memory of all processes including residents, MiB; null when it is unknown of one.</param>
/// <param name="ResidentMiB">Known memory of residents, MiB.</param>
/// <param name="YoungestStart">Start of the youngest process; null when there is none or it is unknown.</param>
internal readonly record struct GpuProcessTotals(int Count, int? MemoryMiB, int ResidentMiB, DateTimeOffset? YoungestStart)
{
    /// <summary>Returns the totals of a card.</summary>
    /// <param name="server">Its server, with a known process list.</param>
    /// <param name="key">Key of the card.</param>
    public static GpuProcessTotals Of(Server server, string? key)
    {
        var all = new GpuProcessTotals(0, 0, 0, null);
        foreach (var process in server.Processes)
        {
            foreach (var share in process.Shares)
            {
                all = share.GpuKey == key ? all.With(process, share, server.SectionTimes.GetValueOrDefault(ProbeSection.Processes)) : all;
            }
        }

        return all;
    }

    private GpuProcessTotals With(GpuProcess process, GpuShare share, DateTimeOffset listedAt)
    {
        var memory = MemoryMiB + share.MemoryMiB;
        if (process.IsResident)
        {
            return this with { MemoryMiB = memory, ResidentMiB = ResidentMiB + (share.MemoryMiB ?? 0) };
        }

        var start = listedAt - process.Elapsed;
        return this with
        {
            Count = Count + 1,
            MemoryMiB = memory,
            YoungestStart = YoungestStart is null || start > YoungestStart ? start ?? YoungestStart : YoungestStart,
        };
    }
}
