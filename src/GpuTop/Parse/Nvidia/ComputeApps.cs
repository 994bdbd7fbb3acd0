namespace GpuTop.Parse;

/// <summary><c>nvidia-smi --query-compute-apps --format=csv</c>: which processes hold memory of which card.</summary>
/// <param name="fields">The head line or the list of fields that was asked for.</param>
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

    /// <summary>The process that a row tells of; null when the line is no row (a head, a failure) or has too few fields.</summary>
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
            StringPool.OrNull(isMig ? MigList.CardOf(gpu) : gpu),
            isMig ? StringPool.Of(gpu) : null,
            SizeParser.GpuMiB(row[Memory]),
            StringPool.OrNull(row[Name]),
            row[Name] is [(byte)'[', ..] and var name && MissingValue.Is(name) ? StringPool.Of(name) : null);
    }
}

/// <summary>What one process holds on one card.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="GpuUuid">UUID of the card; null when the query or the driver does not tell.</param>
/// <param name="MigUuid">UUID of the MIG instance; null where the driver names the card, as all known ones do.</param>
/// <param name="MemoryMiB">Memory held, MiB; null where the driver does not tell (Windows, WSL).</param>
/// <param name="Name">The driver's name for the process, which may hold blanks and commas; null when it does not know it.</param>
/// <param name="WhyHidden">Why it does not (<c>[Not Found]</c>, <c>[Insufficient Permissions]</c>); null when it does.</param>
internal readonly record struct ComputeApp(int Pid, string? GpuUuid, string? MigUuid, int? MemoryMiB, string? Name, string? WhyHidden);
