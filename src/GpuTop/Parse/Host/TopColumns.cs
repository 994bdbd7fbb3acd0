using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Positions of the columns in one frame of <c>top</c>, from its header line: toprc moves columns, locales rename most.</summary>
internal readonly record struct TopColumns
{
    // Largest number of blanks in a login name.
    private const int MostBlanks = 3;

    private int Count { get; init; }

    private int Pid { get; init; }

    private int User { get; init; }

    private int CpuPercent { get; init; }

    private int Resident { get; init; }

    private int State { get; init; }

    private int Command { get; init; }

    /// <summary>The columns; null when the line is no header. <c>%CPU</c> has the same name in all locales.</summary>
    public static TopColumns? Of(ReadOnlySpan<char> line)
    {
        if (!line.Contains("%CPU", StringComparison.Ordinal))
        {
            return null;
        }

        var words = line.ToString().Words().ToList();
        var cpu = words.IndexOf("%CPU");
        if (cpu < 0 || words.Count < 4 || char.IsAsciiDigit(words[0][0]) || words[0][0] == '`')
        {
            return null;
        }

        // PID is first in the locales that rename it, COMMAND is last.
        var pid = Math.Max(0, words.IndexOf("PID"));
        var command = words.FindIndex(word => word is "COMMAND" or "CMD");
        return new TopColumns
        {
            Count = words.Count,
            Pid = pid,
            User = words.IndexOf("USER") is >= 0 and var user ? user : pid + (words.IndexOf("PPID") == pid + 1 ? 2 : 1),
            CpuPercent = cpu,
            Resident = words.FindIndex(word => word is "RES" or "RÉS" or "RSS"),
            State = words.FindIndex(word => word is "S" or "STAT"),
            Command = command < 0 ? words.Count - 1 : command,
        };
    }

    /// <summary>The process of one row; null for a cut row and other lines.</summary>
    public HostProcess? Read(ReadOnlySpan<char> line)
    {
        Span<Range> words = new Range[(line.Length + 1) / 2];
        words = words[..line.SplitAny(words, " \t", StringSplitOptions.RemoveEmptyEntries)];
        if (words.Length < Count)
        {
            return null;
        }

        var blanks = BlanksOfLogin(line, words);
        if (blanks > 0)
        {
            words[User] = words[User].Start..words[User + blanks].End;
            words = Without(words, User + 1, blanks);
        }

        words = IsStray(line, words) ? Without(words, FirstOptional, 1) : words;
        var behind = Count - 1 - Command;
        if (words.Length < Count || NumberParser.Pid(At(line, words, Pid)) is not { } pid)
        {
            return null;
        }

        var command = Joined(line[words[Command].Start..words[^(behind + 1)].End]);
        command = command.StartsWith("`- ", StringComparison.Ordinal) ? command[3..] : command;
        return new HostProcess(
            pid,
            Joined(At(line, words, User)),
            NumberParser.Double(At(line, words, CpuPercent)),
            SizeParser.MiB(SizeParser.Bytes(At(line, words, Resident), plain: 1024)),
            command);
    }

    // The command may hold blanks: columns after it are counted from the end.
    private ReadOnlySpan<char> At(ReadOnlySpan<char> line, ReadOnlySpan<Range> words, int column) =>
        column < 0 || column >= Count ? "" : line[words[column < Command ? column : words.Length - (Count - column)]];

    // The number of blanks that puts a letter into the column of the state.
    private int BlanksOfLogin(ReadOnlySpan<char> line, ReadOnlySpan<Range> words)
    {
        for (var blanks = 0; blanks <= MostBlanks && User < State && State < Command && State + blanks < words.Length; blanks++)
        {
            if (line[words[State + blanks]] is [>= 'A' and <= 'Z' or 't', ..] and { Length: <= 4 })
            {
                return blanks;
            }
        }

        return 0;
    }

    // The column after the state, or of the CPU where the header has no state.
    private int FirstOptional => State >= 0 ? State + 1 : CpuPercent;

    // A word without a column in the header: busybox prints niceness as a second word of STAT ("S <", "R N"); the Chinese header lacks S.
    private bool IsStray(ReadOnlySpan<char> line, ReadOnlySpan<Range> words) =>
        FirstOptional < Math.Min(Command, words.Length) && line[words[FirstOptional]] is var word
        && (State >= 0 ? word is "<" or "N" : word is [>= 'A' and <= 'Z']);

    private static Span<Range> Without(Span<Range> words, int first, int count)
    {
        words[(first + count)..].CopyTo(words[first..]);
        return words[..^count];
    }

    // One blank between two words.
    private static string Joined(ReadOnlySpan<char> words) =>
        words.Contains("  ", StringComparison.Ordinal) ? string.Join(' ', words.ToString().Words()) : words.ToString();
}
