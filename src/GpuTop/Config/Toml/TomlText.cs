using System.Globalization;
using System.Text;

namespace GpuTop.Config.Toml;

/// <summary>The four kinds of quoted text. What is wrong inside is noted and reading goes on; only text without an end stops it.</summary>
internal sealed class TomlText(TomlCursor cursor, TomlMistakes mistakes)
{
    /// <summary>The text whose opening quote stands here, for a value.</summary>
    public string Value()
    {
        var quote = (char)cursor.Current;
        return cursor.At(new(quote, 3)) ? ManyLines(quote) : OneLine(quote);
    }

    /// <summary>The text whose opening quote stands here, for a key: on one line.</summary>
    public string Key() => OneLine((char)cursor.Current);

    private string OneLine(char quote)
    {
        var start = cursor.Position;
        var text = new StringBuilder();
        cursor.Advance();
        while (cursor.Current != quote)
        {
            if (cursor.AtEnd || cursor.AtNewline)
            {
                throw new TomlSyntaxException(start, $"text is not closed; {quote} is missing at its end");
            }

            Character(text, escapes: quote == '"');
        }

        cursor.Advance();
        return text.ToString();
    }

    private string ManyLines(char quote)
    {
        var start = cursor.Position;
        var text = new StringBuilder();
        cursor.Advance(3);
        SkipNewline();
        while (true)
        {
            if (cursor.AtEnd)
            {
                throw new TomlSyntaxException(start, $"text is not closed; {new string(quote, 3)} is missing at its end");
            }

            if (cursor.At(new(quote, 3)))
            {
                // Up to two quotes may stand before the closing three and belong to the text.
                var closing = Enumerable.Range(0, 5).TakeWhile(i => cursor.Peek(i) == quote).Count();
                cursor.Advance(closing);
                return text.Append(quote, closing - 3).ToString();
            }

            if (cursor.AtNewline)
            {
                text.Append('\n');
                SkipNewline();
            }
            else if (quote == '"' && AtLineEndingBackslash())
            {
                cursor.Advance();
                cursor.TakeWhile(c => c is ' ' or '\t' or '\r' or '\n');
            }
            else
            {
                Character(text, escapes: quote == '"');
            }
        }
    }

    private void SkipNewline()
    {
        if (cursor.AtNewline)
        {
            cursor.Advance(cursor.Current == '\r' ? 2 : 1);
        }
    }

    private bool AtLineEndingBackslash()
    {
        var ahead = 1;
        while (cursor.Peek(ahead) is ' ' or '\t')
        {
            ahead++;
        }

        return cursor.Current == '\\' && (cursor.Peek(ahead) == '\n' || (cursor.Peek(ahead) == '\r' && cursor.Peek(ahead + 1) == '\n'));
    }

    private void Character(StringBuilder text, bool escapes)
    {
        if (escapes && cursor.Current == '\\')
        {
            Escape(text);
            return;
        }

        if (TomlCursor.IsForbidden(cursor.Current))
        {
            mistakes.Add(cursor.Position, $"control character {cursor.Found} in text");
        }

        text.Append((char)cursor.Current);
        cursor.Advance();
    }

    private void Escape(StringBuilder text)
    {
        var start = cursor.Position;
        cursor.Advance();
        if (cursor.Current is 'u' or 'U')
        {
            var length = cursor.Current == 'u' ? 4 : 8;
            cursor.Advance();
            var count = 0;
            var digits = cursor.TakeWhile(c => count++ < length && char.IsAsciiHexDigit(c));
            if (digits.Length == length && Rune.TryCreate(uint.Parse(digits, NumberStyles.HexNumber), out var rune))
            {
                text.Append(rune);
                return;
            }

            var letter = length == 4 ? 'u' : 'U';
            mistakes.Add(start, $"\\{letter} needs {length} hexadecimal digits of a Unicode character, not {Mistake.Quote(digits)}");
            return;
        }

        var at = "btnfr\"\\".IndexOf((char)cursor.Current, StringComparison.Ordinal);
        if (cursor.AtEnd || at < 0)
        {
            // The character itself is left to be read as any other: it may be the closing quote's line end.
            mistakes.Add(start, $"unknown escape \\ before {cursor.Found}; a backslash itself is \\\\");
            return;
        }

        text.Append("\b\t\n\f\r\"\\"[at]);
        cursor.Advance();
    }
}
