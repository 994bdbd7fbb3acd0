namespace GpuTop.Model;

/// <summary>MIG instance of a card.</summary>
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
    /// <summary>Availability from memory and processes: the driver gives no utilization of instances, so an instance is never
    /// idle.</summary>
    public Availability Availability { get; init; } = Availability.Initial;
}

/// <summary>Process on a MIG instance; the process lists do not hold it. Source: <c>nvidia-smi -q -x</c>.</summary>
/// <param name="GpuKey">Key of the card.</param>
/// <param name="Pid">Process id.</param>
/// <param name="MigUuid">The instance.</param>
/// <param name="MemoryMiB">Memory in use there, MiB; null when the driver does not report it.</param>
public sealed record MigProcess(string GpuKey, int Pid, string MigUuid, int? MemoryMiB);
