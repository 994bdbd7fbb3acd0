using GpuTop.Ui;

namespace GpuTop.Tests;

/// <summary>The colours of a picture.</summary>
/// <param name="Name">Its part of the file's name.</param>
/// <param name="Background">The terminal's background, 0xRRGGBB.</param>
/// <param name="Foreground">The terminal's text, 0xRRGGBB.</param>
/// <param name="Border">The frame of the picture, 0xRRGGBB: the page may have the terminal's background.</param>
/// <param name="Colors">The colours of the screen.</param>
internal sealed record SvgTheme(string Name, int Background, int Foreground, int Border, ThemeColors Colors)
{
    public static SvgTheme Dark { get; } = new("dark", 0x101418, 0xD0D0D0, 0x30363D, ThemeColors.Dark);

    public static SvgTheme Light { get; } = new("light", 0xFFFFFF, 0x1F2328, 0xD0D7DE, ThemeColors.Light);
}
