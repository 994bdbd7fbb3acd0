namespace GpuTop.Parse;

/// <summary>Parses rows of <c>ss</c>, with or without the column of protocols and the columns of <c>-p</c> and <c>-e</c>.</summary>
internal static class SsRow
{
    /// <summary>The listening socket of a row; null for the head, other protocols and other states.</summary>
    public static Listener? Read(ReadOnlySpan<byte> line)
    {
        var word = FieldReader.TakeWord(ref line);
        if (word.StartsWith("tcp"u8))
        {
            word = FieldReader.TakeWord(ref line);
        }

        if (!word.SequenceEqual("LISTEN"u8))
        {
            return null;
        }

        FieldReader.TakeWord(ref line);
        FieldReader.TakeWord(ref line);
        var local = FieldReader.TakeWord(ref line);
        FieldReader.TakeWord(ref line);
        var colon = local.LastIndexOf((byte)':');
        if (colon <= 0 || NumberParser.Pid(local[(colon + 1)..]) is not (<= ushort.MaxValue and var port))
        {
            return null;
        }

        var (pid, command) = Owner(line);
        return new Listener(port, StringPool.Of(Address(local[..colon])), pid, command, UserId(line));
    }

    /// <summary>The first process of <c>users:(("rpcbind",pid=336,fd=4),("systemd",pid=1,fd=38))</c>; old
    /// versions print the PID without <c>pid=</c>.</summary>
    private static (int? Pid, string? Command) Owner(ReadOnlySpan<byte> line)
    {
        var start = line.IndexOf("users:((\""u8);
        if (start < 0)
        {
            return (null, null);
        }

        line = line[(start + "users:((\""u8.Length)..];
        var end = line.IndexOf("\","u8);
        if (end < 0)
        {
            return (null, null);
        }

        var command = line[..end];
        line = line[(end + 2)..];
        var pid = FieldReader.TakeField(ref line, (byte)',');
        return (NumberParser.Pid(pid.StartsWith("pid="u8) ? pid["pid="u8.Length..] : pid), StringPool.OrNull(command));
    }

    // -e prints "uid:1000" and "ino:"; for root only "ino:".
    private static int? UserId(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf("))"u8);
        line = end < 0 ? line : line[(end + 2)..];
        while (FieldReader.TakeWord(ref line) is { IsEmpty: false } word)
        {
            if (word.StartsWith("uid:"u8))
            {
                return NumberParser.Digits(word["uid:"u8.Length..]);
            }

            if (word.StartsWith("ino:"u8))
            {
                return 0;
            }
        }

        return null;
    }

    // "[::1]", "127.0.0.53%lo": a tunnel takes an address without brackets, an IPv4 address without interface.
    private static ReadOnlySpan<byte> Address(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'[', .. var inside, (byte)']'])
        {
            text = inside;
        }

        var scope = text.IndexOf((byte)'%');
        return scope > 0 && !text.Contains((byte)':') ? text[..scope] : text;
    }
}
