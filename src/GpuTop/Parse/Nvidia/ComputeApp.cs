namespace GpuTop.Parse;

/// <summary>A row of <c>nvidia-smi --query-compute-apps --format=csv</c>: memory of one process on one GPU.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="GpuUuid">UUID of the GPU; null when the query or the driver leaves it out.</param>
/// <param name="MigUuid">UUID of the MIG instance; null where the driver prints the GPU's, as all known ones do.</param>
/// <param name="MemoryMiB">Memory, MiB; null where the driver has no value (Windows, WSL).</param>
/// <param name="Name">The driver's name for the process, which may hold blanks and commas; null when it has none.</param>
/// <param name="HiddenReason">The driver's reason for a missing name (<c>[Not Found]</c>, <c>[Insufficient Permissions]</c>); null with
/// a name.</param>
internal readonly record struct ComputeApp(int Pid, string? GpuUuid, string? MigUuid, int? MemoryMiB, string? Name, string? HiddenReason)
{
    /// <summary>The process of a row; null for a header, an error and a row with too few fields.</summary>
    public static ComputeApp? Read(ReadOnlySpan<char> line, CsvHeader header)
    {
        if (!CsvRow.TryRead(line, header, out var row) || NumberParser.Int(row["pid"]) is not (> 0 and var pid))
        {
            return null;
        }

        var gpu = row["gpu_uuid"];
        var name = row["process_name", "name"];
        var isMig = gpu.StartsWith("MIG-", StringComparison.Ordinal);
        return new ComputeApp(
            pid,
            isMig ? MigList.GpuUuidOf(gpu.ToString()) : NotAvailableText.OrNull(gpu),
            isMig ? gpu.ToString() : null,
            SizeParser.GpuMiB(row["used_gpu_memory", "used_memory"]),
            NotAvailableText.OrNull(name),
            name is ['[', ..] && NotAvailableText.Is(name) ? name.ToString() : null);
    }
}
