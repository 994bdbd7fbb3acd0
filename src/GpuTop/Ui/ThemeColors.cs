using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The colours of a theme; the background is the terminal's own. ThemeTests checks their contrast.</summary>
internal sealed record ThemeColors
{
    /// <summary>For every background: a WCAG contrast of at least 3 on black and on white, so that every colour has a relative luminance
    /// between 0.18 and 0.30.</summary>
    public static ThemeColors Neutral { get; } = new()
    {
        Green = Color.Rgb(0x2EA043),
        Yellow = Color.Rgb(0xBF8700),
        Red = Color.Rgb(0xE5484D),
        Grey = Color.Rgb(0x848D97),
        Blue = Color.Rgb(0x388BFD),
        LowLoad = Color.Rgb(0x5C7594),
        HighLoad = Color.Rgb(0x2F8FFF),
        Selection = Color.Rgb(0x24344D),
        SelectedText = Color.Rgb(0xF0F3F6),
        People = Of(
            0x388BFD, 0xA371F7, 0xDB61A2, 0x1A9E8F, 0x2B98C4, 0xB0885A, 0x7A86DB, 0xB77AC4,
            0xC87956, 0x869262, 0xC17984, 0x6D92A5),
    };

    /// <summary>For dark backgrounds: a contrast of at least 4.5.</summary>
    public static ThemeColors Dark { get; } = new()
    {
        Green = Color.Rgb(0x4CC660),
        Yellow = Color.Rgb(0xE8C547),
        Red = Color.Rgb(0xFF7A75),
        Grey = Color.Rgb(0xA2ABB5),
        Blue = Color.Rgb(0x6CB2FF),
        LowLoad = Color.Rgb(0x2C4A6E),
        HighLoad = Color.Rgb(0x6CB2FF),
        Selection = Color.Rgb(0x264063),
        SelectedText = Color.Rgb(0xF0F3F6),
        People = Of(
            0x6CB2FF, 0xC79BFF, 0xFF8AC4, 0x3FC9B4, 0x63C7EE, 0xD9AC74, 0xA3ADFF, 0xE3A3F2,
            0xF2A07B, 0xACB987, 0xEA9FAA, 0x93B9CD),
    };

    /// <summary>For light backgrounds: a contrast of at least 4.5.</summary>
    public static ThemeColors Light { get; } = new()
    {
        Green = Color.Rgb(0x11642B),
        Yellow = Color.Rgb(0x7A5200),
        Red = Color.Rgb(0xB3202C),
        Grey = Color.Rgb(0x515A64),
        Blue = Color.Rgb(0x0B57B5),
        LowLoad = Color.Rgb(0x9DBBDD),
        HighLoad = Color.Rgb(0x0B57B5),
        Selection = Color.Rgb(0xCFE3FA),
        SelectedText = Color.Rgb(0x1F2328),
        People = Of(
            0x0B57B5, 0x7038C8, 0xA32E79, 0x136A63, 0x14627F, 0x7A4B12, 0x4A50B5, 0x8A3C9C,
            0x8F4723, 0x556032, 0x894753, 0x3C6071),
    };

    /// <summary>For dark backgrounds: a contrast of at least 7 on black.</summary>
    public static ThemeColors DarkContrast { get; } = new()
    {
        Green = Color.Rgb(0x6BFF8F),
        Yellow = Color.Rgb(0xFFE94D),
        Red = Color.Rgb(0xFF9B96),
        Grey = Color.Rgb(0xD0D7DE),
        Blue = Color.Rgb(0x9CD0FF),
        LowLoad = Color.Rgb(0x41618A),
        HighLoad = Color.Rgb(0x9CD0FF),
        Selection = Color.Rgb(0x0A3D7A),
        SelectedText = Color.Rgb(0xFFFFFF),
        People = Of(
            0x9CD0FF, 0xDDBEFF, 0xFFB3DB, 0x74F0DC, 0x97E2FF, 0xFFD199, 0xC4CBFF, 0xF5C4FF,
            0xFFC6A0, 0xCAD7A4, 0xFFC2CC, 0xB0D7EB),
    };

    /// <summary>For light backgrounds: a contrast of at least 7 on white.</summary>
    public static ThemeColors LightContrast { get; } = new()
    {
        Green = Color.Rgb(0x0A4A1E),
        Yellow = Color.Rgb(0x523600),
        Red = Color.Rgb(0x8A0F1C),
        Grey = Color.Rgb(0x30373E),
        Blue = Color.Rgb(0x073F86),
        LowLoad = Color.Rgb(0x7F9CBF),
        HighLoad = Color.Rgb(0x073F86),
        Selection = Color.Rgb(0xBBD7F7),
        SelectedText = Color.Rgb(0x000000),
        People = Of(
            0x073F86, 0x4D1FA0, 0x7A1C58, 0x0B4B46, 0x0B475E, 0x573408, 0x31378C, 0x66247A,
            0x712B01, 0x3C4517, 0x6B2C39, 0x224556),
    };

    /// <summary>For dark backgrounds of terminals with 16 colours, whose shades are the user's: each is one of these.</summary>
    public static ThemeColors Ansi { get; } = new()
    {
        Green = OfPalette(10),
        Yellow = OfPalette(11),
        Red = OfPalette(9),
        Grey = OfPalette(7),
        Blue = OfPalette(14),
        LowLoad = OfPalette(8),
        HighLoad = OfPalette(14),
        Selection = OfPalette(8),
        SelectedText = OfPalette(15),
        People = [OfPalette(12), OfPalette(13), OfPalette(14), OfPalette(6), OfPalette(5)],
    };

    /// <summary>For light backgrounds of terminals with 16 colours.</summary>
    public static ThemeColors AnsiLight { get; } = new()
    {
        Green = OfPalette(2),
        Yellow = OfPalette(3),
        Red = OfPalette(1),
        Grey = OfPalette(8),
        Blue = OfPalette(4),
        LowLoad = OfPalette(7),
        HighLoad = OfPalette(4),
        Selection = OfPalette(7),
        SelectedText = OfPalette(0),
        People = [OfPalette(4), OfPalette(5), OfPalette(6)],
    };

    /// <summary>Free.</summary>
    public required Color Green { get; init; }

    /// <summary>Idle, warnings.</summary>
    public required Color Yellow { get; init; }

    /// <summary>Sick, full, errors.</summary>
    public required Color Red { get; init; }

    /// <summary>Text of less weight.</summary>
    public required Color Grey { get; init; }

    /// <summary>Keys, titles, charts.</summary>
    public required Color Blue { get; init; }

    /// <summary>Bars and charts at no load.</summary>
    public required Color LowLoad { get; init; }

    /// <summary>Bars and charts at full load.</summary>
    public required Color HighLoad { get; init; }

    /// <summary>Whether load turns from green over yellow to red, in place of the brightness of one hue.</summary>
    public bool IsRainbow { get; init; }

    /// <summary>Whether <see cref="Red"/> is drawn reversed where it means a state.</summary>
    public bool IsBadReversed { get; init; }

    /// <summary>Background of the selected line.</summary>
    public required Color Selection { get; init; }

    /// <summary>Text on it that has no colour of its own.</summary>
    public required Color SelectedText { get; init; }

    /// <summary>Hues of users, other than the colours of load.</summary>
    public required ImmutableArray<Color> People { get; init; }

    /// <summary>The theme with states in blue, orange and reversed text, told apart without red and green; load is grey.</summary>
    public ThemeColors ForColorBlind()
    {
        var isLight = ReferenceEquals(this, Light) || ReferenceEquals(this, LightContrast) || ReferenceEquals(this, AnsiLight);
        var isDark = ReferenceEquals(this, Dark) || ReferenceEquals(this, DarkContrast) || ReferenceEquals(this, Ansi);
        return this with
        {
            Green = Color.Rgb(isDark ? 0x56B4E9 : isLight ? 0x00497A : 0x2B8FD0),
            Yellow = Color.Rgb(isDark ? 0xE69F00 : isLight ? 0x7A4100 : 0xB87F00),
            Red = isDark ? Color.Rgb(0xFFFFFF) : isLight ? Color.Rgb(0x000000) : Color.Rgb(0xC2609A),
            LowLoad = Color.Rgb(isDark ? 0x4A5059 : isLight ? 0xB9C0C8 : 0x77808A),
            HighLoad = Color.Rgb(isDark ? 0xC9D1D9 : isLight ? 0x30373E : 0x848D97),
            IsBadReversed = true,
        };
    }

    /// <summary>All foreground colours.</summary>
    public ImmutableArray<Color> All => [Green, Yellow, Red, Grey, Blue, .. People];

    // xterm's own shade of blue is as strong as its light ones; a weaker one is drawn as blue.
    private static Color OfPalette(int index) => Color.Rgb(index == 4 ? 0x0000CD : Palette.Rgb(index));

    private static ImmutableArray<Color> Of(params int[] colors) => [.. colors.Select(Color.Rgb)];
}
