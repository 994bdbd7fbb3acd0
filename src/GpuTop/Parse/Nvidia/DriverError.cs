namespace GpuTop.Parse;

/// <summary>Extracts the error message of nvidia-smi, or of the shell that did not find it.</summary>
public static class DriverError
{
    /// <summary>The message for a server without nvidia-smi; the text of each shell differs.</summary>
    public const string NotFound = "nvidia-smi: not found";

    /// <summary>The error as one line without the shell's name and full stop: <see cref="NotFound"/>, else the first known
    /// sentence, else the first line; empty for empty text.</summary>
    public static string Words(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> first = [];
        while (FieldReader.TryTakeLine(ref text, out var line))
        {
            line = FieldReader.Trim(line);
            if (IsNotFound(line))
            {
                return NotFound;
            }

            if (IsSentence(line))
            {
                return StringPool.Of(Sentence(line));
            }

            first = first.IsEmpty ? line : first;
        }

        return StringPool.Of(Sentence(first));
    }

    /// <summary>Whether a line begins like an error of nvidia-smi.</summary>
    internal static bool IsSentence(ReadOnlySpan<byte> line) =>
        line.StartsWith("NVIDIA-SMI "u8)
        || line.StartsWith("Failed to "u8)
        || line.StartsWith("No devices "u8)
        || line.StartsWith("No MIG-supported "u8)
        || line.StartsWith("Unable to determine "u8)
        || line.StartsWith("Field \""u8)
        || line.StartsWith("Insufficient Permissions"u8)
        || line.StartsWith("Unknown Error"u8)
        || line.StartsWith("NVRM: "u8);

    /// <summary>The first sentence of a line, without its full stop and without the name of the shell.</summary>
    internal static ReadOnlySpan<byte> Sentence(ReadOnlySpan<byte> line)
    {
        line = WithoutShell(FieldReader.Trim(line));
        var end = line.IndexOf(". "u8);
        return (end < 0 ? line : line[..end]).TrimEnd((byte)'.');
    }

    private static bool IsNotFound(ReadOnlySpan<byte> line) =>
        line.IndexOf("nvidia-smi"u8) >= 0
        && (line.IndexOf("ot found"u8) >= 0
            || line.IndexOf("o such file"u8) >= 0
            || line.IndexOf("nknown command"u8) >= 0
            || line.IndexOf("nable to locate"u8) >= 0);

    // bash: line 1: ...   dash: 1: ...   zsh:1: ...   -bash: ...   env: ...
    private static ReadOnlySpan<byte> WithoutShell(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 2 || !(line[..colon].EndsWith("sh"u8) || line[..colon].SequenceEqual("env"u8)))
        {
            return line;
        }

        var rest = line[(colon + 1)..];
        var number = rest.IndexOf(": "u8);
        if (number >= 0 && NumberParser.Int(FieldReader.Trim(rest[..number]).TrimStart("line "u8)) is not null)
        {
            rest = rest[(number + 2)..];
        }

        return FieldReader.Trim(rest);
    }
}
