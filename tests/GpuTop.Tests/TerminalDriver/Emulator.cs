using System.Globalization;
using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

/// <summary>Emulates the terminal of FrameWriter: the screen after a stream of bytes. Autowrap is off; unknown sequences are
/// errors.</summary>
internal sealed class Emulator(int width, int height, bool wideGlyphsAreWide = true)
{
    private readonly (string Glyph, Style Style)[,] _screen = Blank(width, height);
    private int _x;
    private int _y;
    private Style _style;

    public (string Glyph, Style Style) this[int x, int y] => _screen[x, y];

    public void Feed(ReadOnlyMemory<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.Span);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\e')
            {
                Assert.Equal('[', text[i + 1]);
                var end = i + 2;
                while (text[end] is < '@' or > '~')
                {
                    end++;
                }

                Control(text[(i + 2)..end], text[end]);
                i = end + 1;
            }
            else
            {
                Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
                i += used;
                Print(rune);
            }
        }
    }

    private static (string, Style)[,] Blank(int width, int height)
    {
        var screen = new (string, Style)[width, height];
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++)
            {
                screen[x, y] = (" ", Style.Default);
            }
        }

        return screen;
    }

    private void Print(Rune rune)
    {
        if (rune.Value == '\r')
        {
            _x = 0;
        }
        else if (rune.Value == '\n')
        {
            _y++;
        }
        else if (UnicodeWidth.Of(rune.Value) == 0)
        {
            _screen[_screen[_x - 1, _y].Glyph.Length == 0 ? _x - 2 : _x - 1, _y].Glyph += rune;
        }
        else
        {
            Assert.InRange(rune.Value, ' ', 0x10FFFF);
            var isWide = UnicodeWidth.Of(rune.Value) == 2 && wideGlyphsAreWide;
            _screen[_x, _y] = (rune.ToString(), _style);
            if (isWide)
            {
                _screen[_x + 1, _y] = ("", _style);
            }

            _x += isWide ? 2 : 1;
        }
    }

    private void Control(string parameters, char final)
    {
        var numbers = parameters.TrimStart('?').Split(';')
            .Select(number => number.Length == 0 ? 0 : int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        switch (final)
        {
            case 'H':
                (_x, _y) = (Math.Max(1, numbers.ElementAtOrDefault(1)) - 1, Math.Max(1, numbers[0]) - 1);
                break;
            case 'C':
                _x += Math.Max(1, numbers[0]);
                break;
            case 'K':
                for (var x = _x; x < width; x++)
                {
                    _screen[x, _y] = (" ", new(Color.Default, _style.Bg, Attr.None));
                }

                break;
            case 'J':
                Array.Copy(Blank(width, height), _screen, width * height);
                break;
            case 'm':
                SelectRendition(numbers);
                break;
            default:
                Assert.True(parameters == "?2026" && final is 'h' or 'l', $"unknown sequence {parameters}{final}");
                break;
        }
    }

    private void SelectRendition(int[] codes)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            switch (codes[i])
            {
                case 0: _style = Style.Default; break;
                case 1: _style = _style.Bold(); break;
                case 2: _style = _style.Dim(); break;
                case 4: _style = _style.Underline(); break;
                case 7: _style = _style.Reverse(); break;
                case >= 40 and < 50 or >= 100 and < 108: _style = _style.On(ReadColor(codes, ref i)); break;
                default: _style = _style with { Fg = ReadColor(codes, ref i) }; break;
            }
        }
    }

    private static Color ReadColor(int[] codes, ref int i)
    {
        var code = codes[i];
        switch (code % 10, codes.ElementAtOrDefault(i + 1))
        {
            case (8, 2):
                i += 4;
                return Color.Rgb((byte)codes[i - 2], (byte)codes[i - 1], (byte)codes[i]);
            case (8, 5):
                i += 2;
                return Color.Palette(codes[i]);
            case (9, _):
                return Color.Default;
            default:
                Assert.InRange(code % 10, 0, 7);
                return Color.Palette((code % 10) + (code >= 90 ? 8 : 0));
        }
    }
}
