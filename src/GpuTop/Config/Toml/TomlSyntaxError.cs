using System.Text.RegularExpressions;
using Tomlyn.Syntax;

namespace GpuTop.Config.Toml;

/// <summary>Syntax error with the part of the text to remove so that the rest can be parsed.</summary>
/// <param name="At">Offset of the error.</param>
/// <param name="Text">Error message.</param>
/// <param name="Statement">Statement with the error; null between statements.</param>
/// <param name="From">Start of the part to remove.</param>
/// <param name="To">End of the part to remove: the end of a line.</param>
internal sealed partial record TomlSyntaxError(int At, string Text, TomlStatement? Statement, int From, int To)
{
    /// <summary>Whether a list or inline table is not closed before the next statement.</summary>
    public bool IsUnclosed { get; private init; }

    /// <summary>Whether the key or header is a duplicate.</summary>
    public bool IsRedefinition { get; private init; }

    /// <summary>Whether the whole statement must be removed.</summary>
    public bool IsWholeStatement { get; private init; }

    /// <summary>Returns the first error; null when there is none.</summary>
    public static TomlSyntaxError? First(DocumentSyntax document, string text)
    {
        if (document.Diagnostics.Where(found => !IsReplacementCharacter(found)).MinBy(found => OffsetOf(found, text)) is not { } first)
        {
            return OfNegative(document, text);
        }

        var (offset, message) = (OffsetOf(first, text), first.Message);
        var statement = TomlStatement.At(document, offset);
        return OfRedefinition(statement, offset, message, text)
            ?? OfQuotes(statement, offset, message, text)
            ?? OfUnclosed(statement, offset, text)
            ?? OfToken(statement, offset, message, text);
    }

    /// <summary>Whether Tomlyn 2.10 refuses U+FFFD, which it takes for an error of the decoder; the text has no lone surrogates.</summary>
    private static bool IsReplacementCharacter(DiagnosticMessage found) =>
        found.Message.StartsWith("Invalid UTF-16 surrogate sequence", StringComparison.Ordinal);

    /// <summary>Offset of a diagnostic; Tomlyn 2.10 reports 0 for a token past the end.</summary>
    private static int OffsetOf(DiagnosticMessage found, string text) =>
        Math.Min(found.Message.Contains("<eof>", StringComparison.Ordinal) ? text.Length : found.Span.Start.Offset, text.Length - 1);

    /// <summary>Detects numbers that are too large: Tomlyn 2.10 reads a 64-bit number with another base than ten as negative.</summary>
    private static TomlSyntaxError? OfNegative(DocumentSyntax document, string text)
    {
        var negative = document.Descendants().OfType<IntegerValueSyntax>()
            .Where(number => number.Value < 0).Select(number => number.Span.Start.Offset);
        foreach (var at in negative.Where(at => text[at] != '-'))
        {
            return new(at, TomlSyntaxErrorText.TooLarge, TomlStatement.At(document, at), at, TomlText.LineEnd(text, at));
        }

        return null;
    }

    private static TomlSyntaxError? OfRedefinition(TomlStatement? statement, int offset, string message, string text)
    {
        if (Redefinition().Match(message) is not { Success: true } match || statement is null)
        {
            return null;
        }

        var isWhole = offset <= statement.Key!.Span.Start.Offset;
        var at = isWhole ? statement.Key.Span.Start.Offset : offset;
        var told = $"{Mistake.Quote(match.Groups["key"].Value)} is already defined on line {match.Groups["line"].Value}";
        return new(at, told, statement, at, TomlText.LineEnd(text, isWhole ? statement.End - 1 : offset))
        {
            IsRedefinition = isWhole,
            IsWholeStatement = isWhole,
        };
    }

    private static TomlSyntaxError? OfQuotes(TomlStatement? statement, int offset, string message, string text)
    {
        if (statement?.TextAround(offset) is not { } quoted)
        {
            return null;
        }

        var start = quoted.Span.Start.Offset;
        var quote = text[start];
        var isLong = quoted.Token?.TokenKind is TokenKind.StringMulti or TokenKind.StringLiteralMulti;
        var end = TomlText.LineEnd(text, isLong ? Math.Min(quoted.Span.End.Offset, text.Length - 1) : offset);
        if (message.StartsWith("Invalid newline in a string", StringComparison.Ordinal)
            || message.StartsWith("Invalid End-Of-File", StringComparison.Ordinal))
        {
            return new(start, $"text is not closed; {new string(quote, isLong ? 3 : 1)} is missing at its end", statement, start, end);
        }

        if (message.Contains("escape", StringComparison.Ordinal) && text.LastIndexOf('\\', offset) is var backslash && backslash >= start)
        {
            var escape = Mistake.Quote(text[backslash..Math.Min(offset + 1, text.Length)]);
            return new(backslash, $"unknown escape {escape}; a backslash itself is \\\\", statement, start, end);
        }

        return message.StartsWith("Invalid", StringComparison.Ordinal) && offset <= quoted.Span.End.Offset
            ? new(offset, TomlSyntaxErrorText.Cleaned(message), statement, start, end)
            : null;
    }

    private static TomlSyntaxError? OfUnclosed(TomlStatement? statement, int offset, string text)
    {
        var line = TomlText.LineStart(text, offset);
        var isNext = text.AsSpan(line, offset - line).Trim(" \t[").IsEmpty && StatementStart().IsMatch(text, line);
        var isLast = offset == text.Length - 1;
        if (statement?.Value is not (ArraySyntax or InlineTableSyntax) || line <= statement.Start || (!isNext && !isLast))
        {
            return null;
        }

        var start = statement.Value.Span.Start.Offset;
        return new(start, text[start] == '[' ? "the list is not closed; ] is missing" : "the inline table is not closed; } is missing",
            statement, start, isLast ? text.Length : line - 1)
        {
            IsUnclosed = true,
            IsWholeStatement = true,
        };
    }

    private static TomlSyntaxError OfToken(TomlStatement? statement, int offset, string message, string text)
    {
        var start = offset;
        if (statement?.AfterEquals is { } value && offset >= value)
        {
            while (start > value && IsWord(text[start - 1]))
            {
                start--;
            }
        }

        var words = TomlSyntaxErrorText.Of(message, statement, start, offset, text);
        return new(start, words, statement, start, TomlText.LineEnd(text, offset));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '+' or '.' or ':';

    [GeneratedRegex(@"^The key `(?<key>.*?)` is already defined at \((?<line>[0-9]+),")]
    private static partial Regex Redefinition();

    /// <summary>Matches a line that is probably an assignment or a header; used only after a Tomlyn error.</summary>
    [GeneratedRegex(
        @"\G[ \t]*(?:\[{1,2}[ \t]*[\w.""'-]+[ \t]*\]{1,2}[ \t]*(?:#.*)?$|(?:[\w-]+|""[^""\n]*""|'[^'\n]*')(?:\.[\w.""'-]+)?[ \t]*=)",
        RegexOptions.Multiline)]
    private static partial Regex StatementStart();
}
