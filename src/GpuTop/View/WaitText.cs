using GpuTop.State;

namespace GpuTop.View;

/// <summary>What the header says of a wait: <c>wait 2x20G</c>.</summary>
internal static class WaitText
{
    public static string Of(WaitRequest? wanted) => wanted?.Request switch
    {
        null => "",
        { MemoryMiB: { } memory } request => $"wait {request.Gpus}x{memory / 1024.0:0.#}G",
        { } request => $"wait {request.Gpus}",
    };
}
