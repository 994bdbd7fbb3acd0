namespace GpuTop.Config;

/// <summary>One thing wrong with a settings file or a server's address, as one line for the user.</summary>
/// <param name="File">The file as the user named it; null when the mistake is on the command line.</param>
/// <param name="Line">Line, from 1; null when the file as a whole is meant.</param>
/// <param name="Column">Column, from 1, counted in characters (Unicode scalar values), not bytes; null when <paramref name="Line"/>
/// is.</param>
/// <param name="Text">What is wrong and what would be right: one line, lower case.</param>
public sealed record Mistake(string? File, int? Line, int? Column, string Text)
{
    /// <summary>The form compilers use, which editors and terminals can jump to: <c>gputop.toml:3:12: text</c>.</summary>
    public override string ToString() => (File, Line) switch
    {
        (null, null) => Text,
        (null, _) => $"{Line}:{Column}: {Text}",
        (_, null) => $"{File}: {Text}",
        _ => $"{File}:{Line}:{Column}: {Text}",
    };

    /// <summary>
    /// Somebody's text between quotes, fit to be part of one line: control characters as <c>\u001b</c>, cut after 60 characters.
    /// </summary>
    internal static string Quote(string text)
    {
        var cut = text.Length <= 60 ? text : text[..60] + "…";
        return "'" + string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString())) + "'";
    }
}
