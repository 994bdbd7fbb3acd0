using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Where the columns of one frame of <c>top</c> stand, by the words of its head line: toprc moves them, locales rename
/// most.</summary>
internal readonly record struct TopColumns
{
    private int Pid { get; init; }

    private int User { get; init; }

    private int CpuPercent { get; init; }

    private int Resident { get; init; }

    private int State { get; init; }

    private int Command { get; init; }

    /// <summary>The columns; null when the line is no head. <c>%CPU</c> keeps its name in all locales.</summary>
    public static TopColumns? Of(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("%CPU"u8) < 0)
        {
            return null;
        }

        int pid = 0, parent = -1, user = -1, cpu = -1, resident = -1, state = -1, count = 0;
        for (; Fields.TakeWord(ref line) is { IsEmpty: false } word; count++)
        {
            if (count == 0 && word[0] is (>= (byte)'0' and <= (byte)'9') or (byte)'`')
            {
                return null;
            }

            switch (word)
            {
                case var _ when word.SequenceEqual("PID"u8):
                    pid = count;
                    break;
                case var _ when word.SequenceEqual("PPID"u8):
                    parent = count;
                    break;
                case var _ when word.SequenceEqual("USER"u8):
                    user = count;
                    break;
                case var _ when word.SequenceEqual("%CPU"u8):
                    cpu = count;
                    break;
                case var _ when word.SequenceEqual("RES"u8) || word.SequenceEqual("RÉS"u8) || word.SequenceEqual("RSS"u8):
                    resident = count;
                    break;
                case var _ when word.SequenceEqual("S"u8) || word.SequenceEqual("STAT"u8):
                    state = count;
                    break;
            }
        }

        return cpu < 0 || count < 4 ? null : new TopColumns
        {
            Pid = pid,
            User = user >= 0 ? user : pid + (parent == pid + 1 ? 2 : 1),
            CpuPercent = cpu,
            Resident = resident,
            State = state,
            Command = count - 1,
        };
    }

    /// <summary>The process of one row; null when the line is no row.</summary>
    public HostProcess? Read(ReadOnlySpan<byte> line)
    {
        int? pid = null, memory = null;
        double? cpu = null;
        ReadOnlySpan<byte> user = default;
        for (var i = 0; i < Command; i++)
        {
            var word = Fields.TakeWord(ref line);
            if (IsStray(i, word))
            {
                word = Fields.TakeWord(ref line);
            }

            if (i == Pid)
            {
                pid = ProcessId.Of(word);
            }
            else if (i == User)
            {
                user = word;
            }
            else if (i == CpuPercent)
            {
                cpu = Numbers.Double(word);
            }
            else if (i == Resident)
            {
                memory = Sizes.MiB(Sizes.Bytes(word, plain: 1024));
            }
        }

        line = Fields.Trim(line);
        if (line.StartsWith("`- "u8))
        {
            line = line[3..];
        }

        return pid is { } id && !line.IsEmpty ? new HostProcess(id, Texts.Of(user), cpu, memory, Texts.Of(line)) : null;
    }

    // Words without a head: busybox prints niceness as a second word of STAT ("S <", "R N"); the Chinese head has no name for S.
    private bool IsStray(int column, ReadOnlySpan<byte> word) =>
        State >= 0
            ? column == State + 1 && word is [(byte)'<' or (byte)'N']
            : column == CpuPercent && word is [>= (byte)'A' and <= (byte)'Z'];
}
