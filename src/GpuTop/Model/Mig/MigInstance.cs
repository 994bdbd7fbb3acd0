namespace GpuTop.Model;

/// <summary>One MIG instance of a card: a GPU of its own to those who use it.</summary>
/// <param name="Uuid"><c>MIG-…</c>. Source: <c>nvidia-smi -L</c>.</param>
/// <param name="Profile">Size, such as <c>3g.40gb</c>. Source: <c>nvidia-smi -L</c>.</param>
/// <param name="Device">Number of the instance on its card, from 0. Source: <c>nvidia-smi -L</c>.</param>
/// <param name="MemoryUsedMiB">Memory in use, MiB; null when only <c>-L</c> was read. Source: <c>nvidia-smi -q -x</c>.</param>
/// <param name="MemoryTotalMiB">Memory of the instance, MiB; null when only <c>-L</c> was read. Source: <c>nvidia-smi -q -x</c>.</param>
/// <param name="GpuInstanceId">Id that process lists use; null when only <c>-L</c> was read. Source: <c>nvidia-smi -q -x</c>.</param>
/// <param name="ComputeInstanceId">Id that process lists use; null when only <c>-L</c> was read. Source: <c>nvidia-smi -q -x</c>.</param>
public sealed record MigInstance(
    string Uuid,
    string? Profile,
    int Device,
    int? MemoryUsedMiB = null,
    int? MemoryTotalMiB = null,
    int? GpuInstanceId = null,
    int? ComputeInstanceId = null)
{
    /// <summary>What it is to somebody who looks for a GPU, and since when: memory and processes tell, for the driver gives no
    /// utilization of instances; so it is never called idle.</summary>
    public Availability Availability { get; init; } = Availability.Initial;
}

/// <summary>A process on a MIG instance, which the lists of processes do not tell. Source: <c>nvidia-smi -q -x</c>.</summary>
/// <param name="GpuKey">Key of the card.</param>
/// <param name="Pid">Process id.</param>
/// <param name="MigUuid">The instance.</param>
/// <param name="MemoryMiB">Memory that it holds there, MiB; null where the driver does not tell.</param>
public sealed record MigProcess(string GpuKey, int Pid, string MigUuid, int? MemoryMiB);
