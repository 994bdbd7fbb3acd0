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
    public static PsRow? Read(ReadOnlySpan<char> line)
    {
        var words = new WordList(line, stackalloc Range[8]);
        return NumberParser.Pid(words.At(0)) is { } pid
            ? new PsRow(
                pid,
                NumberParser.Digits(words.At(1)),
                NumberParser.Digits(words.At(2)),
                NotAvailableText.OrNull(words.At(2)),
                words.At(3) is [var state, ..] ? state : null,
                NumberParser.Long(words.At(4)) is >= 0 and <= MostSeconds and var elapsed ? TimeSpan.FromSeconds(elapsed) : null,
                NumberParser.Double(words.At(5)),
                SizeParser.MiB(NumberParser.Long(words.At(6))),
                words.At(7).Trim() is { Length: > 0 } command ? command.ToString() : null)
            : null;
    }
}
