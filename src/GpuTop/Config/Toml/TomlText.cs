namespace GpuTop.Config.Toml;

/// <summary>Positions in a text with line feeds, and quoting of TOML strings.</summary>
internal static class TomlText
{
    /// <summary>Quotes a text as a TOML string on one line.</summary>
    public static string Quote(string text) =>
        "\"" + string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString())) + "\"";

    /// <summary>Line and column of an offset in UTF-16 units.</summary>
    public static TomlPosition PositionOf(string text, int offset)
    {
        var start = LineStart(text, offset);
        var column = 1;
        foreach (var _ in text.AsSpan(start, offset - start).EnumerateRunes())
        {
            column++;
        }

        return new(1 + text.AsSpan(0, start).Count('\n'), column);
    }

    public static int LineStart(string text, int offset) => offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;

    /// <summary>Offset of the line feed at the end of the line; the text's length on a last line without one.</summary>
    public static int LineEnd(string text, int offset) =>
        text.IndexOf('\n', offset) is >= 0 and var end ? end : text.Length;
}
