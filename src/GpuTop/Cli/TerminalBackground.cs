using System.Globalization;
using System.Reactive.Linq;
using GpuTop.Config;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Cli;

/// <summary>Whether the background of the terminal is dark, which the terminal tells on request (OSC 11), and the theme for it. Nothing
/// waits for the answer: the screen is drawn with neutral colours until it comes.</summary>
internal sealed class TerminalBackground : IDisposable
{
    private static readonly byte[] Query = "\e]11;?\e\\"u8.ToArray();

    // A reply that comes after the end would be typed into the shell.
    private static readonly TimeSpan LongestReply = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWaitAtEnd = TimeSpan.FromMilliseconds(100);

    private readonly ManualResetEventSlim _replied = new();
    private readonly IDisposable _listening;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly long _askedAt;

    private TerminalBackground(Tty tty, Action<bool> tell)
    {
        _listening = tty.Input.OfType<Reply>().Select(reply => IsDark(reply.Text)).Where(isDark => isDark is not null).Take(1)
            .Subscribe(isDark =>
            {
                _replied.Set();
                tell(isDark!.Value);
            });
        tty.Send(Query);
        _askedAt = _time.GetTimestamp();
    }

    /// <summary>Asks the terminal. Some consoles print the query: they are not asked.</summary>
    /// <param name="tty">The terminal.</param>
    /// <param name="tell">Called on any thread, at most once.</param>
    public static TerminalBackground? Ask(Tty tty, Action<bool> tell) =>
        Environment.GetEnvironmentVariable("TERM") is { } term
        && (term.StartsWith("xterm", StringComparison.Ordinal) || term.StartsWith("tmux", StringComparison.Ordinal)
            || term.StartsWith("screen", StringComparison.Ordinal) || term is "alacritty" or "foot" or "wezterm")
            ? new TerminalBackground(tty, tell)
            : null;

    /// <summary>Whether a reply names a dark background; null for another reply.</summary>
    public static bool? IsDark(string reply)
    {
        const string Start = "\e]11;rgb:";
        if (!reply.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = reply[Start.Length..].TrimEnd('\a', '\\', '\e').Split('/');
        var shares = parts.Select(ShareOf).ToArray();
        return shares is [{ } red, { } green, { } blue] ? (0.299 * red) + (0.587 * green) + (0.114 * blue) < 0.5 : null;
    }

    /// <summary>Whether <c>COLORFGBG</c> (<c>15;0</c>), which rxvt and Konsole set, names a dark background; null when it does not
    /// tell.</summary>
    public static bool? IsDarkByEnvironment(string? variable) =>
        int.TryParse(variable?.Split(';')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var color) && color is >= 0 and < 16
            ? color is < 7 or 8
            : null;

    /// <summary>The colours of a setting.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="isDark">Whether the background is dark; null when that is unknown.</param>
    public static ThemeColors Theme(ThemeSetting setting, bool? isDark)
    {
        var theme = (setting.Name, isDark) switch
        {
            (ThemeName.Ansi, false) => ThemeColors.AnsiLight,
            (ThemeName.Ansi, _) => ThemeColors.Ansi,
            (ThemeName.Dark, _) or (ThemeName.Auto, true) => ThemeColors.Dark,
            (ThemeName.Light, _) or (ThemeName.Auto, false) => ThemeColors.Light,
            (ThemeName.Contrast, false) => ThemeColors.LightContrast,
            (ThemeName.Contrast, _) => ThemeColors.DarkContrast,
            _ => ThemeColors.Neutral,
        };
        theme = setting.Palette switch
        {
            PaletteName.Rainbow => theme with { IsRainbow = true },
            PaletteName.ColorBlind => theme.ForColorBlind(),
            _ => theme,
        };
        foreach (var (color, rgb) in setting.Colors)
        {
            var own = Color.Rgb(rgb);
            theme = color switch
            {
                ThemeColor.Green => theme with { Green = own },
                ThemeColor.Yellow => theme with { Yellow = own },
                ThemeColor.Red => theme with { Red = own },
                ThemeColor.Grey => theme with { Grey = own },
                ThemeColor.Blue => theme with { Blue = own },
                ThemeColor.LoadLow => theme with { LowLoad = own },
                ThemeColor.LoadHigh => theme with { HighLoad = own },
                _ => theme with { Selection = own },
            };
        }

        return theme;
    }

    /// <summary>Waits a moment for a reply that may be under way.</summary>
    public void Dispose()
    {
        if (_time.GetElapsedTime(_askedAt) < LongestReply)
        {
            _replied.Wait(LongestWaitAtEnd);
        }

        _listening.Dispose();
        _replied.Dispose();
    }

    // One to four hexadecimal digits.
    private static double? ShareOf(string digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && digits.Length is > 0 and < 5
            ? value / (Math.Pow(16, digits.Length) - 1)
            : null;
}
