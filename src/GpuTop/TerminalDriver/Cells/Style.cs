using System.Runtime.InteropServices;

namespace GpuTop.TerminalDriver;

/// <summary>Foreground, background and attributes of text; each method returns a changed copy.</summary>
/// <param name="Fg">Colour of the glyph.</param>
/// <param name="Bg">Colour behind the glyph.</param>
/// <param name="Attr">Bold, dim and others.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Style(Color Fg, Color Bg, Attr Attr)
{
    /// <summary>The terminal's own colours, no attributes.</summary>
    public static Style Default => default;

    /// <summary>Text in <paramref name="color"/> on the terminal's own background.</summary>
    public static Style Of(Color color) => new(color, Color.Default, Attr.None);

    /// <summary>The same on another background.</summary>
    public Style On(Color color) => this with { Bg = color };

    /// <summary>The same in bold.</summary>
    public Style Bold() => this with { Attr = Attr | Attr.Bold };

    /// <summary>The same, dim.</summary>
    public Style Dim() => this with { Attr = Attr | Attr.Dim };

    /// <summary>The same, underlined.</summary>
    public Style Underline() => this with { Attr = Attr | Attr.Underline };

    // The bits above the attributes hold the number of the glyph's link, so that a cell stays 16 bytes.
    private const int LinkShift = 8;

    /// <summary>Number of the link in the frame's table; 0 for none.</summary>
    internal int Link => (int)((uint)Attr >> LinkShift);

    /// <summary>The same as part of a link, or of none (0).</summary>
    internal Style Linked(int link) => this with { Attr = (Attr)(((uint)Attr & ((1u << LinkShift) - 1)) | ((uint)link << LinkShift)) };

    /// <summary>The same with foreground and background exchanged.</summary>
    public Style Reverse() => this with { Attr = Attr | Attr.Reverse };
}
