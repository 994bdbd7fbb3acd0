namespace GpuTop.TerminalDriver;

/// <summary>A colour of a cell: the terminal's own default, one of its 256 palette entries, or red, green and blue.
/// <c>default(Color)</c> is <see cref="Default"/>.</summary>
public readonly record struct Color
{
    private const uint RgbTag = 1u << 24;
    private const uint PaletteTag = 2u << 24;

    // 0 = default; tag in the top byte, value below.
    private readonly uint _value;

    private Color(uint value) => _value = value;

    /// <summary>The terminal's own foreground or background.</summary>
    public static Color Default => default;

    /// <summary>The palette entry <paramref name="index"/>, 0 to 255; 0 to 15 are the colours of the user's theme.</summary>
    public static Color Palette(int index) => new(PaletteTag | (byte)index);

    /// <summary>The colour of 0xRRGGBB.</summary>
    public static Color Rgb(int rgb) => new(RgbTag | ((uint)rgb & 0xFFFFFF));

    /// <summary>The colour of three components, each 0 to 255.</summary>
    public static Color Rgb(byte red, byte green, byte blue) => Rgb((red << 16) | (green << 8) | blue);

    internal bool IsDefault => _value == 0;

    internal bool IsRgb => (_value & RgbTag) != 0;

    internal int Index => (byte)_value;

    internal byte Red => (byte)(_value >> 16);

    internal byte Green => (byte)(_value >> 8);

    internal byte Blue => (byte)_value;

    /// <summary>"default", "3" (palette) or "#ff8800".</summary>
    public override string ToString() => IsDefault ? "default" : IsRgb ? $"#{_value & 0xFFFFFF:x6}" : $"{Index}";
}
