using GpuTop.Model;
using static GpuTop.Parse.NvidiaSmiFields;

namespace GpuTop.Parse;

/// <summary>One row of <c>nvidia-smi --query-gpu</c> as a sample.</summary>
internal static class NvidiaSmiRow
{
    /// <summary>The sample that a row is; null when the line is something else that came in between.</summary>
    public static GpuSample? Read(ReadOnlySpan<byte> line, CsvHead head)
    {
        var row = CsvRow.Of(line, head, stackalloc Range[CsvRow.Capacity]);
        return IsRow(row, line, head) ? Sample(row, head) : null;
    }

    // A whole row is one by its number of fields; half a row only when it begins as rows do.
    private static bool IsRow(CsvRow row, ReadOnlySpan<byte> line, CsvHead head)
    {
        if (row.Count == 0)
        {
            return false;
        }

        return (head.Column(CardIndex), head.Column(Uuid)) switch
        {
            (0, _) => Numbers.Int(row.First) is not null || IsAbsentIn(row.First),
            (_, 0) => row.First.StartsWith("GPU-"u8) || row.First.StartsWith("MIG-"u8) || IsAbsentIn(row.First),
            _ => row.IsCut ? row.First is [>= (byte)'0' and <= (byte)'9' or (byte)'[', ..] : !DriverFailure.IsSentence(line),
        };
    }

    private static bool IsAbsentIn(ReadOnlySpan<byte> field) => field is [(byte)'[', ..] or [(byte)'N', ..] && Absent.Is(field);

    private static GpuSample Sample(CsvRow row, CsvHead head) => new()
    {
        Index = Numbers.Int(row[CardIndex]),
        Uuid = Texts.OrNull(row[Uuid]),
        Name = Texts.OrNull(row[Name]),
        BusId = Texts.OrNull(row[BusId]),
        DriverVersion = Texts.OrNull(row[DriverVersion]),
        UtilizationPercent = Percent(row[Utilization]),
        MemoryBusPercent = Percent(row[MemoryUtilization]),
        EncoderPercent = Percent(row[Encoder]),
        DecoderPercent = Percent(row[Decoder]),
        MemoryUsedMiB = Numbers.Int(row[MemoryUsed]),
        MemoryTotalMiB = Numbers.Int(row[MemoryTotal]),
        TemperatureCelsius = Numbers.Int(row[Temperature]),
        MemoryTemperatureCelsius = Numbers.Int(row[MemoryTemperature]),
        PowerWatts = Numbers.Double(row[Power]) ?? Numbers.Double(row[PowerInstant]) ?? Numbers.Double(row[PowerAverage]),
        PowerLimitWatts = Numbers.Double(row[PowerLimit]),
        FanPercent = Numbers.Int(row[Fan]),
        SmClockMHz = Numbers.Int(row[SmClock]),
        MaxSmClockMHz = Numbers.Int(row[MaxSmClock]),
        MemoryClockMHz = Numbers.Int(row[MemoryClock]),
        PerformanceState = Texts.OrNull(row[PerformanceState]),
        PcieGeneration = Numbers.Int(row[PcieGeneration]),
        PcieWidth = Numbers.Int(row[PcieWidth]),
        PcieMaxGeneration = Numbers.Int(row[PcieMaxGeneration]),
        PcieMaxWidth = Numbers.Int(row[PcieMaxWidth]),
        EccCorrected = Numbers.Long(row[EccCorrected]),
        EccUncorrected = Numbers.Long(row[EccUncorrected]),
        Throttle = (ThrottleReasons?)Numbers.Hex(row[Throttle]),
        PersistenceMode = Switch(row[PersistenceMode]),
        MigEnabled = Switch(row[MigMode]),
        ComputeMode = Texts.OrNull(row[ComputeMode]),
        Problem = Problem(row, head),
    };

    // Some drivers let a counter that they could not read through as 4294967295.
    private static int? Percent(ReadOnlySpan<byte> field) => Numbers.Int(field) is >= 0 and <= 100 and var percent ? percent : null;

    private static bool? Switch(ReadOnlySpan<byte> field) =>
        field.SequenceEqual("Enabled"u8) ? true : field.SequenceEqual("Disabled"u8) ? false : null;

    // One field may say that the card is out of order; "Unknown Error" means that only where nothing else could be read either.
    private static string? Problem(CsvRow row, CsvHead head)
    {
        var (failed, measured) = (false, false);
        for (var field = 0; field < head.Schema.Names.Length; field++)
        {
            var text = row[field];
            if (text is [(byte)'[', ..] && Absent.IsSickness(Absent.Bare(text)))
            {
                return Texts.Of(Absent.Bare(text));
            }

            failed |= text.SequenceEqual("[Unknown Error]"u8) || text.SequenceEqual("ERR!"u8);
            measured |= !IsIdentity(field) && !Absent.Is(text);
        }

        return failed && !measured ? "Unknown Error" : null;
    }
}
