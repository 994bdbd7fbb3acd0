using System.Collections.Frozen;

namespace GpuTop.Parse;

/// <summary>Reads the faults of a GPU from a row of <c>nvidia-smi --query-gpu</c>.</summary>
internal static class RowHealth
{
    // The other fields are measurements and states.
    private static readonly FrozenSet<string> Identity = FrozenSet.Create(
        "index", "uuid", "gpu_uuid", "name", "gpu_name", "pci.bus_id", "gpu_bus_id", "driver_version");

    /// <summary>The driver's text for a GPU that it cannot read; null when it can. Drivers keep the total memory, so the row of
    /// a GPU that does not respond may hold figures.</summary>
    public static string? Problem(CsvRow row)
    {
        var hasError = false;
        for (var column = 0; column < row.Count; column++)
        {
            var text = row[column];
            if (text is ['[', ..] && NotAvailableText.IsGpuFault(NotAvailableText.Bare(text)))
            {
                return NotAvailableText.Bare(text).ToString();
            }

            hasError |= NotAvailableText.IsError(text);
        }

        return hasError && (!IsMeasured(row) || IsDead(row)) ? "Unknown Error" : null;
    }

    private static bool IsMeasured(CsvRow row)
    {
        for (var column = 0; column < row.Header.Names.Length; column++)
        {
            if (!Identity.Contains(row.Header.Names[column]) && !NotAvailableText.Is(row[column]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sensors with an error in place of a value, such as <c>fan ERR!</c>; null when there is none. The GPU itself
    /// works.</summary>
    public static string? Alarm(CsvRow row)
    {
        string? alarm = null;
        Add(ref alarm, "fan", row["fan.speed"]);
        Add(ref alarm, "power", NotAvailableText.IsError(row["power.draw"]) ? row["power.draw"] : row["power.draw.instant"]);
        Add(ref alarm, "temperature", row["temperature.gpu"]);
        Add(ref alarm, "memory temperature", row["temperature.memory"]);
        return alarm;
    }

    /// <summary>The driver's state of an NVLink fabric that keeps the GPU from computing; null when it is ready, absent or unknown.
    /// Some drivers repeat the name of the field in the value (<c>state  Completed</c>).</summary>
    public static string? FabricProblem(CsvRow row)
    {
        var state = Word(row["fabric.state"], "state");
        var status = Word(row["fabric.status"], "status");
        return state switch
        {
            "Completed" when !NotAvailableText.Is(status) && status is not "Success" => status.ToString(),
            "In Progress" or "Not Started" => state.ToString(),
            _ => null,
        };
    }

    /// <summary>Whether the GPU shares the host's memory: its memory is <c>[N/A]</c> while its utilization has a value.</summary>
    public static bool HasUnifiedMemory(CsvRow row) =>
        NumberParser.Int(row["utilization.gpu"]) is not null
        && NotAvailableText.IsNotAvailable(row["memory.used"])
        && NotAvailableText.IsNotAvailable(row["memory.total"]);

    // Utilization, temperature and power are all missing, two of them with an error.
    private static bool IsDead(CsvRow row)
    {
        var errors = (NotAvailableText.IsError(row["utilization.gpu"]) ? 1 : 0)
            + (NotAvailableText.IsError(row["temperature.gpu"]) ? 1 : 0)
            + (NotAvailableText.IsError(row["power.draw"]) ? 1 : 0);
        return errors >= 2
            && NotAvailableText.Is(row["utilization.gpu"])
            && NotAvailableText.Is(row["temperature.gpu"])
            && NotAvailableText.Is(row["power.draw"]);
    }

    private static void Add(ref string? alarm, string sensor, ReadOnlySpan<char> text)
    {
        if (NotAvailableText.IsError(text))
        {
            alarm = $"{(alarm is null ? "" : alarm + ", ")}{sensor} {NotAvailableText.Bare(text)}";
        }
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text, string name) =>
        (text.StartsWith(name) ? text[name.Length..] : text).Trim();
}
