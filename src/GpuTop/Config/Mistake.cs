namespace GpuTop.Config;

/// <summary>Error in a settings file or a server's address.</summary>
/// <param name="File">File as named by the user; null for the command line.</param>
/// <param name="Line">Line, from 1; null for the whole file.</param>
/// <param name="Column">Column, from 1, counted in characters (Unicode scalar values), not bytes; null when <paramref name="Line"/>
/// is.</param>
/// <param name="Text">Description of the error and the valid values: one line, lower case.</param>
public sealed record Mistake(string? File, int? Line, int? Column, string Text)
{
    /// <summary>Formats it like compilers, for links in editors and terminals: <c>gputop.toml:3:12: text</c>.</summary>
    public override string ToString() => (File, Line) switch
    {
        (null, null) => Text,
        (null, _) => $"{Line}:{Column}: {Text}",
        (_, null) => $"{File}: {Text}",
        _ => $"{File}:{Line}:{Column}: {Text}",
    };

    /// <summary>
    /// Quotes a text for one line: control characters as <c>\u001b</c>, cut after 60 characters.
    /// </summary>
    internal static string Quote(string text)
    {
        var cut = text.Length <= 60 ? text : text[..60] + "…";
        return "'" + string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString())) + "'";
    }
}
