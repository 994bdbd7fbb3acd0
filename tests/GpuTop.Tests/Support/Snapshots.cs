using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests;

/// <summary>Frames as text, for golden files and test messages.</summary>
internal static class Snapshots
{
    /// <summary>The glyphs, a line per row, without trailing blanks; each line ends in a new line.</summary>
    public static string ToText(this CellBuffer frame)
    {
        var text = new StringBuilder();
        for (var y = 0; y < frame.Height; y++)
        {
            var start = text.Length;
            foreach (var cell in frame.Row(y))
            {
                AppendGlyph(text, cell.Glyph);
            }

            TrimBlanks(text, start);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same with colours and attributes as escape sequences; each line ends in the default style.</summary>
    public static string ToAnsi(this CellBuffer frame)
    {
        var bytes = new AnsiBytes();
        for (var y = 0; y < frame.Height; y++)
        {
            var pen = default(Pen);
            foreach (var cell in frame.Row(y)[..VisibleColumns(frame.Row(y))])
            {
                if (!cell.IsWideTail)
                {
                    pen.Set(cell.Style.Linked(0), bytes);
                    bytes.AddGlyph(cell.Glyph);
                }
            }

            pen.Set(Style.Default, bytes);
            bytes.Add((byte)'\n');
        }

        return Encoding.UTF8.GetString(bytes.Written.Span);
    }

    internal static void AppendGlyph(StringBuilder text, int glyph)
    {
        if (AccentedGlyphs.Contains(glyph))
        {
            text.Append(AccentedGlyphs.Text(glyph));
        }
        else if (glyph != Cell.WideTail)
        {
            text.Append(new Rune(glyph).ToString());
        }
    }

    private static int VisibleColumns(ReadOnlySpan<Cell> row) => row.LastIndexOfAnyExcept(Cell.Blank) + 1;

    private static void TrimBlanks(StringBuilder text, int start)
    {
        while (text.Length > start && text[^1] == ' ')
        {
            text.Length--;
        }
    }
}
