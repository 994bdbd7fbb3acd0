using System.Text;

namespace GpuTop.Probe;

/// <summary>Collects the lines of a section. The memory is reused for the next section of the same tag.</summary>
internal sealed class SectionBuffer(string tag)
{
    /// <summary>Largest accepted section in bytes; the largest of a real server has some 100 KiB.</summary>
    public const int Longest = 256 * 1024;

    private const int MostReused = 64 * 1024;

    private byte[] _bytes = [];
    private int _length;

    public string Tag => tag;

    /// <summary>Start of the section; null between two sections.</summary>
    public DateTimeOffset? OpenSince { get; private set; }

    public bool IsReportedHanging { get; set; }

    public int Length => _length;

    /// <summary>Number of lines that did not fit.</summary>
    public int LeftOut { get; private set; }

    public bool IsTagged(ReadOnlySpan<byte> other)
    {
        if (other.Length != tag.Length)
        {
            return false;
        }

        for (var i = 0; i < other.Length; i++)
        {
            if (other[i] != tag[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Begins the section, with the lines since the last one; an incomplete section before it is discarded.</summary>
    public void Open(DateTimeOffset now)
    {
        if (OpenSince is not null)
        {
            Clear();
        }

        OpenSince = now;
        IsReportedHanging = false;
    }

    public void Clear()
    {
        OpenSince = null;
        _length = 0;
        LeftOut = 0;
        if (_bytes.Length > MostReused)
        {
            _bytes = [];
        }
    }

    /// <summary>Adds a line; from the first line that does not fit on, lines are left out.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        var needed = _length + line.Length + 1;
        if (needed > Longest || LeftOut > 0)
        {
            LeftOut++;
            return;
        }

        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, Math.Min(Longest, Math.Max(1024, _bytes.Length * 2))));
        }

        line.CopyTo(_bytes.AsSpan(_length));
        _length = needed;
        _bytes[needed - 1] = (byte)'\n';
    }

    /// <summary>Adds all lines of another text.</summary>
    public void AddAll(SectionBuffer other)
    {
        var lines = other._bytes.AsSpan(0, other._length);
        if (!lines.IsEmpty)
        {
            Add(lines[..^1]);
        }
    }

    /// <summary>A <see cref="Section.Limited"/>.</summary>
    public static Section Limit(string text, DateTimeOffset at) => new(Section.Limited, Encoding.ASCII.GetBytes(text + "\n"), at);

    /// <summary>The sanitized section; the buffer keeps its text until <see cref="Clear"/>.</summary>
    public Section Close(DateTimeOffset at) => Close(_bytes.AsSpan(0, _length), tag, at);

    public static Section Close(ReadOnlySpan<byte> text, string tag, DateTimeOffset at)
    {
        var clean = text.ToArray();
        TextSanitizer.Clean(clean);
        return new Section(tag, clean, at);
    }
}
