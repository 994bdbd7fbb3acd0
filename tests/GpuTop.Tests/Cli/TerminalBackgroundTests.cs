using GpuTop.Cli;
using GpuTop.Config;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Cli;

public sealed class TerminalBackgroundTests
{
    [Theory]
    [InlineData("\e]11;rgb:0000/0000/0000\e\\", true)]
    [InlineData("\e]11;rgb:1e1e/1e1e/2e2e\a", true)]
    [InlineData("\e]11;rgb:ffff/ffff/ffff\e\\", false)]
    [InlineData("\e]11;rgb:fd/f6/e3\a", false)]
    [InlineData("\e]11;rgb:f/f/f\a", false)]
    [InlineData("\e]11;rgb:00ff/zz/0\a", null)]
    [InlineData("\e]11;rgb:0/0\a", null)]
    [InlineData("\e]11;#000000\a", null)]
    [InlineData("\e]10;rgb:0000/0000/0000\a", null)]
    [InlineData("\e[?62;4c", null)]
    public void The_reply_tells_whether_the_background_is_dark(string reply, bool? isDark) =>
        Assert.Equal(isDark, TerminalBackground.IsDark(reply));

    [Theory]
    [InlineData("15;0", true)]
    [InlineData("0;15", false)]
    [InlineData("12;default;8", true)]
    [InlineData("0;7", false)]
    [InlineData("0;default", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Some_terminals_tell_it_by_a_variable(string? variable, bool? isDark) =>
        Assert.Equal(isDark, TerminalBackground.IsDarkByEnvironment(variable));

    [Fact]
    public void The_theme_follows_the_background_unless_it_is_named()
    {
        Assert.Same(ThemeColors.Neutral, Theme(ThemeName.Auto, null));
        Assert.Same(ThemeColors.Dark, Theme(ThemeName.Auto, true));
        Assert.Same(ThemeColors.Light, Theme(ThemeName.Auto, false));
        Assert.Same(ThemeColors.Light, Theme(ThemeName.Light, true));
        Assert.Same(ThemeColors.Dark, Theme(ThemeName.Dark, false));
        Assert.Same(ThemeColors.DarkContrast, Theme(ThemeName.Contrast, null));
        Assert.Same(ThemeColors.LightContrast, Theme(ThemeName.Contrast, false));
        Assert.Same(ThemeColors.Neutral, Theme(ThemeName.Neutral, true));
        Assert.Same(ThemeColors.Ansi, Theme(ThemeName.Ansi, null));
        Assert.Same(ThemeColors.AnsiLight, Theme(ThemeName.Ansi, false));
    }

    [Fact]
    public void Own_colours_replace_those_of_the_theme()
    {
        var own = ThemeSetting.Default with { Name = ThemeName.Dark, Colors = ThemeSetting.Default.Colors.Add(ThemeColor.Red, 0x123456) };

        Assert.Equal(ThemeColors.Dark with { Red = Color.Rgb(0x123456) }, TerminalBackground.Theme(own, null));
    }

    [Fact]
    public void The_palette_changes_load_and_states_only()
    {
        var rainbow = ThemeSetting.Default with { Name = ThemeName.Dark, Palette = PaletteName.Rainbow };
        var colorBlind = rainbow with { Palette = PaletteName.ColorBlind };

        Assert.Equal(ThemeColors.Dark with { IsRainbow = true }, TerminalBackground.Theme(rainbow, null));
        Assert.Equal(ThemeColors.Dark.ForColorBlind(), TerminalBackground.Theme(colorBlind, null));
    }

    private static ThemeColors Theme(ThemeName name, bool? isDark) =>
        TerminalBackground.Theme(ThemeSetting.Default with { Name = name }, isDark);
}
