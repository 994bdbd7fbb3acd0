using System.Globalization;
using System.Text;

namespace GpuTop.Tests;

/// <summary>Shapes of blocks, braille and lines, which fonts may lack or draw with gaps.</summary>
internal static class SvgShapes
{
    private const double Dot = 1.7;
    private const double Line = 1.1;

    /// <summary>True for the glyphs that are drawn here.</summary>
    public static bool Contains(int glyph) => glyph is >= 0x2581 and <= 0x258F or >= 0x2800 and <= 0x28FF || ArmsOf(glyph) != 0;

    /// <summary>Adds the glyph's shape to the data of a path; x and y are the cell's upper left corner.</summary>
    public static void Append(StringBuilder path, int glyph, double x, double y, double width, double height)
    {
        if (ArmsOf(glyph) is not 0 and var arms)
        {
            AppendLines(path, arms, x, y, width, height);
        }
        else if (glyph >= 0x2800)
        {
            AppendDots(path, glyph - 0x2800, x, y, width, height);
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
        '╴' => 1,
        '╶' => 2,
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

    private static void AppendLines(StringBuilder path, int arms, double x, double y, double width, double height)
    {
        var (left, top) = ((width - Line) / 2, (height - Line) / 2);
        if ((arms & 3) != 0)
        {
            var start = (arms & 1) != 0 ? 0 : left;
            AppendRectangle(path, x + start, y + top, ((arms & 2) != 0 ? width : left + Line) - start, Line);
        }

        if ((arms & 12) != 0)
        {
            var start = (arms & 4) != 0 ? 0 : top;
            AppendRectangle(path, x + left, y + start, Line, ((arms & 8) != 0 ? height : top + Line) - start);
        }
    }

    // Bits 0 to 2 are the upper three dots on the left, 3 to 5 those on the right, 6 and 7 the lowest of each.
    private static void AppendDots(StringBuilder path, int dots, double x, double y, double width, double height)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            if ((dots & (1 << bit)) != 0)
            {
                var (column, row) = bit < 6 ? (bit / 3, bit % 3) : (bit - 6, 3);
                AppendRectangle(path, x + (width * (column + 0.5) / 2) - (Dot / 2), y + (height * (row + 0.5) / 4) - (Dot / 2), Dot, Dot);
            }
        }
    }

    private static void AppendRectangle(StringBuilder path, double x, double y, double width, double height) =>
        path.Append(CultureInfo.InvariantCulture, $"M{x:0.##} {y:0.##}h{width:0.##}v{height:0.##}h-{width:0.##}z");
}
