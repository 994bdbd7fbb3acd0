using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Colours and styles. The background is the terminal's own, so that every colour has a relative luminance between 0.18 and
/// 0.30: a WCAG contrast of at least 3 on black and on white (ThemeTests).</summary>
internal static class Theme
{
    public static readonly Color Green = Color.Rgb(0x2EA043);
    public static readonly Color Yellow = Color.Rgb(0xBF8700);
    public static readonly Color Red = Color.Rgb(0xE5484D);
    public static readonly Color Grey = Color.Rgb(0x848D97);
    public static readonly Color Blue = Color.Rgb(0x388BFD);

    /// <summary>Background of the selected row; <see cref="Selected"/> sets a light foreground.</summary>
    public static readonly Color Selection = Color.Rgb(0x24344D);

    private static readonly Color Light = Color.Rgb(0xF0F3F6);

    /// <summary>Hues of users, other than the colours of load.</summary>
    private static readonly Color[] People =
    [
        Color.Rgb(0x388BFD), Color.Rgb(0xA371F7), Color.Rgb(0xDB61A2), Color.Rgb(0x1A9E8F),
        Color.Rgb(0x2B98C4), Color.Rgb(0xB0885A), Color.Rgb(0x7A86DB), Color.Rgb(0xB77AC4),
    ];

    public static Style Text => Style.Default;

    public static Style Strong => Style.Default.Bold();

    public static Style Secondary => Style.Of(Grey);

    public static Style Accent => Style.Of(Blue).Bold();

    public static Style Frame => Style.Of(Grey);

    public static Style Rail => Style.Of(Grey).Dim();

    public static Style Good => Style.Of(Green).Bold();

    public static Style Warning => Style.Of(Yellow);

    public static Style Bad => Style.Of(Red).Bold();

    /// <summary>All foreground colours, for the test of their contrast.</summary>
    internal static Color[] All => [Green, Yellow, Red, Grey, Blue, .. People];

    public static LoadColors Utilization(Thresholds thresholds) =>
        new(thresholds.UtilizationYellowPercent, thresholds.UtilizationRedPercent);

    public static LoadColors Memory(Thresholds thresholds) => new(thresholds.MemoryYellowPercent, thresholds.MemoryRedPercent);

    /// <summary>The style of a number that is coloured when high.</summary>
    public static Style Above(double value, double yellow, double red, Style otherwise) =>
        value >= red ? Style.Of(Red) : value >= yellow ? Style.Of(Yellow) : otherwise;

    /// <summary>The hue of a user, by a stable hash of the name.</summary>
    public static Style Person(ReadOnlySpan<char> name, bool isMine)
    {
        // FNV-1a; string.GetHashCode differs from run to run.
        var hash = 2166136261u;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        var style = Style.Of(People[(hash ^ (hash >> 15)) % (uint)People.Length]);
        return isMine ? style.Bold() : style;
    }

    /// <summary>The style for outdated data.</summary>
    public static Style Faded(Style style) => new(Grey, style.Bg, style.Attr & ~Attr.Bold);

    /// <summary>The style under the cursor, readable with every foreground of the terminal.</summary>
    public static Style Selected(Style style) => style with { Bg = Selection, Fg = style.Fg == Color.Default ? Light : style.Fg };
}

/// <summary>Colours of a percentage from green over yellow to red.</summary>
/// <param name="Yellow">Percentage from which it is yellow.</param>
/// <param name="Red">Percentage from which it is red.</param>
internal readonly record struct LoadColors(double Yellow, double Red)
{
    /// <summary>The colour of a number.</summary>
    public Color Of(double percent) => percent >= Red ? Theme.Red : percent >= Yellow ? Theme.Yellow : Theme.Green;

    /// <summary>The interpolated colour of a position on a bar.</summary>
    public Color At(double percent) => percent <= Yellow
        ? Mix(Theme.Green, Theme.Yellow, percent / Math.Max(1, Yellow))
        : Mix(Theme.Yellow, Theme.Red, Math.Min(1, (percent - Yellow) / Math.Max(1, Red - Yellow)));

    private static Color Mix(Color from, Color to, double share) => Color.Rgb(
        Mix(from.Red, to.Red, share),
        Mix(from.Green, to.Green, share),
        Mix(from.Blue, to.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));
}
