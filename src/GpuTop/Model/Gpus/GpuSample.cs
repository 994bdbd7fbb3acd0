namespace GpuTop.Model;

/// <summary>Sample of one GPU from one round of <c>nvidia-smi --query-gpu</c>. Every number is null when the driver gave none
/// (<c>[N/A]</c>, <c>[Not Supported]</c>, <c>[Insufficient Permissions]</c>, <c>ERR!</c>, an unknown field).</summary>
public sealed record GpuSample
{
    /// <summary>Index of the card on its server, from 0; a card that fell off the bus leaves a gap. Source: <c>index</c>.</summary>
    public int? Index { get; init; }

    /// <summary>UUID, <c>GPU-…</c>. Source: <c>uuid</c>.</summary>
    public string? Uuid { get; init; }

    /// <summary>Model name with the driver's <c>NVIDIA</c> prefix. Source: <c>name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>PCI address, <c>domain:bus:device.function</c>. Source: <c>pci.bus_id</c>.</summary>
    public string? BusId { get; init; }

    /// <summary>Version of the kernel driver. Source: <c>driver_version</c>.</summary>
    public string? DriverVersion { get; init; }

    /// <summary>Share of the last sample period with a kernel running, 0 to 100; null with MIG. Source: <c>utilization.gpu</c>.</summary>
    public int? UtilizationPercent { get; init; }

    /// <summary>Share of the last sample period in which memory was read or written, 0 to 100. Source: <c>utilization.memory</c>.</summary>
    public int? MemoryBusPercent { get; init; }

    /// <summary>Encoder utilization, 0 to 100. Source: <c>utilization.encoder</c>.</summary>
    public int? EncoderPercent { get; init; }

    /// <summary>Decoder utilization, 0 to 100. Source: <c>utilization.decoder</c>.</summary>
    public int? DecoderPercent { get; init; }

    /// <summary>JPEG engine utilization, 0 to 100. Source: <c>utilization.jpeg</c>.</summary>
    public int? JpegPercent { get; init; }

    /// <summary>Optical flow engine utilization, 0 to 100. Source: <c>utilization.ofa</c>.</summary>
    public int? OfaPercent { get; init; }

    /// <summary>Memory in use, MiB; up to several hundred on a free card. Source: <c>memory.used</c>.</summary>
    public int? MemoryUsedMiB { get; init; }

    /// <summary>Memory of the card, MiB; differs slightly between cards of one model. Source: <c>memory.total</c>.</summary>
    public int? MemoryTotalMiB { get; init; }

    /// <summary>Core temperature, °C. Source: <c>temperature.gpu</c>.</summary>
    public int? TemperatureCelsius { get; init; }

    /// <summary>Temperature of the memory, °C; null on most consumer cards. Source: <c>temperature.memory</c>.</summary>
    public int? MemoryTemperatureCelsius { get; init; }

    /// <summary>Power drawn by the board, W. Source: <c>power.draw</c>, else <c>power.draw.instant</c>.</summary>
    public double? PowerWatts { get; init; }

    /// <summary>Power limit in force, W. Source: <c>power.limit</c>.</summary>
    public double? PowerLimitWatts { get; init; }

    /// <summary>Requested fan speed, percent of the maximum; null when the chassis cools the card. Source: <c>fan.speed</c>.</summary>
    public int? FanPercent { get; init; }

    /// <summary>Clock of the multiprocessors, MHz. Source: <c>clocks.sm</c>.</summary>
    public int? SmClockMHz { get; init; }

    /// <summary>Highest clock of the multiprocessors, MHz. Source: <c>clocks.max.sm</c>.</summary>
    public int? MaxSmClockMHz { get; init; }

    /// <summary>Clock of the memory, MHz. Source: <c>clocks.mem</c>.</summary>
    public int? MemoryClockMHz { get; init; }

    /// <summary>Performance state, <c>P0</c> (fastest) to <c>P15</c>. Source: <c>pstate</c>.</summary>
    public string? PerformanceState { get; init; }

    /// <summary>PCI Express generation in use now. Source: <c>pcie.link.gen.current</c>.</summary>
    public int? PcieGeneration { get; init; }

    /// <summary>PCI Express lanes in use now. Source: <c>pcie.link.width.current</c>.</summary>
    public int? PcieWidth { get; init; }

    /// <summary>Highest PCI Express generation of card and slot. Source: <c>pcie.link.gen.max</c>.</summary>
    public int? PcieMaxGeneration { get; init; }

    /// <summary>Most PCI Express lanes of card and slot. Source: <c>pcie.link.width.max</c>.</summary>
    public int? PcieMaxWidth { get; init; }

    /// <summary>Corrected memory errors since the driver was loaded; null without ECC.
    /// Source: <c>ecc.errors.corrected.volatile.total</c>.</summary>
    public long? EccCorrected { get; init; }

    /// <summary>Uncorrected memory errors since the driver was loaded; null without ECC.
    /// Source: <c>ecc.errors.uncorrected.volatile.total</c>.</summary>
    public long? EccUncorrected { get; init; }

    /// <summary>Reasons for reduced clocks; null when not reported.
    /// Source: <c>clocks_event_reasons.active</c> (<c>clocks_throttle_reasons.active</c> before driver 535).</summary>
    public ThrottleReasons? Throttle { get; init; }

    /// <summary>Whether the driver stays loaded without a client. Source: <c>persistence_mode</c>.</summary>
    public bool? PersistenceMode { get; init; }

    /// <summary>Whether MIG mode is on; null when not supported. Source: <c>mig.mode.current</c>.</summary>
    public bool? MigEnabled { get; init; }

    /// <summary>Limit on compute processes; null when not reported. Source: <c>compute_mode</c>.</summary>
    public ComputeMode? ComputeMode { get; init; }

    /// <summary>Whether the card shares the host's memory: the total is then the host's, and the used memory the sum over the
    /// processes.</summary>
    public bool HasUnifiedMemory { get; init; }

    /// <summary>Action required by the driver, such as <c>Reset</c>, <c>Reboot</c>, <c>Drain P2P</c>; null when none, and before driver
    /// 570. Source: <c>gpu_recovery_action</c>.</summary>
    public string? RecoveryAction { get; init; }

    /// <summary>Whether faulty memory needs a reset to be remapped; null when not reported.
    /// Source: <c>remapped_rows.pending</c>, before Ampere <c>retired_pages.pending</c>.</summary>
    public bool? IsRemapPending { get; init; }

    /// <summary>Whether faulty memory could not be remapped, so that the card must be replaced; null when not reported.
    /// Source: <c>remapped_rows.failure</c>.</summary>
    public bool? IsRemapFailed { get; init; }

    /// <summary>State of an NVLink fabric that is not ready, such as <c>In Progress</c>; null when it is ready or absent. Source:
    /// <c>fabric.state</c>, <c>fabric.status</c>.</summary>
    public string? FabricProblem { get; init; }

    /// <summary>Sensors with an error instead of a value, such as <c>fan ERR!</c>; null when none.</summary>
    public string? Alarm { get; init; }

    /// <summary>Error message of the driver for an unreadable card (<c>ERR!</c>, <c>GPU requires reset</c>, …); null when
    /// healthy.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether at most one process may compute.</summary>
    public bool IsExclusive => ComputeMode is Model.ComputeMode.ExclusiveThread or Model.ComputeMode.ExclusiveProcess;

    /// <summary>Key of the card on its server: UUID, else index, else PCI address; null when the driver gave none of them.</summary>
    public string? Key => Uuid ?? Index?.ToString() ?? BusId;

    /// <summary>Utilization of the busiest video engine (encoder, decoder, JPEG, optical flow), 0 to 100; null when none is
    /// reported.</summary>
    public int? VideoPercent => Larger(Larger(EncoderPercent, DecoderPercent), Larger(JpegPercent, OfaPercent));

    /// <summary>Memory in use, 0 to 100 percent; null when used or total is unknown or the total is 0.</summary>
    public double? MemoryPercent =>
        MemoryUsedMiB is { } used && MemoryTotalMiB is > 0 and { } total ? Math.Min(100.0, 100.0 * used / total) : null;

    private static int? Larger(int? a, int? b) => a is { } one && b is { } other ? Math.Max(one, other) : a ?? b;
}

/// <summary>Limit on compute processes of a GPU. Source: <c>man nvidia-smi</c>, --compute-mode.</summary>
public enum ComputeMode
{
    /// <summary>Any number of processes.</summary>
    Default,

    /// <summary>One thread; drivers before 470 only.</summary>
    ExclusiveThread,

    /// <summary>One process.</summary>
    ExclusiveProcess,

    /// <summary>No process.</summary>
    Prohibited,
}
