namespace GpuTop.Parse;

/// <summary><c>nvidia-smi --query-compute-apps --format=csv</c>: memory of each process on each GPU.</summary>
/// <param name="fields">The head line or the field list of the query.</param>
internal sealed class ComputeApps(ReadOnlySpan<byte> fields)
{
    private const int GpuUuid = 0;
    private const int Pid = 1;
    private const int Name = 2;
    private const int Memory = 3;

    private static readonly CsvSchema Schema = new(
        [["gpu_uuid"], ["pid"], ["process_name", "name"], ["used_gpu_memory", "used_memory"]],
        Name);

    private readonly CsvHeader? _head = CsvHeader.Of(fields, Schema);

    /// <summary>The process of a row; null for a head, an error and a row with too few fields.</summary>
    public ComputeApp? Read(ReadOnlySpan<byte> line)
    {
        if (_head is null)
        {
            return null;
        }

        var row = CsvRow.Of(FieldReader.Trim(line), _head, stackalloc Range[CsvRow.Capacity]);
        if (NumberParser.Int(row[Pid]) is not (> 0 and var pid))
        {
            return null;
        }

        var gpu = row[GpuUuid];
        var isMig = gpu.StartsWith("MIG-"u8);
        return new ComputeApp(
            pid,
            StringPool.OrNull(isMig ? MigList.GpuUuidOf(gpu) : gpu),
            isMig ? StringPool.Of(gpu) : null,
            SizeParser.GpuMiB(row[Memory]),
            StringPool.OrNull(row[Name]),
            row[Name] is [(byte)'[', ..] and var name && MissingValue.Is(name) ? StringPool.Of(name) : null);
    }
}

/// <summary>Memory of one process on one GPU.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="GpuUuid">UUID of the GPU; null when the query or the driver leaves it out.</param>
/// <param name="MigUuid">UUID of the MIG instance; null where the driver prints the GPU's, as all known ones do.</param>
/// <param name="MemoryMiB">Memory, MiB; null where the driver has no value (Windows, WSL).</param>
/// <param name="Name">The driver's name for the process, which may hold blanks and commas; null when it has none.</param>
/// <param name="HiddenReason">The driver's reason for a missing name (<c>[Not Found]</c>, <c>[Insufficient Permissions]</c>); null with
/// a name.</param>
internal readonly record struct ComputeApp(int Pid, string? GpuUuid, string? MigUuid, int? MemoryMiB, string? Name, string? HiddenReason);
