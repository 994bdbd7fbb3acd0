using System.Globalization;
using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests;

/// <summary>The elements that draw the cells of frames; equal cells at the same place give equal elements.</summary>
internal sealed class SvgElements(SvgTheme theme)
{
    public const double CellWidth = 8.4;
    public const double CellHeight = 17;
    private const double Baseline = 13;

    // Names of the classes by their declarations.
    private readonly Dictionary<string, string> _classes = [];

    /// <summary>The rules of the classes of all elements so far.</summary>
    public string Css => string.Concat(_classes.Select(pair => $".{pair.Value}{{{pair.Key}}}\n"));

    /// <summary>The elements of a frame; backgrounds have to be drawn before all others.</summary>
    public IEnumerable<(string Element, bool IsBackground)> Of(CellBuffer frame)
    {
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width;)
            {
                var length = RunLength(frame.Row(y)[x..]);
                foreach (var element in OfRun(frame.Row(y).Slice(x, length).ToArray(), x, y))
                {
                    yield return element;
                }

                x += length;
            }
        }
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

    private IEnumerable<(string Element, bool IsBackground)> OfRun(Cell[] run, int column, int row)
    {
        var style = run[0].Style;
        var (foreground, background) = (Hex(style.Fg, theme.Foreground), Hex(style.Bg, theme.Background));
        var reverse = style.Attr.HasFlag(Attr.Reverse);
        var y = row * CellHeight;
        if (reverse || !style.Bg.IsDefault)
        {
            var (x, width) = (column * CellWidth, run.Length * CellWidth);
            var fill = ClassOf($"fill:{(reverse ? foreground : background)}");
            yield return (Text($"<path class=\"{fill}\" d=\"M{x:0.##} {y:0.##}h{width:0.##}v{CellHeight}h-{width:0.##}z\"/>"), true);
        }

        var ink = reverse ? background : foreground;
        if (IsShape(run[0]))
        {
            foreach (var element in OfShapes(run, column * CellWidth, y, ink))
            {
                yield return (element, false);
            }
        }
        else if (TextOf(run, column, y, ink) is { } text)
        {
            yield return (text, false);
        }
    }

    private IEnumerable<string> OfShapes(Cell[] run, double x, double y, string ink)
    {
        var (areas, dots) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < run.Length;)
        {
            var count = SvgShapes.IsUniform(run[i].Glyph) ? run.Skip(i).TakeWhile(cell => cell.Glyph == run[i].Glyph).Count() : 1;
            if (SvgShapes.IsBraille(run[i].Glyph))
            {
                SvgShapes.AppendDots(dots, run[i].Glyph, x + (i * CellWidth), y, CellWidth, CellHeight);
            }
            else
            {
                SvgShapes.Append(areas, run[i].Glyph, x + (i * CellWidth), y, count * CellWidth, CellHeight);
            }

            i += count;
        }

        if (areas.Length > 0)
        {
            yield return $"<path class=\"{ClassOf($"fill:{ink}{Opacity(run[0].Style.Attr)}")}\" d=\"{areas}\"/>";
        }

        if (dots.Length > 0)
        {
            yield return $"<path class=\"{ClassOf($"stroke:{ink};{SvgShapes.DotStyle}{Opacity(run[0].Style.Attr)}")}\" d=\"{dots}\"/>";
        }
    }

    private string? TextOf(Cell[] run, int column, double y, string ink)
    {
        var attributes = run[0].Style.Attr;
        var (start, length) = (0, run.Length);
        if (!attributes.HasFlag(Attr.Underline))
        {
            start = run.TakeWhile(cell => cell.Glyph == ' ').Count();
            length = run.Length - start - run.Reverse().TakeWhile(cell => cell.Glyph == ' ').Count();
        }

        if (length <= 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var cell in run.AsSpan(start, length))
        {
            Snapshots.AppendGlyph(text, cell.Glyph);
        }

        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
        var name = ClassOf(
            $"fill:{ink}{Opacity(attributes)}"
            + (attributes.HasFlag(Attr.Bold) ? ";font-weight:bold" : "")
            + (attributes.HasFlag(Attr.Underline) ? ";text-decoration:underline" : ""));
        var fit = length > 1 ? Text($" textLength=\"{length * CellWidth:0.##}\"") : "";
        return Text($"<text class=\"{name}\" x=\"{(column + start) * CellWidth:0.##}\" y=\"{y + Baseline:0.##}\"{fit}>{text}</text>");
    }

    private static string Opacity(Attr attributes) => attributes.HasFlag(Attr.Dim) ? ";opacity:.55" : "";

    private string ClassOf(string declarations)
    {
        if (!_classes.TryGetValue(declarations, out var name))
        {
            name = _classes[declarations] = $"c{_classes.Count}";
        }

        return name;
    }

    private static string Hex(Color color, int otherwise)
    {
        var rgb = color.IsDefault ? Color.Rgb(otherwise) : color.IsRgb ? color : Color.Rgb(Palette.Rgb(color.Index));
        return rgb.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
