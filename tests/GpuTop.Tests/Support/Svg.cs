using System.Globalization;
using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests;

/// <summary>Frames as SVG pictures, for README.</summary>
internal static class Svg
{
    private const double CellWidth = 8.4;
    private const double CellHeight = 17;
    private const double Baseline = 13;
    private const int Background = 0x101418;
    private const int Foreground = 0xD0D0D0;

    /// <summary>An SVG document that shows the frame on a dark background.</summary>
    public static string ToSvg(this CellBuffer frame)
    {
        var svg = new StringBuilder();
        var (width, height) = ((frame.Width + 2) * CellWidth, (frame.Height + 1) * CellHeight);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0.#} {height:0.#}\" ");
        svg.Append("font-family=\"'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"14\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#{Background:x6}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({CellWidth} {CellHeight / 2})\" xml:space=\"preserve\">\n");
        for (var y = 0; y < frame.Height; y++)
        {
            var row = frame.Row(y);
            for (var x = 0; x < row.Length;)
            {
                var length = RunLength(row[x..]);
                AppendRun(svg, row.Slice(x, length), x, y);
                x += length;
            }
        }

        return svg.Append("</g>\n</svg>\n").ToString();
    }

    // Cells of one style; a wide glyph or one outside of ASCII ends a run, so that a substitute font moves nothing else.
    private static int RunLength(ReadOnlySpan<Cell> cells)
    {
        var length = 1;
        while (length < cells.Length && (cells[length].IsWideTail || (cells[length].Style == cells[0].Style
            && ((IsPlain(cells[length]) && IsPlain(cells[length - 1])) || (IsShape(cells[length]) && IsShape(cells[0]))))))
        {
            length++;
        }

        return length;
    }

    private static bool IsPlain(Cell cell) => cell.Glyph is >= ' ' and < 0x7F;

    private static bool IsShape(Cell cell) => SvgShapes.Contains(cell.Glyph);

    private static void AppendRun(StringBuilder svg, ReadOnlySpan<Cell> run, int column, int row)
    {
        var style = run[0].Style;
        var (foreground, background) = (Hex(style.Fg, Foreground), Hex(style.Bg, Background));
        var reverse = style.Attr.HasFlag(Attr.Reverse);
        var (x, y, width) = (column * CellWidth, row * CellHeight, run.Length * CellWidth);
        if (reverse || !style.Bg.IsDefault)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" ");
            svg.Append(CultureInfo.InvariantCulture, $"height=\"{CellHeight}\" fill=\"{(reverse ? foreground : background)}\"/>\n");
        }

        var ink = reverse ? background : foreground;
        if (IsShape(run[0]))
        {
            AppendShapes(svg, run, x, y, ink);
            return;
        }

        var text = new StringBuilder();
        foreach (var cell in run)
        {
            Snapshots.AppendGlyph(text, cell.Glyph);
        }

        if (text.ToString().Trim(' ').Length == 0 && !style.Attr.HasFlag(Attr.Underline))
        {
            return;
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y + Baseline:0.#}\" textLength=\"{width:0.#}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"");
        AppendAttributes(svg, style.Attr);
        svg.Append('>').Append(text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")).Append("</text>\n");
    }

    private static void AppendShapes(StringBuilder svg, ReadOnlySpan<Cell> run, double x, double y, string ink)
    {
        svg.Append("<path d=\"");
        for (var i = 0; i < run.Length; i++)
        {
            SvgShapes.Append(svg, run[i].Glyph, x + (i * CellWidth), y, CellWidth, CellHeight);
        }

        svg.Append(CultureInfo.InvariantCulture, $"\" fill=\"{ink}\"");
        AppendAttributes(svg, run[0].Style.Attr);
        svg.Append("/>\n");
    }

    private static void AppendAttributes(StringBuilder svg, Attr attributes)
    {
        svg.Append(attributes.HasFlag(Attr.Bold) ? " font-weight=\"bold\"" : "");
        svg.Append(attributes.HasFlag(Attr.Dim) ? " opacity=\"0.55\"" : "");
        svg.Append(attributes.HasFlag(Attr.Underline) ? " text-decoration=\"underline\"" : "");
    }

    private static string Hex(Color color, int otherwise)
    {
        var rgb = color.IsDefault ? Color.Rgb(otherwise) : color.IsRgb ? color : Color.Rgb(Palette.Rgb(color.Index));
        return rgb.ToString();
    }
}
