using static GpuTop.Parse.GpuQueryFields;

namespace GpuTop.Parse;

/// <summary>Reads the faults of a GPU from a row of <c>nvidia-smi --query-gpu</c>.</summary>
internal static class RowHealth
{
    /// <summary>The driver's text for a GPU that it cannot read; null when it can. Drivers keep the total memory, so the row of
    /// a GPU that does not respond may hold figures.</summary>
    public static string? Problem(CsvRow row, CsvHeader head)
    {
        var (failed, measured) = (false, false);
        for (var field = 0; field < head.Schema.Names.Length; field++)
        {
            var text = row[field];
            if (text is [(byte)'[', ..] && MissingValue.IsGpuFault(MissingValue.Bare(text)))
            {
                return StringPool.Of(MissingValue.Bare(text));
            }

            failed |= MissingValue.IsError(text);
            measured |= !IsIdentity(field) && !MissingValue.Is(text);
        }

        return failed && (!measured || IsDead(row)) ? "Unknown Error" : null;
    }

    /// <summary>Sensors with an error in place of a value, such as <c>fan ERR!</c>; null when there is none. The GPU itself
    /// works.</summary>
    public static string? Alarm(CsvRow row)
    {
        string? alarm = null;
        Add(ref alarm, "fan", row[Fan]);
        Add(ref alarm, "power", MissingValue.IsError(row[Power]) ? row[Power] : row[PowerInstant]);
        Add(ref alarm, "temperature", row[Temperature]);
        Add(ref alarm, "memory temperature", row[MemoryTemperature]);
        return alarm;
    }

    /// <summary>The driver's state of an NVLink fabric that keeps the GPU from computing; null when it is ready, absent or unknown.
    /// Some drivers repeat the name of the field in the value (<c>state  Completed</c>).</summary>
    public static string? FabricProblem(CsvRow row)
    {
        var state = row[FabricState];
        var status = row[FabricStatus];
        if (state.EndsWith("Completed"u8))
        {
            return MissingValue.Is(status) || status.EndsWith("Success"u8) ? null : Word(status, "status"u8);
        }

        return state.EndsWith("In Progress"u8) || state.EndsWith("Not Started"u8) ? Word(state, "state"u8) : null;
    }

    /// <summary>Whether the GPU shares the host's memory: its memory is <c>[N/A]</c> while its utilization has a value.</summary>
    public static bool HasUnifiedMemory(CsvRow row) =>
        NumberParser.Int(row[Utilization]) is not null
        && MissingValue.IsNotAvailable(row[MemoryUsed])
        && MissingValue.IsNotAvailable(row[MemoryTotal]);

    // Utilization, temperature and power are all missing, two of them with an error.
    private static bool IsDead(CsvRow row)
    {
        var errors = (MissingValue.IsError(row[Utilization]) ? 1 : 0)
            + (MissingValue.IsError(row[Temperature]) ? 1 : 0)
            + (MissingValue.IsError(row[Power]) ? 1 : 0);
        return errors >= 2 && MissingValue.Is(row[Utilization]) && MissingValue.Is(row[Temperature]) && MissingValue.Is(row[Power]);
    }

    private static void Add(ref string? alarm, string sensor, ReadOnlySpan<byte> text)
    {
        if (MissingValue.IsError(text))
        {
            alarm = $"{(alarm is null ? "" : alarm + ", ")}{sensor} {StringPool.Of(MissingValue.Bare(text))}";
        }
    }

    private static string Word(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) =>
        StringPool.Of(FieldReader.Trim(text.StartsWith(name) ? text[name.Length..] : text));
}
