namespace GpuTop.Probe;

/// <summary>Cuts chunks into lines without copying those that lie whole in one chunk. Of a line only the first 64 KiB are kept.</summary>
internal sealed class LineCutter
{
    public const int Longest = 64 * 1024;

    private byte[] _part = new byte[4096];
    private int _length;

    /// <summary>The next line without its end; false when the chunk holds no whole line any more: its rest is kept then.</summary>
    public bool TryCut(ref ReadOnlySpan<byte> chunk, out ReadOnlySpan<byte> line)
    {
        var end = chunk.IndexOf((byte)'\n');
        if (end < 0)
        {
            Keep(chunk);
            line = default;
            return false;
        }

        if (_length == 0)
        {
            line = chunk[..Math.Min(end, Longest)];
        }
        else
        {
            Keep(chunk[..end]);
            line = Rest();
        }

        if (line.Length > 0 && line[^1] == (byte)'\r')
        {
            line = line[..^1];
        }

        chunk = chunk[(end + 1)..];
        return true;
    }

    /// <summary>What stands after the last line end, and forgets it.</summary>
    public ReadOnlySpan<byte> Rest()
    {
        var rest = _part.AsSpan(0, _length);
        _length = 0;
        return rest;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Longest - _length)];
        if (_length + bytes.Length > _part.Length)
        {
            Array.Resize(ref _part, Math.Min(Longest, Math.Max(_part.Length * 2, _length + bytes.Length)));
        }

        bytes.CopyTo(_part.AsSpan(_length));
        _length += bytes.Length;
    }
}
