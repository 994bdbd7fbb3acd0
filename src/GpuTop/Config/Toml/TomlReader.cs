namespace GpuTop.Config.Toml;

/// <summary>Statement after statement: headers and assignments. What cannot be read costs its own line and no other.</summary>
internal sealed class TomlReader(TomlCursor cursor, TomlMistakes mistakes)
{
    private readonly TomlValues _values = new(cursor, mistakes);
    private readonly TomlTable _root = new(new(1, 1)) { Origin = TomlTableOrigin.Header };
    private TomlTable _current = new(new(1, 1));

    /// <summary>Everything up to the end of the text.</summary>
    public TomlTable Document()
    {
        _current = _root;
        while (!cursor.AtEnd && mistakes.Count < TomlDocument.MostMistakes)
        {
            try
            {
                Statement();
            }
            catch (TomlSyntaxException mistake)
            {
                mistakes.Add(mistake.Position, mistake.Message);
                if (!mistake.AtNextStatement)
                {
                    cursor.SkipToLineEnd();
                }
            }
        }

        return _root;
    }

    private void Statement()
    {
        cursor.SkipBlankLines();
        if (cursor.AtEnd)
        {
            return;
        }

        if (cursor.Current == '[')
        {
            Header();
        }
        else
        {
            _values.Assignment(_current);
        }

        cursor.SkipBlanks();
        cursor.SkipComment();
        if (!cursor.AtEnd && !cursor.AtNewline)
        {
            throw cursor.Mistaken($"expected the end of the line, found {cursor.Found}");
        }
    }

    private void Header()
    {
        // Below a header that cannot be read, keys are read into a table that nobody sees: they are in no other.
        _current = new(cursor.Position);
        var isArray = cursor.Take("[[");
        if (!isArray)
        {
            cursor.Advance();
        }

        var path = _values.Key();
        var isClosed = cursor.Take(isArray ? "]]" : "]");
        if (!isClosed)
        {
            mistakes.Add(cursor.Position, $"expected {(isArray ? "]]" : "]")} after the table's name, found {cursor.Found}");
            cursor.SkipToLineEnd();
        }

        _current = isArray ? TomlTree.Append(_root, path) : TomlTree.Open(_root, path);
    }
}
