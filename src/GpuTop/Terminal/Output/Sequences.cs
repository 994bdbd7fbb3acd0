namespace GpuTop.Terminal;

/// <summary>What switches a terminal to the full screen and back (invisible-island.net/xterm/ctlseqs).</summary>
internal static class Sequences
{
    /// <summary>Alternate screen; then what a child that was killed may have left behind goes: insert mode, line drawing, margins,
    /// origin; no cursor, no wrapping at the right edge; pastes are marked, focus is reported.</summary>
    public static ReadOnlySpan<byte> Enter => "\e[?1049h\e[4l\e(B\e[?6l\e[r\e[?25l\e[?7l\e[?2004h\e[?1004h"u8;

    /// <summary>Clicks, drags and the wheel, in the form that has no limit of columns.</summary>
    public static ReadOnlySpan<byte> MouseOn => "\e[?1000h\e[?1002h\e[?1006h"u8;

    /// <summary>The mouse is the terminal's again.</summary>
    public static ReadOnlySpan<byte> MouseOff => "\e[?1006l\e[?1002l\e[?1000l"u8;

    /// <summary>The reverse of all, and of the application keys that .NET switches on by itself.</summary>
    public static ReadOnlySpan<byte> Leave =>
        "\e[?2026l\e[?1006l\e[?1002l\e[?1000l\e[?1004l\e[?2004l\e[?7h\e[0m\e[?1l\e>\e[?25h\e[?1049l"u8;
}
