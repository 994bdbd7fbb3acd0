using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class ThemeTests
{
    [Theory]
    [InlineData(0x000000)]
    [InlineData(0x101418)]
    [InlineData(0xFFFFFF)]
    public void Every_colour_can_be_read_on_dark_and_on_light_terminals(int background)
    {
        var contrasts = Theme.All.Select(color => Contrast(Luminance(color), Luminance(Color.Rgb(background))));

        Assert.All(contrasts, contrast => Assert.InRange(contrast, 3.0, 21));
    }

    [Fact]
    public void Every_colour_can_be_read_under_the_cursor() =>
        Assert.All(Theme.All, color => Assert.InRange(Contrast(Luminance(color), Luminance(Theme.Selection)), 2.8, 21));

    [Fact]
    public void The_terminals_own_foreground_is_not_used_on_our_own_background() =>
        Assert.NotEqual(Color.Default, Theme.Selected(Style.Default).Fg);

    [Fact]
    public void A_person_has_the_same_hue_everywhere() =>
        Assert.Equal(Theme.Person("alice", isMine: false).Fg, Theme.Person("alice", isMine: true).Fg);

    [Fact]
    public void A_bar_turns_from_green_over_yellow_to_red()
    {
        var colors = new LoadColors(50, 85);

        Assert.Equal([Theme.Green, Theme.Yellow, Theme.Red], [colors.At(0), colors.At(50), colors.At(100)]);
        Assert.Equal([Theme.Green, Theme.Yellow, Theme.Red], [colors.Of(49.9), colors.Of(50), colors.Of(85)]);
    }

    // WCAG 2.1, relative luminance and contrast ratio.
    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(Color color) =>
        (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));

    private static double Linear(byte part)
    {
        var share = part / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
