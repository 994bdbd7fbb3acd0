namespace GpuTop.Parse;

/// <summary>The words of a line, as parts of it.</summary>
internal readonly ref struct WordList
{
    private readonly ReadOnlySpan<char> _line;
    private readonly ReadOnlySpan<Range> _words;

    /// <summary>Splits a line at its blanks. The last word of a full buffer is the rest of the line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="buffer">Space for the largest number of words.</param>
    public WordList(ReadOnlySpan<char> line, Span<Range> buffer)
    {
        _line = line;
        _words = buffer[..line.SplitAny(buffer, " \t", StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>Number of words.</summary>
    public int Length => _words.Length;

    /// <summary>One word.</summary>
    public ReadOnlySpan<char> this[int index] => _line[_words[index]];

    /// <summary>One word; empty when the line has fewer.</summary>
    public ReadOnlySpan<char> At(int index) => index < Length ? this[index] : "";
}
