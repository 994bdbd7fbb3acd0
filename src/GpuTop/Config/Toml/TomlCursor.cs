namespace GpuTop.Config.Toml;

/// <summary>A place that moves through the text and knows its line and column.</summary>
internal sealed class TomlCursor(string text, TomlMistakes mistakes)
{
    private int _at;
    private int _line = 1;
    private int _column = 1;

    public bool AtEnd => _at >= text.Length;

    public bool AtNewline => Current == '\n' || (Current == '\r' && Peek(1) == '\n');

    /// <summary>The character here; -1 at the end.</summary>
    public int Current => Peek(0);

    public TomlPosition Position => new(_line, _column);

    /// <summary>What stands here, for a mistake's text.</summary>
    public string Found => AtEnd ? "the end of the file"
        : AtNewline ? "the end of the line"
        : Mistake.Quote(char.IsHighSurrogate(text[_at]) ? "�" : text[_at].ToString());

    public int Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : -1;

    public bool At(string expected) => text.AsSpan(_at).StartsWith(expected, StringComparison.Ordinal);

    public void Advance(int count = 1)
    {
        for (; count > 0 && !AtEnd; count--)
        {
            var passed = text[_at++];
            (_line, _column) = passed == '\n' ? (_line + 1, 1) : (_line, char.IsLowSurrogate(passed) ? _column : _column + 1);
        }
    }

    public bool Take(string expected)
    {
        if (!At(expected))
        {
            return false;
        }

        Advance(expected.Length);
        return true;
    }

    public string TakeWhile(Func<char, bool> wanted)
    {
        var start = _at;
        while (!AtEnd && wanted(text[_at]))
        {
            Advance();
        }

        return text[start.._at];
    }

    public void SkipBlanks() => TakeWhile(c => c is ' ' or '\t');

    public void SkipToLineEnd()
    {
        while (!AtEnd && !AtNewline)
        {
            Advance();
        }
    }

    /// <summary>Passes over a comment, if one begins here.</summary>
    public void SkipComment()
    {
        for (var isComment = Current == '#'; isComment && !AtEnd && !AtNewline; Advance())
        {
            if (IsForbidden(Current))
            {
                mistakes.Add(Position, $"control character {Found} in a comment");
                SkipToLineEnd();
                return;
            }
        }
    }

    /// <summary>Passes over blanks, comments and line ends.</summary>
    /// <returns>Whether a line ended.</returns>
    public bool SkipBlankLines()
    {
        var line = _line;
        for (; ; Advance())
        {
            SkipBlanks();
            SkipComment();
            if (!AtNewline)
            {
                return _line > line;
            }
        }
    }

    /// <summary>A mistake here.</summary>
    public TomlSyntaxException Mistaken(string what) => new(Position, what);

    /// <summary>Control characters other than tab; a carriage return counts unless it is part of a line end.</summary>
    public static bool IsForbidden(int c) => c is (>= 0 and < ' ' and not '\t') or 0x7f;
}
