namespace GpuTop.TerminalDriver;

/// <summary>xterm's palette of 256 colours, and its nearest entries to a colour.</summary>
internal static class Palette
{
    // xterm's defaults (XTerm-col.ad); a user's theme has others, so these serve for pictures and for distances only.
    private static readonly int[] Theme =
    [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ];

    // Levels of the 6x6x6 cube that follows the theme's 16 colours.
    private static readonly int[] Levels = [0, 95, 135, 175, 215, 255];

    /// <summary>The entry as 0xRRGGBB.</summary>
    public static int Rgb(int index)
    {
        if (index < 16)
        {
            return Theme[index];
        }

        if (index >= 232)
        {
            var grey = 8 + (10 * (index - 232));
            return (grey << 16) | (grey << 8) | grey;
        }

        var cube = index - 16;
        return (Levels[cube / 36] << 16) | (Levels[cube / 6 % 6] << 8) | Levels[cube % 6];
    }

    /// <summary>The entry of the cube or the grey ramp that is nearest to an RGB colour.</summary>
    public static Color Nearest256(Color color)
    {
        int red = color.Red, green = color.Green, blue = color.Blue;
        var cube = 16 + (36 * Level(red)) + (6 * Level(green)) + Level(blue);
        var grey = 232 + Math.Clamp(((red + green + blue) / 3 - 3) / 10, 0, 23);
        return Color.Palette(Distance(color, grey) < Distance(color, cube) ? grey : cube);
    }

    /// <summary>One of the theme's 16 colours, by hue instead of distance: themes differ, and a dark green must stay green where
    /// a grey is nearer.</summary>
    public static Color Nearest16(Color color)
    {
        int red = color.Red, green = color.Green, blue = color.Blue;
        var strongest = Math.Max(red, Math.Max(green, blue));
        var weakest = Math.Min(red, Math.Min(green, blue));
        if (strongest - weakest < 32)
        {
            return Color.Palette(strongest switch { < 48 => 0, < 140 => 8, < 232 => 7, _ => 15 });
        }

        // A dark tint is a background; as full blue it would make the text unreadable.
        if (strongest < 96 && strongest - weakest < 64)
        {
            return Color.Palette(8);
        }

        // A component counts when it is nearer to the strongest than to the weakest.
        var threshold = (strongest + weakest) / 2;
        var hue = (red > threshold ? 1 : 0) | (green > threshold ? 2 : 0) | (blue > threshold ? 4 : 0);
        return Color.Palette(strongest > 205 ? hue + 8 : hue);
    }

    private static int Level(int part) => part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40;

    private static int Distance(Color color, int index)
    {
        var other = Color.Rgb(Rgb(index));
        int red = color.Red - other.Red, green = color.Green - other.Green, blue = color.Blue - other.Blue;
        return (red * red) + (green * green) + (blue * blue);
    }
}
