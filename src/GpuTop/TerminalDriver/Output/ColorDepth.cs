namespace GpuTop.TerminalDriver;

/// <summary>The number of colours of a terminal.</summary>
public enum ColorDepth
{
    /// <summary>No colours; bold, dim and reverse remain.</summary>
    None,

    /// <summary>The 16 colours of the user's theme.</summary>
    Ansi16,

    /// <summary>xterm's 256 colours.</summary>
    Ansi256,

    /// <summary>16 million colours.</summary>
    TrueColor,
}

/// <summary>Detects colours and UTF-8 support from the environment.</summary>
public static class TerminalSupport
{
    // Terminals of 24 bits by TERM alone: ssh does not send COLORTERM.
    private static readonly string[] TrueColorTerminals =
        ["xterm-kitty", "alacritty", "foot", "ghostty", "xterm-ghostty", "wezterm", "contour"];

    extension(ColorDepth)
    {
        /// <summary>The colours of the terminal; null when it cannot show a full screen (TERM is "dumb" or not set).</summary>
        /// <param name="variable">Value of an environment variable, null when it is not set.</param>
        public static ColorDepth? Detect(Func<string, string?> variable)
        {
            var terminal = variable("TERM") ?? "";
            if (terminal is "" or "dumb" or "unknown")
            {
                return null;
            }

            // https://no-color.org: any value but the empty one.
            if (!string.IsNullOrEmpty(variable("NO_COLOR")))
            {
                return ColorDepth.None;
            }

            return variable("COLORTERM") is "truecolor" or "24bit" ? ColorDepth.TrueColor : Of(terminal);
        }
    }

    /// <summary>True when the terminal is UTF-8 and its font has blocks and braille: that of the Linux console has neither
    /// (console_codes(4), 256 or 512 glyphs).</summary>
    /// <param name="variable">Value of an environment variable, null when it is not set.</param>
    public static bool ShowsUnicode(Func<string, string?> variable) =>
        IsUtf8(variable) && !(variable("TERM") is { } terminal
            && (terminal == "linux" || terminal.StartsWith("linux-", StringComparison.Ordinal)));

    /// <summary>True when the terminal's characters are UTF-8: by LC_ALL, else LC_CTYPE, else LANG (POSIX, 8.2); an empty one
    /// counts as not set. Without any of them the locale is "C", and only ASCII is safe.</summary>
    private static bool IsUtf8(Func<string, string?> variable)
    {
        string[] names = ["LC_ALL", "LC_CTYPE", "LANG"];
        var locale = names.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "C";
        return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
    }

    private static ColorDepth Of(string terminal)
    {
        if (terminal.EndsWith("-direct", StringComparison.Ordinal)
            || TrueColorTerminals.Any(name => terminal == name || terminal.StartsWith(name + "-", StringComparison.Ordinal)))
        {
            return ColorDepth.TrueColor;
        }

        if (terminal.Contains("256color", StringComparison.Ordinal))
        {
            return ColorDepth.Ansi256;
        }

        // DEC's terminals and those named after them are monochrome; an unknown name is most likely compatible with xterm.
        var isMonochrome = terminal.StartsWith("vt", StringComparison.Ordinal) || terminal.EndsWith("-m", StringComparison.Ordinal)
            || terminal.EndsWith("-mono", StringComparison.Ordinal);
        return isMonochrome ? ColorDepth.None : ColorDepth.Ansi16;
    }
}
