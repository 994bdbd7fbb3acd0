using GpuTop.Model;

namespace GpuTop.State;

/// <summary>GPU numbers as text.</summary>
public static class GpuNumbers
{
    /// <summary>The number of a GPU; its bus address when the driver reports none, <c>?</c> without either.</summary>
    public static string Of(Gpu gpu) => gpu.Sample.Index?.ToString() ?? gpu.Sample.BusId ?? "?";

    /// <summary>The distinct GPU numbers of shares, in order: <c>0,1,4</c>. A GPU without a number is <c>?</c>.</summary>
    public static string Of(Server server, IEnumerable<GpuShare> shares)
    {
        var keys = shares.Select(share => share.GpuKey).ToHashSet();
        return string.Join(',',
            server.Gpus.Where(gpu => gpu.Sample.Key is { } key && keys.Contains(key)).Select(gpu => gpu.Sample.Index?.ToString() ?? "?"));
    }
}
