using static GpuTop.Parse.GpuQueryFields;

namespace GpuTop.Parse;

/// <summary>The fields of a row of <c>nvidia-smi --query-gpu</c> that tell whether the card is in order.</summary>
internal static class RowHealth
{
    /// <summary>The driver's words for a card that it cannot read; null when it can. A driver keeps the total of the memory, so a row may
    /// hold figures of a card that does not answer any more.</summary>
    public static string? Problem(CsvRow row, CsvHeader head)
    {
        var (failed, measured) = (false, false);
        for (var field = 0; field < head.Schema.Names.Length; field++)
        {
            var text = row[field];
            if (text is [(byte)'[', ..] && MissingValue.IsSickness(MissingValue.Bare(text)))
            {
                return StringPool.Of(MissingValue.Bare(text));
            }

            failed |= MissingValue.IsError(text);
            measured |= !IsIdentity(field) && !MissingValue.Is(text);
        }

        return failed && (!measured || IsDead(row)) ? "Unknown Error" : null;
    }

    /// <summary>Sensors that gave an error in place of a value, such as <c>fan ERR!</c>; null when none did. The card works, but one of
    /// its parts does not.</summary>
    public static string? Alarm(CsvRow row)
    {
        string? alarm = null;
        Add(ref alarm, "fan", row[Fan]);
        Add(ref alarm, "power", MissingValue.IsError(row[Power]) ? row[Power] : row[PowerInstant]);
        Add(ref alarm, "temperature", row[Temperature]);
        Add(ref alarm, "memory temperature", row[MemoryTemperature]);
        return alarm;
    }

    /// <summary>Why the NVLink fabric does not let the card compute, in the driver's word; null when it does, when the card has none, and
    /// when the driver does not tell. Some drivers repeat the name of the field in the value (<c>state  Completed</c>).</summary>
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

    /// <summary>Whether the card shares the host's memory: the driver has no memory to tell of, and yet tells how
    /// much the card works.</summary>
    public static bool HasUnifiedMemory(CsvRow row) =>
        NumberParser.Int(row[Utilization]) is not null && MissingValue.IsNotAvailable(row[MemoryUsed]) && MissingValue.IsNotAvailable(row[MemoryTotal]);

    // Neither utilization nor temperature nor power can be read, and for two of them the driver has an error.
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
