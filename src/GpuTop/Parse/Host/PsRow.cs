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
    public static PsRow? Read(string line)
    {
        var words = line.Words(8);
        return NumberParser.Pid(Word(0)) is { } pid
            ? new PsRow(
                pid,
                NumberParser.Digits(Word(1)),
                NumberParser.Digits(Word(2)),
                NotAvailableText.OrNull(Word(2)),
                Word(3) is [var state, ..] ? state : null,
                NumberParser.Long(Word(4)) is >= 0 and <= MostSeconds and var elapsed ? TimeSpan.FromSeconds(elapsed) : null,
                NumberParser.Double(Word(5)),
                SizeParser.MiB(NumberParser.Long(Word(6))),
                Word(7).Trim() is { Length: > 0 } command ? command : null)
            : null;

        string Word(int index) => index < words.Length ? words[index] : "";
    }
}
