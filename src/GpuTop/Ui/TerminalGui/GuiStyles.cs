using System.Text;
using GpuTop.TerminalDriver;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = GpuTop.TerminalDriver.Color;
using GuiColor = Terminal.Gui.Drawing.Color;

namespace GpuTop.Ui;

/// <summary>Glyphs and styles of a <see cref="CellBuffer"/> as Terminal.Gui's, and back.</summary>
internal sealed class GuiStyles
{
    // Alpha is 255 for a colour and 0 for the terminal's own (Color.None). Cells of a link differ in the lower bits of both alphas,
    // which hold its number; Terminal.Gui has no other place for it in a cell.
    private const int AlphaBits = 7;
    private const int LinkMask = (1 << AlphaBits) - 1;

    // Names come from servers: they must not take memory without a limit.
    private const int Capacity = 8192;

    private static readonly (Attr Ours, TextStyle Theirs)[] Flags =
    [
        (Attr.Bold, TextStyle.Bold), (Attr.Dim, TextStyle.Faint), (Attr.Underline, TextStyle.Underline), (Attr.Reverse, TextStyle.Reverse),
    ];

    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];
    private static readonly string WideTail = new(' ', 1); // drawn as a blank when the left half is overwritten

    private readonly Dictionary<int, string> _graphemes = new() { [TerminalDriver.Cell.WideTail] = WideTail };
    private readonly Dictionary<string, (int Glyph, int Columns)> _glyphs = new(StringComparer.Ordinal);
    private readonly CellBuffer _parsed = new(2, 1);

    /// <summary>The addresses of the links of all views.</summary>
    public LinkTable Links { get; } = new();

    /// <summary>One string a glyph, so that equal glyphs are the same object.</summary>
    public string GraphemeOf(int glyph)
    {
        if ((uint)glyph < (uint)Ascii.Length)
        {
            return Ascii[glyph];
        }

        if (!_graphemes.TryGetValue(glyph, out var text))
        {
            text = AccentedGlyphs.Contains(glyph) ? AccentedGlyphs.Text(glyph) : new Rune(glyph).ToString();
            if (_graphemes.Count < Capacity)
            {
                _graphemes.Add(glyph, text);
            }
        }

        return text;
    }

    /// <summary>The glyph of a grapheme and its columns, 1 or 2; a blank for what is not a visible glyph.</summary>
    public (int Glyph, int Columns) GlyphOf(string grapheme)
    {
        if (grapheme is [< '\x7F' and >= ' ' and var letter])
        {
            return (letter, 1);
        }

        if (!_glyphs.TryGetValue(grapheme, out var glyph))
        {
            _parsed.Clear();
            var columns = _parsed.Text(0, 0, grapheme, TerminalDriver.Style.Default);
            glyph = (columns == 0 ? ' ' : _parsed[0, 0].Glyph, _parsed[1, 0].IsWideTail ? 2 : 1);
            if (_glyphs.Count < Capacity)
            {
                _glyphs.Add(grapheme, glyph);
            }
        }

        return glyph;
    }

    /// <summary>The attribute of a style.</summary>
    public static Attribute AttributeOf(TerminalDriver.Style style)
    {
        var flags = TextStyle.None;
        foreach (var (ours, theirs) in Flags)
        {
            flags |= (style.Attr & ours) != 0 ? theirs : TextStyle.None;
        }

        var link = style.Link >> (2 * AlphaBits) == 0 ? style.Link : 0;
        return new Attribute(ColorOf(style.Fg, link & LinkMask), ColorOf(style.Bg, link >> AlphaBits), flags);
    }

    /// <summary>The style of an attribute.</summary>
    public static TerminalDriver.Style StyleOf(Attribute attribute)
    {
        var flags = Attr.None;
        foreach (var (ours, theirs) in Flags)
        {
            flags |= (attribute.Style & theirs) != 0 ? ours : Attr.None;
        }

        var (fg, low) = ColorOf(attribute.Foreground);
        var (bg, high) = ColorOf(attribute.Background);
        return new TerminalDriver.Style(fg, bg, flags).Linked(low | (high << AlphaBits));
    }

    private static GuiColor ColorOf(Color color, int link)
    {
        var rgb = color.IsDefault || color.IsRgb ? color : Color.Rgb(Palette.Rgb(color.Index));
        return new GuiColor(rgb.Red, rgb.Green, rgb.Blue, (color.IsDefault ? 0 : 255) ^ link);
    }

    private static (Color Color, int Link) ColorOf(GuiColor color) => color.A > LinkMask
        ? (Color.Rgb(color.R, color.G, color.B), color.A ^ 255)
        : (Color.Default, color.A);
}
