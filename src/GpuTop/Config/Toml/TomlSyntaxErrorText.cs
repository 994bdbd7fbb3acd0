using System.Text;

namespace GpuTop.Config.Toml;

/// <summary>Error messages for Tomlyn's diagnostics: expected and found token.</summary>
internal static class TomlSyntaxErrorText
{
    /// <summary>Message for an integer out of range.</summary>
    public const string TooLarge = "the number does not fit in 64 bits";

    private static readonly (string Message, string Expected)[] Expected =
    [
        ("Unexpected token [", "a key"),
        ("for a base key", "a key"),
        ("while expecting `]", "] after the table's name"),
        ("while parsing inline table", ", or } in the inline table"),
        ("Missing a `,`", ", or ] in the list"),
        ("Expecting a closing `]`", ", or ] in the list"),
    ];

    /// <summary>Returns the message for a token.</summary>
    /// <param name="message">Tomlyn's message.</param>
    /// <param name="statement">Statement of the token; null between statements.</param>
    /// <param name="start">Start of the word with the token.</param>
    /// <param name="offset">Start of the token.</param>
    /// <param name="text">The whole text.</param>
    public static string Of(string message, TomlStatement? statement, int start, int offset, string text)
    {
        if (message.StartsWith("Expecting `=`", StringComparison.Ordinal) && statement?.Key is { } key)
        {
            var name = text[key.Span.Start.Offset..(key.Span.End.Offset + 1)];
            return $"expected = after the key {Mistake.Quote(name)}, found {Found(offset, text)}";
        }

        var isNoValue = message.Contains("a value", StringComparison.Ordinal);
        var isNoLineEnd = message.EndsWith("token `newline`", StringComparison.Ordinal);
        var isInList = message.EndsWith(" an array", StringComparison.Ordinal);
        if ((isNoValue || ((isNoLineEnd || isInList) && start < offset)) && Word(start, text) is { Length: > 0 } word)
        {
            var hint = Spelling.Hint(word, ["true", "false"]);
            return $"{Mistake.Quote(word)} is not a value{(hint.Length > 0 ? hint : "; text needs quotes: \"...\"")}";
        }

        if (Replacement(message, start, text) is { } replacement)
        {
            return replacement;
        }

        var expected = isNoValue ? "a value"
            : isNoLineEnd ? "the end of the line"
            : Expected.FirstOrDefault(entry => message.Contains(entry.Message, StringComparison.Ordinal)).Expected;
        return expected is null ? Cleaned(message) : $"expected {expected}, found {Found(offset, text)}";
    }

    private static string? Replacement(string message, int start, string text) =>
        message.StartsWith("Unable to parse integer", StringComparison.Ordinal) ? TooLarge
        : message.StartsWith("Unable to parse the date", StringComparison.Ordinal)
            ? $"there is no such date or time as {Mistake.Quote(Word(start, text))}"
        : null;

    /// <summary>Returns Tomlyn's message as one line in lower case.</summary>
    public static string Cleaned(string message)
    {
        var line = string.Concat(message.Replace('`', '\'').Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return char.ToLowerInvariant(line[0]) + (line.Length <= 160 ? line[1..] : line[1..160] + "…");
    }

    private static string Word(int start, string text)
    {
        var end = start;
        while (!" \t\n,]}#".Contains(text[end]))
        {
            end++;
        }

        return text[start..end];
    }

    private static string Found(int offset, string text) =>
        offset >= text.Length - 1 ? "the end of the file"
        : text[offset] == '\n' ? "the end of the line"
        : Mistake.Quote(Rune.TryGetRuneAt(text, offset, out var rune) ? rune.ToString() : "\uFFFD");
}
