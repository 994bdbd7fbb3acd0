namespace GpuTop.Probe;

/// <summary>Splits chunks into lines, without a copy of those inside one chunk. A line of more than 64 KiB is left out, since its
/// first part could be mistaken for a whole line.</summary>
internal sealed class LineReader
{
    public const int Longest = 64 * 1024;

    private byte[] _part = new byte[4096];
    private int _length;
    private bool _isTooLong;

    /// <summary>Number of lines that were left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Removes the next line; the result is without its end. False when the chunk has no line end: its rest is kept.</summary>
    public bool TryTakeLine(ref ReadOnlySpan<byte> chunk, out ReadOnlySpan<byte> line)
    {
        var end = chunk.IndexOf((byte)'\n');
        if (end < 0)
        {
            Keep(chunk);
            line = default;
            return false;
        }

        if (_length == 0 && !_isTooLong)
        {
            line = chunk[..end];
            _isTooLong = line.Length > Longest;
        }
        else
        {
            Keep(chunk[..end]);
            line = TakeRest();
        }

        if (_isTooLong)
        {
            _isTooLong = false;
            LeftOut++;
            line = [];
        }

        if (line.Length > 0 && line[^1] == (byte)'\r')
        {
            line = line[..^1];
        }

        chunk = chunk[(end + 1)..];
        return true;
    }

    /// <summary>Removes the text after the last line end.</summary>
    public ReadOnlySpan<byte> TakeRest()
    {
        var rest = _part.AsSpan(0, _length);
        _length = 0;
        return rest;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest - _length)
        {
            _isTooLong = true;
            bytes = bytes[..(Longest - _length)];
        }

        if (_length + bytes.Length > _part.Length)
        {
            Array.Resize(ref _part, Math.Min(Longest, Math.Max(_part.Length * 2, _length + bytes.Length)));
        }

        bytes.CopyTo(_part.AsSpan(_length));
        _length += bytes.Length;
    }
}
