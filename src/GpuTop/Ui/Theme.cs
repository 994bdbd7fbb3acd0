using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Colours and styles of the screen.</summary>
internal static class Theme
{
    private static ThemeColors _colors = ThemeColors.Neutral;

    public static Color Green => _colors.Green;

    public static Color Yellow => _colors.Yellow;

    public static Color Red => _colors.Red;

    public static Color Grey => _colors.Grey;

    public static Color Blue => _colors.Blue;

    /// <summary>Charts of one colour.</summary>
    public static Color Load => _colors.HighLoad;

    /// <summary>Background of the selected row; <see cref="Selected"/> sets a foreground for it.</summary>
    public static Color Selection => _colors.Selection;

    /// <summary>Sets the colours of all that is drawn from now on. On the thread that draws.</summary>
    public static void Use(ThemeColors colors) => _colors = colors;

    public static Style Text => Style.Default;

    public static Style Strong => Style.Default.Bold();

    public static Style Secondary => Style.Of(Grey);

    public static Style Accent => Style.Of(Blue).Bold();

    public static Style Frame => Style.Of(Grey);

    public static Style Rail => Style.Of(Grey).Dim();

    public static Style Good => Style.Of(Green).Bold();

    public static Style Warning => Style.Of(Yellow);

    public static Style Bad => _colors.IsBadReversed ? Style.Of(Red).Bold().Reverse() : Style.Of(Red).Bold();

    /// <summary>Utilization of a GPU.</summary>
    public static LoadColors Utilization(Thresholds thresholds) =>
        new(thresholds.UtilizationYellowPercent, thresholds.UtilizationRedPercent, _colors);

    /// <summary>Memory of a GPU.</summary>
    public static LoadColors Memory(Thresholds thresholds) =>
        new(thresholds.MemoryYellowPercent, thresholds.MemoryRedPercent, _colors);

    /// <summary>A quantity that is a warning above its thresholds, in every theme.</summary>
    public static LoadColors Warnings(double yellow, double red) => new(yellow, red, _colors) { IsWarning = true };

    /// <summary>One colour for every quantity.</summary>
    public static LoadColors Single(Color color) =>
        new(double.MaxValue, double.MaxValue, _colors with { LowLoad = color, HighLoad = color });

    /// <summary>The style of a number that is coloured when high.</summary>
    public static Style Above(double value, double yellow, double red, Style otherwise) =>
        value >= red ? Style.Of(Red) : value >= yellow ? Style.Of(Yellow) : otherwise;

    /// <summary>The style of a person with a hue of <see cref="State.PersonHues"/>.</summary>
    public static Style Person(int hue, bool isMine)
    {
        var style = Style.Of(_colors.People[hue % _colors.People.Length]);
        return isMine ? style.Bold() : style;
    }

    /// <summary>The style for outdated data.</summary>
    public static Style Faded(Style style) => new(Grey, style.Bg, style.Attr & ~Attr.Bold);

    /// <summary>The style under the cursor, readable with every foreground of the terminal.</summary>
    public static Style Selected(Style style) =>
        style with { Bg = Selection, Fg = style.Fg == Color.Default ? _colors.SelectedText : style.Fg };
}
