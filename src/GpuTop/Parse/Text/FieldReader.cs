namespace GpuTop.Parse;

/// <summary>Removes lines, words and fields from the front of a text without copying it.</summary>
internal static class FieldReader
{
    private const byte Blank = (byte)' ';

    /// <summary>Removes the next line; the result is without its end (<c>\n</c> or <c>\r\n</c>); false when nothing is left.</summary>
    public static bool TryTakeLine(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        line = rest;
        if (rest.IsEmpty)
        {
            return false;
        }

        var end = rest.IndexOf((byte)'\n');
        (line, rest) = end < 0 ? new Split(rest, []) : new Split(rest[..end], rest[(end + 1)..]);
        if (line is [.. var text, (byte)'\r'])
        {
            line = text;
        }

        return true;
    }

    /// <summary>Removes the text before the next separator, all of it when there is none; trimmed, empty at the end.</summary>
    public static ReadOnlySpan<byte> TakeField(scoped ref ReadOnlySpan<byte> rest, byte separator)
    {
        var end = rest.IndexOf(separator);
        (var field, rest) = end < 0 ? new Split(rest, []) : new Split(rest[..end], rest[(end + 1)..]);
        return Trim(field);
    }

    /// <summary>Removes the next word (separated by any number of blanks and tabs) and the blanks after it; empty at the end.</summary>
    public static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t"u8);
        var end = rest.IndexOfAny(Blank, (byte)'\t');
        (var word, rest) = end < 0 ? new Split(rest, []) : new Split(rest[..end], rest[(end + 1)..].TrimStart(" \t"u8));
        return word;
    }

    /// <summary>The text without blanks, tabs and line ends around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);

    private readonly ref struct Split(ReadOnlySpan<byte> taken, ReadOnlySpan<byte> left)
    {
        private readonly ReadOnlySpan<byte> _taken = taken;
        private readonly ReadOnlySpan<byte> _left = left;

        public void Deconstruct(out ReadOnlySpan<byte> taken, out ReadOnlySpan<byte> left)
        {
            taken = _taken;
            left = _left;
        }
    }
}
