using System.Text;

namespace GpuTop.Recordings;

/// <summary>Lines of a file of unknown origin, within the limits of <see cref="RecordingFormat"/>.</summary>
internal sealed class BoundedLines(Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream, Encoding.UTF8);
    private readonly StringBuilder _line = new();
    private readonly char[] _block = new char[16 * 1024];
    private int _at;
    private int _length;
    private long _total;

    /// <summary>Number of the line read last, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the file ended, or could not be decompressed further, without the line feed of its last line.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next line without its line feed; null at the end.</summary>
    /// <exception cref="RecordingException">A line or the file is too long.</exception>
    public string? Next()
    {
        _line.Clear();
        Number++;
        while (_at < _length || Fill())
        {
            var end = Array.IndexOf(_block, '\n', _at, _length - _at);
            var stop = end < 0 ? _length : end;
            _line.Append(_block, _at, stop - _at);
            if (_line.Length > RecordingFormat.LongestLine)
            {
                throw new RecordingException(Number, "the line is too long");
            }

            _at = end < 0 ? stop : stop + 1;
            if (end >= 0)
            {
                return _line.ToString();
            }
        }

        IsCut = _line.Length > 0 || IsCut;
        return _line.Length > 0 ? _line.ToString() : null;
    }

    public void Dispose() => _reader.Dispose();

    private bool Fill()
    {
        try
        {
            (_at, _length) = (0, _reader.Read(_block));
        }
        catch (InvalidDataException)
        {
            (_length, IsCut) = (0, true);
        }

        _total += _length;
        return _total > RecordingFormat.MostBytes
            ? throw new RecordingException(Number, $"the recording is larger than {RecordingFormat.MostBytes / 1024 / 1024} MiB")
            : _length > 0;
    }
}
