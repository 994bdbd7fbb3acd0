using System.Runtime.CompilerServices;

namespace GpuTop.Terminal;

/// <summary>Receives the parts of an interpolated text for <see cref="CellBuffer"/>; they go into characters the frame keeps
/// for this, so that a frame full of texts makes no garbage.</summary>
[InterpolatedStringHandler]
public ref struct InterpolatedText
{
    private int _length;

    /// <summary>Called by the compiler.</summary>
    public InterpolatedText(int literalLength, int formattedCount, CellBuffer frame) => Buffer = frame.TakeScratch();

    internal char[] Buffer { get; private set; }

    internal readonly ReadOnlySpan<char> Characters => Buffer.AsSpan(0, _length);

    /// <summary>Adds a fixed part.</summary>
    public void AppendLiteral(string text) => AppendFormatted(text.AsSpan());

    /// <summary>Adds text; null adds nothing.</summary>
    public void AppendFormatted(string? text) => AppendFormatted(text.AsSpan());

    /// <summary>Adds text, padded to the width of <paramref name="alignment"/> (negative: on the right).</summary>
    public void AppendFormatted(string? text, int alignment) => AppendFormatted(text.AsSpan(), alignment);

    /// <summary>Adds text, padded to <paramref name="alignment"/> columns (negative: on the right).</summary>
    public void AppendFormatted(ReadOnlySpan<char> text, int alignment = 0)
    {
        var start = _length;
        Reserve(text.Length);
        text.CopyTo(Buffer.AsSpan(start));
        _length += text.Length;
        Align(start, alignment);
    }

    /// <summary>Adds a value as <paramref name="format"/> says; null adds nothing.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : ISpanFormattable => AppendFormatted(value, 0, format);

    /// <summary>Adds a value, padded to <paramref name="alignment"/> columns (negative: on the right).</summary>
    public void AppendFormatted<T>(T value, int alignment, string? format = null)
        where T : ISpanFormattable
    {
        var start = _length;
        int written;
        while (!value.TryFormat(Buffer.AsSpan(start), out written, format, null))
        {
            Reserve(Buffer.Length - start + 1);
        }

        _length += written;
        Align(start, alignment);
    }

    private void Align(int start, int alignment)
    {
        var missing = Math.Abs(alignment) - UnicodeWidth.Of(Buffer.AsSpan(start, _length - start));
        if (missing <= 0)
        {
            return;
        }

        Reserve(missing);
        var part = Buffer.AsSpan(start, _length - start);
        if (alignment > 0)
        {
            part.CopyTo(Buffer.AsSpan(start + missing));
            Buffer.AsSpan(start, missing).Fill(' ');
        }
        else
        {
            Buffer.AsSpan(_length, missing).Fill(' ');
        }

        _length += missing;
    }

    private void Reserve(int count)
    {
        if (_length + count > Buffer.Length)
        {
            var larger = new char[Math.Max(Buffer.Length * 2, _length + count)];
            Characters.CopyTo(larger);
            Buffer = larger;
        }
    }
}
