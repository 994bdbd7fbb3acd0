using System.Text;

namespace GpuTop.Probe;

/// <summary>Collects the lines of a section. The memory is reused for the next section of the same tag.</summary>
internal sealed class SectionBuffer(string tag)
{
    /// <summary>Largest accepted section in characters; the largest of a real server has some 100 KiB.</summary>
    public const int Longest = 256 * 1024;

    private const int MostReused = 64 * 1024;

    private readonly StringBuilder _text = new();

    public string Tag => tag;

    /// <summary>Start of the section; null between two sections.</summary>
    public DateTimeOffset? OpenSince { get; private set; }

    public bool IsReportedHanging { get; set; }

    public int Length => _text.Length;

    /// <summary>Number of lines that did not fit.</summary>
    public int LeftOut { get; private set; }

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
        LeftOut = 0;
        _text.Clear();
        _text.Capacity = Math.Min(_text.Capacity, MostReused);
    }

    /// <summary>Adds a line; from the first line that does not fit on, lines are left out.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        if (LeftOut > 0 || _text.Length + line.Length + 1 > Longest)
        {
            LeftOut++;
            return;
        }

        _text.Append(line).Append('\n');
    }

    /// <summary>Adds all lines of another section.</summary>
    public void AddAll(SectionBuffer other) => _text.Append(other._text);

    /// <summary>The section; the buffer keeps its text until <see cref="Clear"/>.</summary>
    public Section Close(DateTimeOffset at) => new(tag, _text.ToString(), at);
}
