namespace GpuTop.Parse;

/// <summary>Enumerates the lines of a section that begin with the letter of their kind and a blank (<c>S $0|train</c>).</summary>
internal ref struct TaggedLines(ReadOnlySpan<char> section)
{
    private ReadOnlySpan<char> _rest = section;

    /// <summary>The present line.</summary>
    public TaggedLine Current { get; private set; }

    /// <summary>The enumerator for <c>foreach</c>.</summary>
    public readonly TaggedLines GetEnumerator() => this;

    /// <summary>Advances to the next line.</summary>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf('\n') is >= 0 and var found ? found : _rest.Length;
            var line = _rest[..end];
            _rest = _rest[Math.Min(end + 1, _rest.Length)..];
            if (line is [>= 'A' and <= 'Z', ' ', ..])
            {
                Current = new TaggedLine(line[0], line[2..]);
                return true;
            }
        }

        return false;
    }
}

/// <summary>A line of a section, as letter of its kind and rest.</summary>
internal readonly ref struct TaggedLine(char kind, ReadOnlySpan<char> text)
{
    private readonly char _kind = kind;
    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Letter and rest.</summary>
    public void Deconstruct(out char kind, out ReadOnlySpan<char> text)
    {
        kind = _kind;
        text = _text;
    }
}
