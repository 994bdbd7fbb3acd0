namespace GpuTop.Parse;

/// <summary>A row of the probe's <c>ps -o pid=,ppid=,uid=,state=,etimes=,pcpu=,rss=,args=</c>; null is a field without a value.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="ParentPid">Parent; 0 for the first process and kernel threads.</param>
/// <param name="UserId">Numeric owner.</param>
/// <param name="User">The owner's column as text.</param>
/// <param name="State">First letter of the state.</param>
/// <param name="Elapsed">Time since the process started.</param>
/// <param name="CpuPercent">Percent of one core over the life of the process.</param>
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
    string? Command)
{
    // ps computes "now - start" without sign: a clock that was set back gives figures of centuries.
    private const long MostSeconds = 100L * 365 * 24 * 3600;

    /// <summary>The row; null when the line does not begin with a PID.</summary>
    public static PsRow? Read(ReadOnlySpan<byte> line)
    {
        if (NumberParser.Pid(FieldReader.TakeWord(ref line)) is not { } pid)
        {
            return null;
        }

        var parent = NumberParser.Digits(FieldReader.TakeWord(ref line));
        var owner = FieldReader.TakeWord(ref line);
        var userId = NumberParser.Digits(owner);
        var state = FieldReader.TakeWord(ref line);
        var seconds = NumberParser.Long(FieldReader.TakeWord(ref line));
        var cpu = NumberParser.Double(FieldReader.TakeWord(ref line));
        var residentKiB = NumberParser.Long(FieldReader.TakeWord(ref line));
        var command = FieldReader.Trim(line);
        return new PsRow(
            pid,
            parent,
            userId,
            userId is null ? StringPool.OrNull(owner) : StringPool.Of(owner),
            state.IsEmpty ? null : (char)state[0],
            seconds is >= 0 and <= MostSeconds and { } elapsed ? TimeSpan.FromSeconds(elapsed) : null,
            cpu,
            SizeParser.MiB(residentKiB),
            command.IsEmpty ? null : StringPool.Of(command));
    }
}
