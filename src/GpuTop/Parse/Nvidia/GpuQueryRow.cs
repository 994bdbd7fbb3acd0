using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>Parses one row of <c>nvidia-smi --query-gpu</c> into a sample.</summary>
internal static class GpuQueryRow
{
    /// <summary>Whether a line begins like a row; one that <see cref="Read"/> refuses was cut or is no real row.</summary>
    public static bool Begins(ReadOnlySpan<char> line)
    {
        var first = line.IndexOf(',') is >= 0 and var end ? line[..end] : line;
        return NumberParser.Digits(first) is not null || IsAbsent(first);
    }

    /// <summary>The sample of a row; null for another line and for a row with missing fields.</summary>
    public static GpuSample? Read(ReadOnlySpan<char> line, CsvHeader header) =>
        CsvRow.TryRead(line, header, out var row) && IsRow(row, line) ? Sample(row, RowHealth.Problem(row)) : null;

    // Checks the fields with a known form: after a missing field the others are shifted.
    private static bool IsRow(CsvRow row, ReadOnlySpan<char> line)
    {
        // A row that ends with a comma was cut.
        var index = row["index"];
        var uuid = row["uuid", "gpu_uuid"];
        var bus = row["pci.bus_id", "gpu_bus_id"];
        return !line.EndsWith(',')
            && NumberParser.Int(index) is not (< 0 or >= GpuRoundSplitter.MostGpus)
            && (NotAvailableText.Is(uuid) || uuid is ['[', ..] || IsUuid(uuid))
            && (NotAvailableText.Is(bus) || bus is ['[', ..] || bus.Contains(':'))
            && row.Header.Names[0] switch
            {
                "index" => NumberParser.Int(row[0]) is not null || IsAbsent(row[0]),
                "uuid" or "gpu_uuid" => IsUuid(row[0]) || IsAbsent(row[0]),
                _ => !DriverError.IsSentence(line),
            };
    }

    private static bool IsUuid(ReadOnlySpan<char> field) => field is ['G', 'P', 'U', '-', ..] or ['M', 'I', 'G', '-', ..];

    private static bool IsAbsent(ReadOnlySpan<char> field) => field is ['[' or 'N', ..] && NotAvailableText.Is(field);

    private static GpuSample Sample(CsvRow row, string? problem)
    {
        var name = NotAvailableText.OrNull(row["name", "gpu_name"]);

        // A vGPU has no sensors; some drivers print 0 for them.
        var isVirtual = name is not null && VirtualCards.IsVirtual(name);
        return new()
        {
            Index = NumberParser.Int(row["index"]),
            Uuid = NotAvailableText.OrNull(row["uuid", "gpu_uuid"]),
            Name = name,
            BusId = NotAvailableText.OrNull(row["pci.bus_id", "gpu_bus_id"]),
            DriverVersion = NotAvailableText.OrNull(row["driver_version"]),
            UtilizationPercent = NumberParser.Percent(row["utilization.gpu"]),
            MemoryBusPercent = NumberParser.Percent(row["utilization.memory"]),
            EncoderPercent = NumberParser.Percent(row["utilization.encoder"]),
            DecoderPercent = NumberParser.Percent(row["utilization.decoder"]),
            MemoryUsedMiB = SizeParser.GpuMiB(row["memory.used"]),
            MemoryTotalMiB = SizeParser.GpuMiB(row["memory.total"]),
            TemperatureCelsius = Sensor(NumberParser.Int(row["temperature.gpu"]), isVirtual),
            MemoryTemperatureCelsius = Sensor(NumberParser.Int(row["temperature.memory"]), isVirtual),
            PowerWatts = Watts(row) is { } watts && !(isVirtual && watts == 0) ? watts : null,
            PowerLimitWatts = NumberParser.Double(row["power.limit", "enforced.power.limit"]),
            FanPercent = Sensor(NumberParser.Int(row["fan.speed"]), isVirtual),
            SmClockMHz = NumberParser.Int(row["clocks.current.sm", "clocks.sm"]),
            MaxSmClockMHz = NumberParser.Int(row["clocks.max.sm"]),
            MemoryClockMHz = NumberParser.Int(row["clocks.current.memory", "clocks.mem"]),
            PerformanceState = NotAvailableText.OrNull(row["pstate"]),
            PcieGeneration = NumberParser.Int(row["pcie.link.gen.current", "pcie.link.gen.gpucurrent"]),
            PcieWidth = NumberParser.Int(row["pcie.link.width.current"]),
            PcieMaxGeneration = NumberParser.Int(row["pcie.link.gen.max"]),
            PcieMaxWidth = NumberParser.Int(row["pcie.link.width.max"]),
            EccCorrected = NumberParser.Long(row["ecc.errors.corrected.volatile.total"]),
            EccUncorrected = NumberParser.Long(row["ecc.errors.uncorrected.volatile.total"]),
            Throttle = (ThrottleReasons?)NumberParser.Hex(row["clocks_event_reasons.active", "clocks_throttle_reasons.active"]),
            PersistenceMode = Switch(row["persistence_mode"]),
            MigEnabled = Switch(row["mig.mode.current"]),
            ComputeMode = Mode(row["compute_mode"]),
            JpegPercent = NumberParser.Percent(row["utilization.jpeg"]),
            OfaPercent = NumberParser.Percent(row["utilization.ofa"]),
            RecoveryAction = NotAvailableText.OrNull(row["gpu_recovery_action"]) is { } action and not "None" ? action : null,
            IsRemapPending = YesNo(row["remapped_rows.pending"]) ?? YesNo(row["retired_pages.pending"]),
            IsRemapFailed = YesNo(row["remapped_rows.failure"]),
            FabricProblem = RowHealth.FabricProblem(row),
            HasUnifiedMemory = RowHealth.HasUnifiedMemory(row),
            Problem = problem,
            Alarm = problem is null ? RowHealth.Alarm(row) : null,
        };
    }

    private static int? Sensor(int? value, bool isVirtual) => isVirtual && value == 0 ? null : value;

    private static double? Watts(CsvRow row) =>
        NumberParser.Double(row["power.draw"])
        ?? NumberParser.Double(row["power.draw.instant"])
        ?? NumberParser.Double(row["power.draw.average"]);

    private static bool? Switch(ReadOnlySpan<char> field) => field switch
    {
        "Enabled" => true,
        "Disabled" => false,
        _ => null,
    };

    private static ComputeMode? Mode(ReadOnlySpan<char> field) => field switch
    {
        "Default" => ComputeMode.Default,
        "Exclusive_Process" => ComputeMode.ExclusiveProcess,
        "Exclusive_Thread" => ComputeMode.ExclusiveThread,
        "Prohibited" => ComputeMode.Prohibited,
        _ => null,
    };

    private static bool? YesNo(ReadOnlySpan<char> field) => field switch
    {
        "Yes" => true,
        "No" => false,
        _ => null,
    };
}
