namespace GpuTop.Cli;

/// <summary>The fleet of <c>list --json</c>. The order of keys is that of the parameters; an unknown value is <c>null</c>, a key is never
/// left out.</summary>
/// <param name="Version">Version of the format.</param>
/// <param name="At">Time of the data, ISO 8601, UTC.</param>
/// <param name="Servers">In the order of the configuration.</param>
internal sealed record FleetDocument(int Version, string At, IEnumerable<ServerDocument> Servers);

internal sealed record ServerDocument(
    string Name,
    string? SameMachineAs,
    string State,
    string? Error,
    double? LatencyMs,
    string? User,
    string? Driver,
    CpuDocument Cpu,
    MemoryDocument Memory,
    IEnumerable<GpuDocument> Gpus,
    IEnumerable<MountDocument>? Mounts,
    IEnumerable<SessionDocument>? Sessions,
    string? SessionsError,
    IEnumerable<PortDocument>? Ports);

internal sealed record CpuDocument(int? Cores, double? Percent, double? Load1);

internal sealed record MemoryDocument(long? TotalMiB, long? UsedMiB);

internal sealed record GpuDocument(
    int? Index,
    string? Uuid,
    string? Name,
    string State,
    double? StateSeconds,
    string? Why,
    string? Alarm,
    int? UtilizationPercent,
    long? MemoryUsedMiB,
    long? MemoryTotalMiB,
    bool MemoryUnified,
    int? TemperatureCelsius,
    double? PowerWatts,
    double? PowerLimitWatts,
    IEnumerable<MigDocument> Mig,
    IEnumerable<ProcessDocument> Processes);

internal sealed record MigDocument(
    string? Uuid, int Device, string? Profile, string State, double? StateSeconds, string? Why, long? MemoryUsedMiB, long? MemoryTotalMiB);

internal sealed record ProcessDocument(
    long Pid,
    string? User,
    bool? Mine,
    string? Hidden,
    string? State,
    bool Resident,
    long? GpuMemoryMiB,
    int? SmPercent,
    double? CpuPercent,
    long? HostMemoryMiB,
    double? ElapsedSeconds,
    string? Command,
    string? Container,
    string? SlurmJob,
    string? Session);

internal sealed record MountDocument(
    string Path, string? Type, string State, string? Error, long? SizeKiB, double? UsedPercent, double? InodesUsedPercent);

internal sealed record SessionDocument(string Kind, string Name, string? Socket, bool Attached, int? Windows);

internal sealed record PortDocument(int Port, string Address, long? Pid, string? Command, bool? Mine);
