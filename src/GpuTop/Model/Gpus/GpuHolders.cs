namespace GpuTop.Model;

/// <summary>Who holds a GPU, as far as the list of processes tells. Residents are counted apart: they are no users.</summary>
/// <param name="Count">Number of processes.</param>
/// <param name="MemoryMiB">Memory that all hold, residents too, MiB; null when one of them is not told.</param>
/// <param name="ResidentMiB">Memory that residents hold, MiB, as far as told.</param>
/// <param name="YoungestStart">When the youngest process began; null when there is none or that is not known.</param>
internal readonly record struct GpuHolders(int Count, int? MemoryMiB, int ResidentMiB, DateTimeOffset? YoungestStart)
{
    /// <summary>The holders of a card.</summary>
    /// <param name="server">Its server, of which the list of processes is known.</param>
    /// <param name="key">Key of the card.</param>
    public static GpuHolders Of(Server server, string? key)
    {
        var all = new GpuHolders(0, 0, 0, null);
        foreach (var process in server.Processes)
        {
            foreach (var share in process.Shares)
            {
                all = share.GpuKey == key ? all.With(process, share, server.Heard.GetValueOrDefault(ProbeSection.Processes)) : all;
            }
        }

        return all;
    }

    private GpuHolders With(GpuProcess process, GpuShare share, DateTimeOffset listedAt)
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
