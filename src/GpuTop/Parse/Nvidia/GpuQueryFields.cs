namespace GpuTop.Parse;

/// <summary>The fields of <c>nvidia-smi --query-gpu</c> that a sample uses.</summary>
internal static class GpuQueryFields
{
    public const int Index = 0;
    public const int Uuid = 1;
    public const int Name = 2;
    public const int BusId = 3;
    public const int DriverVersion = 4;
    public const int Utilization = 5;
    public const int MemoryUtilization = 6;
    public const int Encoder = 7;
    public const int Decoder = 8;
    public const int MemoryUsed = 9;
    public const int MemoryTotal = 10;
    public const int Temperature = 11;
    public const int MemoryTemperature = 12;
    public const int Power = 13;
    public const int PowerInstant = 14;
    public const int PowerAverage = 15;
    public const int PowerLimit = 16;
    public const int Fan = 17;
    public const int SmClock = 18;
    public const int MaxSmClock = 19;
    public const int MemoryClock = 20;
    public const int PerformanceState = 21;
    public const int PcieGeneration = 22;
    public const int PcieWidth = 23;
    public const int PcieMaxGeneration = 24;
    public const int PcieMaxWidth = 25;
    public const int EccCorrected = 26;
    public const int EccUncorrected = 27;
    public const int Throttle = 28;
    public const int PersistenceMode = 29;
    public const int MigMode = 30;
    public const int ComputeMode = 31;
    public const int Jpeg = 32;
    public const int Ofa = 33;
    public const int RecoveryAction = 34;
    public const int RemapPending = 35;
    public const int RemapFailure = 36;
    public const int RetirementPending = 37;
    public const int FabricState = 38;
    public const int FabricStatus = 39;

    /// <summary>Whether a field identifies the GPU; the others are measurements and states.</summary>
    public static bool IsIdentity(int field) => field <= DriverVersion;

    /// <summary>The names of the fields, in the order of the numbers above.</summary>
    public static CsvSchema Schema { get; } = new(
        [
            ["index"],
            ["uuid", "gpu_uuid"],
            ["name", "gpu_name"],
            ["pci.bus_id", "gpu_bus_id"],
            ["driver_version"],
            ["utilization.gpu"],
            ["utilization.memory"],
            ["utilization.encoder"],
            ["utilization.decoder"],
            ["memory.used"],
            ["memory.total"],
            ["temperature.gpu"],
            ["temperature.memory"],
            ["power.draw"],
            ["power.draw.instant"],
            ["power.draw.average"],
            ["power.limit", "enforced.power.limit"],
            ["fan.speed"],
            ["clocks.current.sm", "clocks.sm"],
            ["clocks.max.sm"],
            ["clocks.current.memory", "clocks.mem"],
            ["pstate"],
            ["pcie.link.gen.current", "pcie.link.gen.gpucurrent"],
            ["pcie.link.width.current"],
            ["pcie.link.gen.max"],
            ["pcie.link.width.max"],
            ["ecc.errors.corrected.volatile.total"],
            ["ecc.errors.uncorrected.volatile.total"],
            ["clocks_event_reasons.active", "clocks_throttle_reasons.active"],
            ["persistence_mode"],
            ["mig.mode.current"],
            ["compute_mode"],
            ["utilization.jpeg"],
            ["utilization.ofa"],
            ["gpu_recovery_action"],
            ["remapped_rows.pending"],
            ["remapped_rows.failure"],
            ["retired_pages.pending"],
            ["fabric.state"],
            ["fabric.status"],
        ],
        Name);
}
