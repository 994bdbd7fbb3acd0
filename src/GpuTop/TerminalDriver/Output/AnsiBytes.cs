using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>A reusable buffer of bytes for the terminal.</summary>
internal sealed class AnsiBytes
{
    private byte[] _bytes = new byte[1 << 14];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Add(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        values.CopyTo(Room(values.Length));
        Length += values.Length;
    }

    public void Add(int number)
    {
        number.TryFormat(Room(11), out var written);
        Length += written;
    }

    public void AddGlyph(int glyph)
    {
        if ((uint)glyph < 0x80)
        {
            Add((byte)glyph);
        }
        else if (AccentedGlyphs.Contains(glyph))
        {
            var text = AccentedGlyphs.Text(glyph);
            Length += Encoding.UTF8.GetBytes(text, Room(3 * text.Length));
        }
        else
        {
            Length += new Rune(glyph).EncodeToUtf8(Room(4));
        }
    }

    private Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + count));
        }

        return _bytes.AsSpan(Length);
    }
}
