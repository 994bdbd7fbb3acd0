using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class ThemeTests
{
    // Between colours that are told apart at a glance.
    private const double LeastDistance = 0.18;

    private static readonly ThemeColors[] Themes =
        [ThemeColors.Neutral, ThemeColors.Dark, ThemeColors.Light, ThemeColors.DarkContrast, ThemeColors.LightContrast];

    [Theory]
    [InlineData(0x000000)]
    [InlineData(0x101418)]
    [InlineData(0xFFFFFF)]
    public void Neutral_colours_can_be_read_on_dark_and_on_light_terminals(int background) => AtLeast(3, ThemeColors.Neutral, background);

    [Theory]
    [InlineData(0x000000)]
    [InlineData(0x1E1E2E)]
    [InlineData(0x303446)]
    public void Dark_colours_can_be_read_on_dark_terminals(int background) => AtLeast(4.5, ThemeColors.Dark, background);

    [Theory]
    [InlineData(0xFFFFFF)]
    [InlineData(0xFDF6E3)]
    [InlineData(0xEEE8D5)]
    public void Light_colours_can_be_read_on_light_terminals(int background) => AtLeast(4.5, ThemeColors.Light, background);

    [Fact]
    public void High_contrast_is_high()
    {
        AtLeast(7, ThemeColors.DarkContrast, 0x000000);
        AtLeast(7, ThemeColors.LightContrast, 0xFFFFFF);
    }

    [Fact]
    public void Every_colour_can_be_read_under_the_cursor()
    {
        foreach (var theme in Themes)
        {
            Assert.All(
                theme.All.Append(theme.SelectedText),
                color => Assert.InRange(Contrast(Luminance(color), Luminance(theme.Selection)), 2.8, 21));
        }
    }

    [Fact]
    public void The_terminals_own_foreground_is_not_used_on_our_own_background() =>
        Assert.NotEqual(Color.Default, Theme.Selected(Style.Default).Fg);

    [Fact]
    public void There_is_a_hue_for_every_number_of_a_person() =>
        Assert.All(Themes, theme => Assert.Equal(PersonHues.Count, theme.People.Distinct().Count()));

    [Fact]
    public void Load_is_the_brightness_of_one_hue()
    {
        var load = Theme.Utilization(new Thresholds());

        Assert.Equal((ThemeColors.Neutral.LowLoad, ThemeColors.Neutral.HighLoad), (load.Of(0), load.Of(100)));
        Assert.Equal(Theme.Text, load.Number(99));
        Assert.False(load.IsGradient);
    }

    [Fact]
    public void Every_colour_of_the_16_is_drawn_as_itself()
    {
        foreach (var theme in new[] { ThemeColors.Ansi, ThemeColors.AnsiLight })
        {
            Color[] all = [.. theme.All, theme.LowLoad, theme.HighLoad, theme.Selection, theme.SelectedText];

            Assert.Equal(all.Distinct().Count(), all.Select(Palette.Nearest16).Distinct().Count());
            Assert.All(
                all.Where(color => color != Color.Rgb(0x0000CD)),
                color => Assert.Equal(color, Color.Rgb(Palette.Rgb(Palette.Nearest16(color).Index))));
        }
    }

    [Fact]
    public void Heat_and_disks_have_thresholds_in_every_palette()
    {
        var disk = Theme.Warnings(90, 98);

        Assert.Equal([Theme.Yellow, Theme.Red], [disk.Of(90), disk.Of(98)]);
        Assert.Equal([Theme.Text, Style.Of(Theme.Yellow), Style.Of(Theme.Red)], [disk.Number(89), disk.Number(90), disk.Number(98)]);
    }

    [Fact]
    public void A_bar_of_the_rainbow_turns_from_green_over_yellow_to_red()
    {
        var colors = new LoadColors(50, 85, ThemeColors.Neutral with { IsRainbow = true });

        Assert.True(colors.IsGradient);
        Assert.Equal([Theme.Green, Theme.Yellow, Theme.Red], [colors.At(0), colors.At(50), colors.At(100)]);
        Assert.Equal([Theme.Green, Theme.Yellow, Theme.Red], [colors.Of(49.9), colors.Of(50), colors.Of(85)]);
    }

    [Fact]
    public void Colour_blind_people_can_tell_the_states()
    {
        foreach (var theme in Themes.Select(theme => theme.ForColorBlind()))
        {
            Assert.True(theme.IsBadReversed);
            Assert.True(Distance(Deuteranopia(theme.Green), Deuteranopia(theme.Yellow)) >= LeastDistance, $"{theme.Green} {theme.Yellow}");
        }
    }

    [Fact]
    public void The_calm_palette_does_not_serve_colour_blind_people() =>
        Assert.True(Distance(Deuteranopia(ThemeColors.Neutral.Green), Deuteranopia(ThemeColors.Neutral.Yellow)) < LeastDistance);

    private static void AtLeast(double least, ThemeColors theme, int background) => Assert.All(
        theme.All, color => Assert.InRange(Contrast(Luminance(color), Luminance(Color.Rgb(background))), least, 21));

    // WCAG 2.1, relative luminance and contrast ratio.
    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(Color color) =>
        (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));

    // Linear RGB as people without green receptors see it (Machado, Oliveira and Fernandes, 2009).
    private static (double Red, double Green, double Blue) Deuteranopia(Color color)
    {
        var (red, green, blue) = (Linear(color.Red), Linear(color.Green), Linear(color.Blue));
        return ((0.367322 * red) + (0.860646 * green) - (0.227968 * blue),
            (0.280085 * red) + (0.672501 * green) + (0.047413 * blue),
            (-0.011820 * red) + (0.042940 * green) + (0.968881 * blue));
    }

    // Of two colours in Oklab, which has the distances that people see.
    private static double Distance((double Red, double Green, double Blue) a, (double Red, double Green, double Blue) b)
    {
        var (one, other) = (Oklab(a), Oklab(b));
        return Math.Sqrt(Math.Pow(one.L - other.L, 2) + Math.Pow(one.A - other.A, 2) + Math.Pow(one.B - other.B, 2));
    }

    private static (double L, double A, double B) Oklab((double Red, double Green, double Blue) color)
    {
        var (red, green, blue) = (Math.Max(0, color.Red), Math.Max(0, color.Green), Math.Max(0, color.Blue));
        var l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        var m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        var s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        return ((0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    private static double Linear(byte part)
    {
        var share = part / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
