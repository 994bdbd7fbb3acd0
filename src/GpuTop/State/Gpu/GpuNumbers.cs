using GpuTop.Model;

namespace GpuTop.State;

/// <summary>GPUs by their numbers, as people call them.</summary>
public static class GpuNumbers
{
    /// <summary>The number of a GPU; where the driver gives none its address on the bus, and <c>?</c> where it gives none either.</summary>
    public static string Of(Gpu gpu) => gpu.Sample.Index?.ToString() ?? gpu.Sample.BusId ?? "?";

    /// <summary>The numbers of the cards of some shares, each once, in order: <c>0,1,4</c>. A card without a number is <c>?</c>.</summary>
    public static string Of(Server server, IEnumerable<GpuShare> shares)
    {
        var keys = shares.Select(share => share.GpuKey).ToHashSet();
        return string.Join(',', server.Gpus.Where(gpu => gpu.Sample.Key is { } key && keys.Contains(key)).Select(gpu => gpu.Sample.Index?.ToString() ?? "?"));
    }
}
