using System.Text;

namespace GpuTop.Tests.Fuzz;

/// <summary>Changes to bytes: what broken pipes, other versions and people who want to do harm make of them.</summary>
internal static class FuzzMutation
{
    private const int MostBytes = 64 * 1024;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "0", "-1", "1", "12", "127", "128", "129", "4096", "30000", "65536", "2000000000", "2147483648", "-2147483649",
            "9223372036854775807", "1e999", "NaN",
            "99999999999999999999999", "0.00000001", "100%", "[N/A]", "[Unknown Error]", "ERR!", "[GPU requires reset]", "", " ", ",", ", ",
            "\t", "|", ":", "::", "\n", "\r\n",
            "\n\n\n", "\u001e", "\u001eg|", "\u001eg!1\n", "\u001egf|index,uuid\n", "\u001egi|1000\n", "\u001ea<\n", "\u001ea>\n",
            "\u001em<\n", "\u001eg|12, GPU-x, y\n",
            "\u001eg|Unable to determine the device handle for GPU0000:01:00.0: Unknown Error\n", "\0", "\u001b[2J", "\u001b]0;title\u0007",
            "\u009b31m", "\u202e", "\u2066",
            "\u200b", "\u3164", "\u115f", "\uffa0", "\u2800", "\ufe0f", "\U000e0041", "\ufffe", "\U0001f680", "漢字",
            "e" + new string('\u0301', 200), "é", "%", "%n", "\\040", "\\0",
            "&#27;", "&#x202e;", "&amp;", "<", ">", "<gpu id=\"", "]]>", "'", "\"", "$(id)", "`id`", "../../etc/passwd", "GPU-", "MIG-",
            "/dev/nvidia0", new string('A', 5000),
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x80], [0x80],
    ];

    /// <summary>The bytes after one to eight changes.</summary>
    public static byte[] Of(byte[] bytes, Random random)
    {
        var changed = bytes;
        for (var i = random.Next(1, 9); i > 0 && changed.Length > 0; i--)
        {
            changed = Once(changed, random);
        }

        return changed.Length > MostBytes ? changed[..MostBytes] : changed;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        var end = Math.Min(bytes.Length, at + random.Next(1, 64));
        return random.Next(9) switch
        {
            0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            3 => [.. bytes[..at], .. Words[random.Next(Words.Length)], .. bytes[at..]],
            4 => bytes[..at],
            5 => RepeatLine(bytes, at, random.Next(2, 60)),
            6 => DropLine(bytes, at),
            _ => ReplaceWord(bytes, at, Words[random.Next(Words.Length)]),
        };
    }

    private static byte[] RepeatLine(byte[] bytes, int at, int times)
    {
        var (start, end) = LineAt(bytes, at);
        return [.. bytes[..end], .. Enumerable.Repeat(bytes[start..end], times).SelectMany(line => line).Take(MostBytes), .. bytes[end..]];
    }

    private static byte[] DropLine(byte[] bytes, int at)
    {
        var (start, end) = LineAt(bytes, at);
        return [.. bytes[..start], .. bytes[end..]];
    }

    private static (int Start, int End) LineAt(byte[] bytes, int at) =>
        (
            bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1,
            bytes.AsSpan(at).IndexOf((byte)'\n') is >= 0 and var length ? at + length + 1 : bytes.Length);

    private static byte[] ReplaceWord(byte[] bytes, int at, byte[] word)
    {
        var start = bytes.AsSpan(0, at).LastIndexOfAny(" ,|\n"u8) + 1;
        var length = bytes.AsSpan(at).IndexOfAny(" ,|\n"u8);
        return [.. bytes[..start], .. word, .. bytes[(length < 0 ? bytes.Length : at + length)..]];
    }
}
