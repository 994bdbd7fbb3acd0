using GpuTop.Model;
using static GpuTop.Parse.GpuQueryFields;

namespace GpuTop.Parse;

/// <summary>One row of <c>nvidia-smi --query-gpu</c> as a sample.</summary>
internal static class GpuQueryRow
{
    /// <summary>Cards that a server can have.</summary>
    public const int MostCards = 128;

    /// <summary>Whether a line begins as a row does: what <see cref="Read"/> does not take of such lines was cut, or is no true row.</summary>
    public static bool Begins(ReadOnlySpan<byte> line)
    {
        var first = FieldReader.TakeField(ref line, (byte)',');
        return NumberParser.Digits(first) is not null || IsAbsentIn(first);
    }

    /// <summary>The sample that a row is; null when the line is something else that came in between, and when it has not its fields.</summary>
    public static GpuSample? Read(ReadOnlySpan<byte> line, CsvHeader head)
    {
        var row = CsvRow.Of(line, head, stackalloc Range[CsvRow.Capacity]);
        return IsRow(row, line, head) ? Sample(row, RowHealth.Problem(row, head)) : null;
    }

    // By its number of fields, and by fields whose form is known: where one is missing before them the others have moved.
    private static bool IsRow(CsvRow row, ReadOnlySpan<byte> line, CsvHeader head)
    {
        // A row that ends with a comma was cut there.
        if (row.Count == 0
            || line is [.., (byte)',']
            || NumberParser.Int(row[CardIndex]) is < 0 or >= MostCards
            || !IsAbsentOr(row[Uuid], "GPU-"u8)
            || !IsBus(row[BusId]))
        {
            return false;
        }

        return (head.Column(CardIndex), head.Column(Uuid)) switch
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

        // A vGPU has no sensors of its own; some drivers say 0 for what they lack.
        var isVirtual = name is not null && VirtualCards.IsVirtual(name);
        return new()
        {
            Index = NumberParser.Int(row[CardIndex]),
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

    // Some drivers let a counter that they could not read through as 4294967295.
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
