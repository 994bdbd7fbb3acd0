using System.Text.RegularExpressions;

namespace GpuTop.Parse;

/// <summary>Parses rows of <c>ss</c>, with or without the column of protocols and the columns of <c>-p</c> and <c>-e</c>.</summary>
internal static partial class SsRow
{
    /// <summary>The listening socket of a row; null for the header, other protocols and other states.</summary>
    public static Listener? Read(ReadOnlySpan<char> line)
    {
        var words = new WordList(line, stackalloc Range[6]);
        var state = words.At(0).StartsWith("tcp", StringComparison.Ordinal) ? 1 : 0;
        var local = words.At(state + 3);
        if (words.At(state) is not "LISTEN" || local.LastIndexOf(':') is not (> 0 and var colon)
            || NumberParser.Pid(local[(colon + 1)..]) is not (<= ushort.MaxValue and var port))
        {
            return null;
        }

        var owner = Owner().Match(line.ToString());
        return new Listener(
            port,
            Address(local[..colon].ToString()),
            NumberParser.Pid(owner.Groups["pid"].Value),
            NotAvailableText.OrNull(owner.Groups["command"].Value),
            UserId(line));
    }

    // -e prints "uid:1000" and "ino:"; for root only "ino:".
    private static int? UserId(ReadOnlySpan<char> line)
    {
        line = line[(line.IndexOf("))", StringComparison.Ordinal) + 1)..];
        foreach (var word in line.SplitAny(' ', '\t'))
        {
            switch (line[word])
            {
                case ['u', 'i', 'd', ':', .. var id]:
                    return NumberParser.Digits(id);
                case ['i', 'n', 'o', ':', ..]:
                    return 0;
            }
        }

        return null;
    }

    // "[::1]", "127.0.0.53%lo": a tunnel takes an address without brackets, an IPv4 address without interface.
    private static string Address(string text) =>
        text is ['[', .. var inside, ']'] ? inside
        : text.Contains(':') || text[0] == '%' ? text
        : text.Split('%')[0];

    // The first process of users:(("rpcbind",pid=336,fd=4),("systemd",pid=1,fd=38)); old versions print the PID without pid=.
    [GeneratedRegex("""users:\(\("(?<command>.*?)",(?:pid=)?(?<pid>[^,]*)""")]
    private static partial Regex Owner();
}
