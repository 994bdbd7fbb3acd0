namespace GpuTop.Parse;

/// <summary>One process as <c>ps</c> lists it; null is what the list does not tell.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="ParentPid">Parent; 0 for the first process and kernel threads.</param>
/// <param name="UserId">Numeric owner.</param>
/// <param name="User">Login name, cut with <c>+</c> where the column was narrow.</param>
/// <param name="State">First letter of the state.</param>
/// <param name="Elapsed">Time since it started.</param>
/// <param name="CpuPercent">Percent of one core over its life.</param>
/// <param name="HostMemoryMiB">Resident memory, MiB; 0 for kernel threads and zombies.</param>
/// <param name="Command">Command line.</param>
internal readonly record struct PsRow(
    int Pid,
    int? ParentPid,
    int? UserId,
    string? User,
    char? State,
    TimeSpan? Elapsed,
    double? CpuPercent,
    int? HostMemoryMiB,
    string? Command);

/// <summary>Lists of <c>ps</c>, by the words of their head line.</summary>
internal static class Ps
{
    /// <summary>The columns of the probe's own <c>ps -o pid=,ppid=,uid=,state=,etimes=,pcpu=,rss=,args=</c>.</summary>
    public static PsColumns Probe { get; } = PsColumns.Of("PID PPID UID S ELAPSED %CPU RSS COMMAND"u8)!;

    /// <summary>The rows under the head line; lines before it (warnings about the screen) are skipped. Empty without a head.</summary>
    public static List<PsRow> Read(ReadOnlySpan<byte> text)
    {
        PsColumns? columns = null;
        while (columns is null && FieldReader.TryTakeLine(ref text, out var line))
        {
            columns = PsColumns.Of(line);
        }

        return columns is null ? [] : Read(text, columns);
    }

    /// <summary>The rows of a list without head line.</summary>
    public static List<PsRow> Read(ReadOnlySpan<byte> text, PsColumns columns)
    {
        var rows = new List<PsRow>();
        while (FieldReader.TryTakeLine(ref text, out var line))
        {
            if (columns.Read(line) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}
