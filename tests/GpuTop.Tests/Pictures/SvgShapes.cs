using System.Globalization;
using System.Text;

namespace GpuTop.Tests;

/// <summary>Shapes of blocks, braille and lines, which fonts may lack or draw with gaps.</summary>
internal static class SvgShapes
{
    private const double Dot = 2;
    private const double Line = 1.1;
    private const double HeavyLine = 3.4;

    /// <summary>Declarations for the path of <see cref="AppendDots"/>: dashes of the size and the distance of dots.</summary>
    public static string DotStyle { get; } = "fill:none;stroke-width:2;stroke-dasharray:2 2.25";

    /// <summary>True for the glyphs that are drawn here.</summary>
    public static bool Contains(int glyph) => glyph is >= 0x2581 and <= 0x258F or >= 0x2800 and <= 0x28FF || ArmsOf(glyph) != 0;

    /// <summary>True for braille, which <see cref="AppendDots"/> draws.</summary>
    public static bool IsBraille(int glyph) => glyph is >= 0x2800 and <= 0x28FF;

    /// <summary>True for glyphs that have the same height in all of the cell's width: several in a row are one shape.</summary>
    public static bool IsUniform(int glyph) => glyph is '─' or '━' or >= 0x2581 and <= 0x2588;

    /// <summary>Adds the glyph's shape to the data of a path; x and y are the cell's upper left corner.</summary>
    public static void Append(StringBuilder path, int glyph, double x, double y, double width, double height)
    {
        if (ArmsOf(glyph) is not 0 and var arms)
        {
            AppendLines(path, arms, glyph is '━' or '╸' or '╺' ? HeavyLine : Line, x, y, width, height);
        }
        else if (glyph <= 0x2588)
        {
            var filled = height * (glyph - 0x2580) / 8;
            AppendRectangle(path, x, y + height - filled, width, filled);
        }
        else
        {
            AppendRectangle(path, x, y, width * (0x2590 - glyph) / 8, height);
        }
    }

    // The arms of a line: 1 = left, 2 = right, 4 = up, 8 = down.
    private static int ArmsOf(int glyph) => glyph switch
    {
        '╴' or '╸' => 1,
        '╶' or '╺' => 2,
        '─' or '━' => 3,
        '╵' => 4,
        '┘' or '╯' => 5,
        '└' or '╰' => 6,
        '┴' => 7,
        '╷' => 8,
        '┐' or '╮' => 9,
        '┌' or '╭' => 10,
        '┬' => 11,
        '│' => 12,
        '┤' => 13,
        '├' => 14,
        '┼' => 15,
        _ => 0,
    };

    private static void AppendLines(StringBuilder path, int arms, double line, double x, double y, double width, double height)
    {
        var (left, top) = ((width - line) / 2, (height - line) / 2);
        if ((arms & 3) != 0)
        {
            var start = (arms & 1) != 0 ? 0 : arms == 2 ? width / 2 : left;
            var end = (arms & 2) != 0 ? width : arms == 1 ? width / 2 : left + line;
            AppendRectangle(path, x + start, y + top, end - start, line);
        }

        if ((arms & 12) != 0)
        {
            var start = (arms & 4) != 0 ? 0 : top;
            AppendRectangle(path, x + left, y + start, line, ((arms & 8) != 0 ? height : top + line) - start);
        }
    }

    /// <summary>Adds braille as vertical lines that a dashed stroke makes dots of; see <see cref="DotStyle"/>.</summary>
    public static void AppendDots(StringBuilder path, int glyph, double x, double y, double width, double height)
    {
        for (var column = 0; column < 2; column++)
        {
            for (var row = 0; row < 4;)
            {
                var count = 0;
                while (row + count < 4 && HasDot(glyph, column, row + count))
                {
                    count++;
                }

                if (count > 0)
                {
                    var (left, top) = (x + (width * (column + 0.5) / 2), y + (height * (row + 0.5) / 4) - (Dot / 2));
                    path.Append(CultureInfo.InvariantCulture, $"M{left:0.##} {top:0.##}v{((count - 1) * height / 4) + Dot:0.##}");
                }

                row += Math.Max(1, count);
            }
        }
    }

    // Bits 0 to 2 are the upper three dots on the left, 3 to 5 those on the right, 6 and 7 the lowest of each.
    private static bool HasDot(int glyph, int column, int row) => (glyph & (1 << (row < 3 ? (3 * column) + row : 6 + column))) != 0;

    private static void AppendRectangle(StringBuilder path, double x, double y, double width, double height) =>
        path.Append(CultureInfo.InvariantCulture, $"M{x:0.##} {y:0.##}h{width:0.##}v{height:0.##}h-{width:0.##}z");
}
