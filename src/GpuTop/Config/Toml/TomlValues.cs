namespace GpuTop.Config.Toml;

/// <summary>Keys, values, and assignments of one to the other.</summary>
internal sealed class TomlValues(TomlCursor cursor, TomlMistakes mistakes)
{
    /// <summary>Far more than any settings need; far less than the stack holds.</summary>
    private const int DeepestNesting = 100;

    private readonly TomlText _text = new(cursor, mistakes);
    private int _depth;

    /// <summary>One <c>key = value</c>, put into the table.</summary>
    public void Assignment(TomlTable table)
    {
        var path = Key();
        if (!cursor.Take("="))
        {
            throw cursor.Mistaken($"expected = after the key {Mistake.Quote(path[^1].Name)}, found {cursor.Found}");
        }

        cursor.SkipBlanks();
        TomlValue value;
        var at = cursor.Position;
        try
        {
            value = Value();
        }
        catch (TomlSyntaxException)
        {
            table.Entries.TryAdd(path[0].Name, new(path[0].Position, new TomlValue.Unreadable(at)));
            throw;
        }

        TomlTree.Set(table, path, value);
    }

    /// <summary>A key of one part or several, and the blanks after it.</summary>
    public List<TomlKey> Key()
    {
        var path = new List<TomlKey>();
        do
        {
            cursor.SkipBlanks();
            var at = cursor.Position;
            var name = cursor.Current is '"' or '\''
                ? _text.Key()
                : cursor.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
            if (cursor.Position == at)
            {
                throw cursor.Mistaken($"expected a key, found {cursor.Found}");
            }

            path.Add(new(name, at));
            cursor.SkipBlanks();
        }
        while (cursor.Take("."));

        return path;
    }

    private TomlValue Value()
    {
        var at = cursor.Position;
        if (_depth == DeepestNesting)
        {
            throw cursor.Mistaken($"nested deeper than {DeepestNesting} levels");
        }

        _depth++;
        try
        {
            return cursor.Current switch
            {
                '"' or '\'' => Text(at),
                '[' => Array(at),
                '{' => InlineTable(at),
                _ => Scalar(at),
            };
        }
        finally
        {
            _depth--;
        }
    }

    private TomlValue Text(TomlPosition at)
    {
        var before = mistakes.Count;
        var text = _text.Value();
        return mistakes.Count == before ? new TomlValue.Text(at, text) : new TomlValue.Unreadable(at);
    }

    private TomlValue Scalar(TomlPosition at)
    {
        var word = Word();
        if (word.Length == 10 && word[4] == '-' && cursor.Current == ' ' && char.IsAsciiDigit((char)cursor.Peek(1)))
        {
            cursor.Advance();
            word += " " + Word();
        }

        return word.Length == 0
            ? throw cursor.Mistaken($"expected a value, found {cursor.Found}")
            : TomlScalar.Read(word, at)
                ?? throw new TomlSyntaxException(at, $"{Mistake.Quote(word)} is not a value; text needs quotes: \"...\"");
    }

    private string Word() => cursor.TakeWhile(c => c is not (' ' or '\t' or '\r' or '\n' or ',' or ']' or '}' or '#'));

    private TomlValue.Sequence Array(TomlPosition at)
    {
        var items = new List<TomlValue>();
        cursor.Advance();
        while (true)
        {
            cursor.SkipBlankLines();
            if (cursor.Take("]"))
            {
                return new(at, items, OfTables: false);
            }

            RefuseUnclosed(at);
            items.Add(ValueOrMistake());
            var isNewLine = cursor.SkipBlankLines();
            if (!cursor.Take(",") && cursor.Current != ']')
            {
                RefuseUnclosed(at);
                if (isNewLine && cursor.Current == '[')
                {
                    throw Unclosed(at);
                }

                mistakes.Add(cursor.Position, $"expected , or ] in the list, found {cursor.Found}");
            }
        }
    }

    private TomlTable InlineTable(TomlPosition at)
    {
        var table = new TomlTable(at) { Origin = TomlTableOrigin.Inline };
        cursor.Advance();
        cursor.SkipBlanks();
        if (cursor.Take("}"))
        {
            return table;
        }

        while (true)
        {
            Assignment(table);
            cursor.SkipBlanks();
            if (cursor.Take("}"))
            {
                return table;
            }

            if (!cursor.Take(","))
            {
                throw cursor.Mistaken(cursor.AtNewline || cursor.AtEnd
                    ? "an inline table ends on its line; } is missing"
                    : $"expected , or }} in the inline table, found {cursor.Found}");
            }
        }
    }

    /// <summary>An item of a list: what is wrong with it costs the item, not the rest of the list.</summary>
    private TomlValue ValueOrMistake()
    {
        var at = cursor.Position;
        try
        {
            return Value();
        }
        catch (TomlSyntaxException mistake) when (!mistake.AtNextStatement)
        {
            mistakes.Add(mistake.Position, mistake.Message);
            while (!cursor.AtEnd && !cursor.AtNewline && cursor.Current is not (',' or ']'))
            {
                cursor.Advance();
            }

            return new TomlValue.Unreadable(at);
        }
    }

    /// <summary>Ends the list where the file ends, or where the next assignment begins: a whole key and <c>=</c>, which no list holds.</summary>
    private void RefuseUnclosed(TomlPosition opened)
    {
        if (cursor.AtEnd || (KeyLength() is > 0 and var length && cursor.Peek(length) == '='))
        {
            throw Unclosed(opened);
        }
    }

    // Of the key that begins here and the blanks behind it; 0 where none does.
    private int KeyLength()
    {
        var ahead = 0;
        for (var isMore = true; isMore; isMore = cursor.Peek(ahead) == '.' && ahead++ >= 0)
        {
            ahead = PastBlanks(ahead);
            var part = PastKeyPart(ahead);
            if (part == ahead)
            {
                return 0;
            }

            ahead = PastBlanks(part);
        }

        return ahead;
    }

    private int PastKeyPart(int start)
    {
        var ahead = start;
        var quote = cursor.Peek(start);
        if (quote is not ('"' or '\''))
        {
            while (cursor.Peek(ahead) is >= 0 and var c && (char.IsAsciiLetterOrDigit((char)c) || c is '_' or '-'))
            {
                ahead++;
            }

            return ahead;
        }

        for (ahead++; cursor.Peek(ahead) != quote; ahead++)
        {
            if (cursor.Peek(ahead) is -1 or '\n')
            {
                return start;
            }

            ahead += quote == '"' && cursor.Peek(ahead) == '\\' ? 1 : 0;
        }

        return ahead + 1;
    }

    private int PastBlanks(int ahead)
    {
        while (cursor.Peek(ahead) is ' ' or '\t')
        {
            ahead++;
        }

        return ahead;
    }

    private static TomlSyntaxException Unclosed(TomlPosition opened) =>
        new(opened, "the list is not closed; ] is missing") { AtNextStatement = true };
}
