using System.Collections.Immutable;

namespace GpuTop.Config;

/// <summary>The colours of the screen.</summary>
/// <param name="Name">The theme. <c>theme</c>, default auto.</param>
/// <param name="Palette">The colours of load and states. <c>palette</c>, default calm.</param>
/// <param name="Colors">Colours in place of the theme's, 0xRRGGBB. <c>[colors]</c>.</param>
public sealed record ThemeSetting(ThemeName Name, PaletteName Palette, ImmutableDictionary<ThemeColor, int> Colors)
{
    /// <summary>The theme for the terminal's background, without own colours.</summary>
    public static ThemeSetting Default { get; } = new(ThemeName.Auto, PaletteName.Calm, ImmutableDictionary<ThemeColor, int>.Empty);
}

/// <summary>The themes.</summary>
public enum ThemeName
{
    /// <summary>Dark or light, as the terminal's background is; neutral where it does not tell.</summary>
    Auto,

    /// <summary>Readable on every background.</summary>
    Neutral,

    /// <summary>For dark backgrounds.</summary>
    Dark,

    /// <summary>For light backgrounds.</summary>
    Light,

    /// <summary>With high contrast, for the terminal's background; for a dark one where it does not tell.</summary>
    Contrast,

    /// <summary>Of the 16 colours that the user's terminal defines; auto takes it where there are no more.</summary>
    Ansi,
}

/// <summary>The colours of load and states in a theme.</summary>
public enum PaletteName
{
    /// <summary>Load is the brightness of one hue; green, yellow and red are states and warnings.</summary>
    Calm,

    /// <summary>Load turns from green over yellow to red.</summary>
    Rainbow,

    /// <summary>States are told apart without red and green.</summary>
    ColorBlind,
}

/// <summary>The colours of a theme that can be set.</summary>
public enum ThemeColor
{
    /// <summary>Free.</summary>
    Green,

    /// <summary>Idle, warnings.</summary>
    Yellow,

    /// <summary>Sick, full, errors.</summary>
    Red,

    /// <summary>Text of less weight.</summary>
    Grey,

    /// <summary>Keys, titles, charts.</summary>
    Blue,

    /// <summary>Bars and charts at no load.</summary>
    LoadLow,

    /// <summary>Bars and charts at full load.</summary>
    LoadHigh,

    /// <summary>Background of the selected line.</summary>
    Selection,
}
