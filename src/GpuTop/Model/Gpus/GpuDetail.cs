using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Details of a GPU beyond its samples. Source: <c>nvidia-smi -q -x</c>, run on demand because it takes a driver half a second.
/// Every value is null, every list empty, where the driver gives none.</summary>
public sealed record GpuDetail
{
    /// <summary>UUID, <c>GPU-…</c>.</summary>
    public string? Uuid { get; init; }

    /// <summary>Product line, such as <c>GeForce</c>.</summary>
    public string? Brand { get; init; }

    /// <summary>Chip generation, such as <c>Ampere</c>; null before driver 495.</summary>
    public string? Architecture { get; init; }

    /// <summary>Serial number of the board; null on most consumer cards.</summary>
    public string? Serial { get; init; }

    /// <summary>Version of the card's firmware.</summary>
    public string? VbiosVersion { get; init; }

    /// <summary>Highest CUDA version of the driver; null before driver 410.</summary>
    public string? CudaVersion { get; init; }

    /// <summary>Number of its device file, <c>/dev/nvidiaN</c>; can differ from its index. Null on Windows.</summary>
    public int? MinorNumber { get; init; }

    /// <summary>Action required by the driver, such as <c>Reset</c>, <c>Reboot</c>; null when none, and before driver 570.</summary>
    public string? RecoveryAction { get; init; }

    /// <summary>Whether it must be reset; null when not reported.</summary>
    public bool? ResetRequired { get; init; }

    /// <summary>Power.</summary>
    public required PowerDetail Power { get; init; }

    /// <summary>Connection to the host.</summary>
    public required PcieDetail Pcie { get; init; }

    /// <summary>Memory and its errors.</summary>
    public required MemoryDetail Memory { get; init; }

    /// <summary>Video encoders and decoders.</summary>
    public required VideoDetail Video { get; init; }

    /// <summary>Clocks in the driver's order: graphics, SM, memory, video.</summary>
    public ImmutableArray<ClockDetail> Clocks { get; init; } = [];

    /// <summary>Temperatures and their limits in the driver's order.</summary>
    public ImmutableArray<TemperatureDetail> Temperatures { get; init; } = [];

    /// <summary>Total time of reduced clocks since the driver was loaded, by reason; empty before driver 570.</summary>
    public ImmutableArray<(string Reason, TimeSpan Time)> ClockReasonTimes { get; init; } = [];

    /// <summary>MIG instances.</summary>
    public ImmutableArray<MigInstance> Instances { get; init; } = [];

    /// <summary>Processes on it, including graphics.</summary>
    public ImmutableArray<GpuDetailProcess> Processes { get; init; } = [];
}

/// <summary>Power of a card.</summary>
/// <param name="LimitWatts">Limit in force, W.</param>
/// <param name="DefaultLimitWatts">Limit after a reboot, W.</param>
/// <param name="MinLimitWatts">Lowest limit that can be set, W.</param>
/// <param name="MaxLimitWatts">Highest limit that can be set, W.</param>
public sealed record PowerDetail(
    double? LimitWatts,
    double? DefaultLimitWatts,
    double? MinLimitWatts,
    double? MaxLimitWatts);

/// <summary>PCI Express of a card.</summary>
/// <param name="SentKBPerSecond">From the card to the host over the last 20 ms, KB/s.</param>
/// <param name="ReceivedKBPerSecond">From the host to the card over the last 20 ms, KB/s.</param>
/// <param name="Replays">Retransmissions since the card was reset; a growing number indicates a bad slot or riser.</param>
public sealed record PcieDetail(
    int? SentKBPerSecond,
    int? ReceivedKBPerSecond,
    long? Replays);

/// <summary>Memory of a card and its errors.</summary>
public sealed record MemoryDetail
{
    /// <summary>Reserved for driver and firmware, MiB; null before driver 510.</summary>
    public int? ReservedMiB { get; init; }

    /// <summary>Whether ECC is enabled; null when not supported.</summary>
    public bool? EccEnabled { get; init; }

    /// <summary>Error counters by their path in the document: <c>volatile dram correctable</c> (since the driver was loaded),
    /// <c>aggregate double bit total</c> (over the card's life). The set differs between generations.</summary>
    public ImmutableArray<(string Kind, long Count)> Errors { get; init; } = [];

    /// <summary>Pages retired after single bit errors; null on Ampere and later.</summary>
    public int? RetiredPagesSingleBit { get; init; }

    /// <summary>Pages retired after double bit errors; null on Ampere and later.</summary>
    public int? RetiredPagesDoubleBit { get; init; }

    /// <summary>Whether a page retirement needs a reboot.</summary>
    public bool? RetirementPending { get; init; }

    /// <summary>Rows remapped after corrected errors; null before Ampere.</summary>
    public int? RemappedRowsCorrected { get; init; }

    /// <summary>Rows remapped after uncorrected errors; null before Ampere.</summary>
    public int? RemappedRowsUncorrected { get; init; }

    /// <summary>Whether a row remapping needs a reset.</summary>
    public bool? RemapPending { get; init; }

    /// <summary>Whether a row remapping failed, so that the card must be replaced.</summary>
    public bool? RemapFailed { get; init; }
}

/// <summary>Video engines of a card.</summary>
/// <param name="EncoderPercent">Encoder utilization, 0 to 100.</param>
/// <param name="DecoderPercent">Decoder utilization, 0 to 100.</param>
/// <param name="EncoderSessions">Number of encoding sessions.</param>
public sealed record VideoDetail(int? EncoderPercent, int? DecoderPercent, int? EncoderSessions);

/// <summary>Clock of a card.</summary>
/// <param name="Name"><c>graphics</c>, <c>sm</c>, <c>mem</c>, <c>video</c>.</param>
/// <param name="MHz">Current, MHz.</param>
/// <param name="MaxMHz">Maximum, MHz.</param>
/// <param name="ApplicationMHz">Application clock, MHz; null where it cannot be set.</param>
public sealed record ClockDetail(string Name, int? MHz, int? MaxMHz, int? ApplicationMHz);

/// <summary>A temperature or one of its limits.</summary>
/// <param name="Name">Name in the document, such as <c>gpu temp slow threshold</c>.</param>
/// <param name="Celsius">°C; for a name with <c>tlimit</c> the distance to the slowdown, which falls as the card heats up.</param>
public sealed record TemperatureDetail(string Name, int Celsius);

/// <summary>Process listed by the driver.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="MemoryMiB">Memory in use, MiB; null on Windows.</param>
/// <param name="GpuInstanceId">MIG: GPU instance; null on a whole card.</param>
/// <param name="ComputeInstanceId">MIG: compute instance; null on a whole card.</param>
public sealed record GpuDetailProcess(int Pid, int? MemoryMiB, int? GpuInstanceId, int? ComputeInstanceId);
