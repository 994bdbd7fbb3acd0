namespace GpuTop.TerminalDriver;

/// <summary>Escape sequences that enter and leave the full screen (invisible-island.net/xterm/ctlseqs).</summary>
internal static class Sequences
{
    /// <summary>Alternate screen; resets insert mode, line drawing, margins and origin, which a killed child may have left; hides the
    /// cursor; disables wrapping; enables bracketed paste and focus reports.</summary>
    public static ReadOnlySpan<byte> Enter => "\e[?1049h\e[4l\e(B\e[?6l\e[r\e[?25l\e[?7l\e[?2004h\e[?1004h"u8;

    /// <summary>Reports clicks, drags and the wheel in the SGR form, which has no limit of columns.</summary>
    public static ReadOnlySpan<byte> MouseOn => "\e[?1000h\e[?1002h\e[?1006h"u8;

    /// <summary>Disables mouse reports.</summary>
    public static ReadOnlySpan<byte> MouseOff => "\e[?1006l\e[?1002l\e[?1000l"u8;

    /// <summary>Reverses all of these, and the application keys that .NET enables.</summary>
    public static ReadOnlySpan<byte> Leave =>
        "\e[?2026l\e[?1006l\e[?1002l\e[?1000l\e[?1004l\e[?2004l\e[?7h\e[0m\e[?1l\e>\e[?25h\e[?1049l"u8;
}
