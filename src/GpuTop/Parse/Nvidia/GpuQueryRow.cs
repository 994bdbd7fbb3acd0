using GpuTop.Model;
using static GpuTop.Parse.GpuQueryFields;

namespace GpuTop.Parse;

/// <summary>Parses one row of <c>nvidia-smi --query-gpu</c> into a sample.</summary>
internal static class GpuQueryRow
{
    /// <summary>Largest number of GPUs of a server.</summary>
    public const int MostGpus = 128;

    /// <summary>Whether a line begins like a row; one that <see cref="Read"/> refuses was cut or is no real row.</summary>
    public static bool Begins(ReadOnlySpan<byte> line)
    {
        var first = FieldReader.TakeField(ref line, (byte)',');
        return NumberParser.Digits(first) is not null || IsAbsentIn(first);
    }

    /// <summary>The sample of a row; null for another line and for a row with missing fields.</summary>
    public static GpuSample? Read(ReadOnlySpan<byte> line, CsvHeader head)
    {
        var row = CsvRow.Of(line, head, stackalloc Range[CsvRow.Capacity]);
        return IsRow(row, line, head) ? Sample(row, RowHealth.Problem(row, head)) : null;
    }

    // Checks the number of fields and the fields with a known form: after a missing field the others are shifted.
    private static bool IsRow(CsvRow row, ReadOnlySpan<byte> line, CsvHeader head)
    {
        // A row that ends with a comma was cut.
        if (row.Count == 0
            || line is [.., (byte)',']
            || NumberParser.Int(row[GpuQueryFields.Index]) is < 0 or >= MostGpus
            || !IsAbsentOr(row[Uuid], "GPU-"u8)
            || !IsBus(row[BusId]))
        {
            return false;
        }

        return (head.Column(GpuQueryFields.Index), head.Column(Uuid)) switch
        {
            (0, _) => NumberParser.Int(row.First) is not null || IsAbsentIn(row.First),
            (_, 0) => row.First.StartsWith("GPU-"u8) || row.First.StartsWith("MIG-"u8) || IsAbsentIn(row.First),
            _ => !DriverError.IsSentence(line),
        };
    }

    private static bool IsAbsentOr(ReadOnlySpan<byte> field, ReadOnlySpan<byte> start) =>
        MissingValue.Is(field) || field is [(byte)'[', ..] || field.StartsWith(start) || field.StartsWith("MIG-"u8);

    private static bool IsBus(ReadOnlySpan<byte> field) => MissingValue.Is(field) || field is [(byte)'[', ..] || field.Contains((byte)':');

    private static bool IsAbsentIn(ReadOnlySpan<byte> field) => field is [(byte)'[', ..] or [(byte)'N', ..] && MissingValue.Is(field);

    private static GpuSample Sample(CsvRow row, string? problem)
    {
        var name = StringPool.OrNull(row[Name]);

        // A vGPU has no sensors; some drivers print 0 for them.
        var isVirtual = name is not null && VirtualCards.IsVirtual(name);
        return new()
        {
            Index = NumberParser.Int(row[GpuQueryFields.Index]),
            Uuid = StringPool.OrNull(row[Uuid]),
            Name = name,
            BusId = StringPool.OrNull(row[BusId]),
            DriverVersion = StringPool.OrNull(row[DriverVersion]),
            UtilizationPercent = Percent(row[Utilization]),
            MemoryBusPercent = Percent(row[MemoryUtilization]),
            EncoderPercent = Percent(row[Encoder]),
            DecoderPercent = Percent(row[Decoder]),
            MemoryUsedMiB = SizeParser.GpuMiB(row[MemoryUsed]),
            MemoryTotalMiB = SizeParser.GpuMiB(row[MemoryTotal]),
            TemperatureCelsius = Sensor(NumberParser.Int(row[Temperature]), isVirtual),
            MemoryTemperatureCelsius = Sensor(NumberParser.Int(row[MemoryTemperature]), isVirtual),
            PowerWatts = Watts(row) is { } watts && !(isVirtual && watts == 0) ? watts : null,
            PowerLimitWatts = NumberParser.Double(row[PowerLimit]),
            FanPercent = Sensor(NumberParser.Int(row[Fan]), isVirtual),
            SmClockMHz = NumberParser.Int(row[SmClock]),
            MaxSmClockMHz = NumberParser.Int(row[MaxSmClock]),
            MemoryClockMHz = NumberParser.Int(row[MemoryClock]),
            PerformanceState = StringPool.OrNull(row[PerformanceState]),
            PcieGeneration = NumberParser.Int(row[PcieGeneration]),
            PcieWidth = NumberParser.Int(row[PcieWidth]),
            PcieMaxGeneration = NumberParser.Int(row[PcieMaxGeneration]),
            PcieMaxWidth = NumberParser.Int(row[PcieMaxWidth]),
            EccCorrected = NumberParser.Long(row[EccCorrected]),
            EccUncorrected = NumberParser.Long(row[EccUncorrected]),
            Throttle = (ThrottleReasons?)NumberParser.Hex(row[Throttle]),
            PersistenceMode = Switch(row[PersistenceMode]),
            MigEnabled = Switch(row[MigMode]),
            ComputeMode = Mode(row[GpuQueryFields.ComputeMode]),
            JpegPercent = Percent(row[Jpeg]),
            OfaPercent = Percent(row[Ofa]),
            RecoveryAction = StringPool.OrNull(row[RecoveryAction]) is { } action and not "None" ? action : null,
            IsRemapPending = YesNo(row[RemapPending]) ?? YesNo(row[RetirementPending]),
            IsRemapFailed = YesNo(row[RemapFailure]),
            FabricProblem = RowHealth.FabricProblem(row),
            HasUnifiedMemory = RowHealth.HasUnifiedMemory(row),
            Problem = problem,
            Alarm = problem is null ? RowHealth.Alarm(row) : null,
        };
    }

    // Some drivers print 4294967295 for a counter that they cannot read.
    private static int? Percent(ReadOnlySpan<byte> field) => NumberParser.Int(field) is >= 0 and <= 100 and var percent ? percent : null;

    private static int? Sensor(int? value, bool isVirtual) => isVirtual && value == 0 ? null : value;

    private static double? Watts(CsvRow row) =>
        NumberParser.Double(row[Power]) ?? NumberParser.Double(row[PowerInstant]) ?? NumberParser.Double(row[PowerAverage]);

    private static bool? Switch(ReadOnlySpan<byte> field) =>
        field.SequenceEqual("Enabled"u8) ? true : field.SequenceEqual("Disabled"u8) ? false : null;

    private static ComputeMode? Mode(ReadOnlySpan<byte> field) =>
        field.SequenceEqual("Default"u8) ? Model.ComputeMode.Default
        : field.SequenceEqual("Exclusive_Process"u8) ? Model.ComputeMode.ExclusiveProcess
        : field.SequenceEqual("Exclusive_Thread"u8) ? Model.ComputeMode.ExclusiveThread
        : field.SequenceEqual("Prohibited"u8) ? Model.ComputeMode.Prohibited
        : null;

    private static bool? YesNo(ReadOnlySpan<byte> field) =>
        field.SequenceEqual("Yes"u8) ? true : field.SequenceEqual("No"u8) ? false : null;
}
