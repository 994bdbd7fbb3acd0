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
    public static TopColumns? Of(string line)
    {
        if (!line.Contains("%CPU", StringComparison.Ordinal))
        {
            return null;
        }

        var words = line.Words().ToList();
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
    public HostProcess? Read(string line)
    {
        var words = line.Words().ToList();
        if (words.Count < Count)
        {
            return null;
        }

        var blanks = BlanksOfLogin(words);
        if (blanks > 0)
        {
            words[User] = string.Join(' ', words.GetRange(User, blanks + 1));
            words.RemoveRange(User + 1, blanks);
        }

        RemoveStrays(words);
        var behind = Count - 1 - Command;
        if (words.Count < Count || NumberParser.Pid(At(words, Pid)) is not { } pid)
        {
            return null;
        }

        var command = string.Join(' ', words.GetRange(Command, words.Count - behind - Command));
        command = command.StartsWith("`- ", StringComparison.Ordinal) ? command[3..] : command;
        return new HostProcess(
            pid,
            At(words, User),
            NumberParser.Double(At(words, CpuPercent)),
            SizeParser.MiB(SizeParser.Bytes(At(words, Resident), plain: 1024)),
            command);
    }

    // The command may hold blanks: columns after it are counted from the end.
    private string At(List<string> words, int column) =>
        column < 0 ? "" : words.ElementAtOrDefault(column < Command ? column : words.Count - (Count - column)) ?? "";

    // The number of blanks that puts a letter into the column of the state.
    private int BlanksOfLogin(List<string> words)
    {
        for (var blanks = 0; blanks <= MostBlanks && User < State && State < Command && State + blanks < words.Count; blanks++)
        {
            if (words[State + blanks] is [>= 'A' and <= 'Z' or 't', ..] and { Length: <= 4 })
            {
                return blanks;
            }
        }

        return 0;
    }

    // Words without a column in the header: busybox prints niceness as a second word of STAT ("S <", "R N"); the Chinese header lacks S.
    private void RemoveStrays(List<string> words)
    {
        var column = State >= 0 ? State + 1 : CpuPercent;
        if (column < Math.Min(Command, words.Count) && (State >= 0 ? words[column] is "<" or "N" : words[column] is [>= 'A' and <= 'Z']))
        {
            words.RemoveAt(column);
        }
    }
}
