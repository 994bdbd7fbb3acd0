using System.Numerics;

namespace GpuTop.TerminalDriver;

/// <summary>The nearest ASCII character to a glyph, for terminals without UTF-8.</summary>
internal static class AsciiGlyphs
{
    /// <summary>An ASCII glyph of one column; a blank for the right half of a wide glyph.</summary>
    public static int Of(int glyph) => glyph switch
    {
        Cell.WideTail => ' ',
        < Cell.WideTail => Of(AccentedGlyphs.Letter(glyph).Value),
        < 0x80 => glyph,
        >= 0x2500 and <= 0x257F => BoxDrawing(glyph),
        >= 0x2580 and <= 0x259F => Block(glyph),
        // The low byte of a braille pattern has a bit for each dot.
        >= 0x2800 and <= 0x28FF => " ..::++##"[BitOperations.PopCount((uint)glyph & 0xFF)],
        _ => Sign(glyph),
    };

    private static char BoxDrawing(int glyph) => (char)glyph switch
    {
        '─' or '━' or '┄' or '┅' or '┈' or '┉' or '╌' or '╍' or '╴' or '╶' or '╸' or '╺' or '╼' or '╾' => '-',
        '│' or '┃' or '┆' or '┇' or '┊' or '┋' or '╎' or '╏' => '|',
        '╵' or '╷' or '╹' or '╻' or '╽' or '╿' or '║' => '|',
        '═' => '=',
        '╱' => '/',
        '╲' => '\\',
        '╳' => 'X',
        _ => '+',
    };

    private static char Block(int glyph) => (char)glyph switch
    {
        '▁' => '_',
        '▂' => '.',
        '▃' => ':',
        '▄' => '-',
        '▅' => '=',
        '▆' => '+',
        '▍' or '▎' or '▏' or '▕' => '-',
        '▌' or '▐' => '=',
        '░' => '.',
        '▒' => ':',
        '▓' => '%',
        '▔' or '▀' => '"',
        _ => '#',
    };

    private static char Sign(int glyph) => glyph > char.MaxValue ? '?' : (char)glyph switch
    {
        '\u00A0' => ' ',
        '…' => '~',
        '–' or '—' or '‐' or '‑' or '−' => '-',
        '·' or '•' or '∙' or '⋅' => '.',
        '°' => '\'',
        '×' or '✕' or '✖' or '✗' or '✘' or '☒' => 'x',
        '✓' or '✔' or '☑' => 'v',
        '●' or '◉' or '★' or '◆' or '■' or '▪' => '*',
        '○' or '◯' or '☐' or '□' or '◇' or '☆' => 'o',
        '▲' or '▴' or '↑' or '△' or '⇧' => '^',
        '▼' or '▾' or '↓' or '▽' => 'v',
        '▶' or '▸' or '→' or '►' or '›' or '❯' or '»' or '⇒' => '>',
        '◀' or '◂' or '←' or '◄' or '‹' or '❮' or '«' => '<',
        '‘' or '’' or '′' => '\'',
        '“' or '”' or '″' => '"',
        '⚠' => '!',
        '⏎' or '↵' => '<',
        'µ' or 'μ' => 'u',
        '±' or '┼' => '+',
        '≥' => '>',
        '≤' => '<',
        '≈' => '~',
        _ => '?',
    };
}
