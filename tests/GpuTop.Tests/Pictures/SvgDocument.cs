using System.Globalization;
using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests;

/// <summary>Frames as SVG documents for README. They have no scripts and name no other files, as GitHub shows them in an img
/// element.</summary>
internal static class SvgDocument
{
    // Chinese, as in a command line of the demo, is in none of the usual fonts of terminals.
    private const string Fonts =
        "'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei',monospace";

    /// <summary>A still picture.</summary>
    public static string Still(CellBuffer frame, SvgTheme theme)
    {
        var elements = new SvgElements(theme);
        var body = new StringBuilder();
        foreach (var (element, _) in elements.Of(frame).OrderBy(drawn => !drawn.IsBackground))
        {
            body.Append(element).Append('\n');
        }

        return Document(frame, theme, elements.Css, body);
    }

    /// <summary>A moving picture that repeats. What several frames have in common is drawn once, in a group that is visible in these
    /// frames; without support for animations, or for readers who want no motion, it is the first frame.</summary>
    /// <param name="frames">At most 64 frames of one size, and how long each is shown.</param>
    /// <param name="theme">The colours.</param>
    public static string Moving(IReadOnlyList<(CellBuffer Frame, TimeSpan Time)> frames, SvgTheme theme)
    {
        var elements = new SvgElements(theme);
        var visible = new Dictionary<(string Element, bool IsBackground), ulong>();
        for (var i = 0; i < frames.Count; i++)
        {
            foreach (var element in elements.Of(frames[i].Frame))
            {
                visible[element] = visible.GetValueOrDefault(element) | (1UL << i);
            }
        }

        var total = frames.Aggregate(TimeSpan.Zero, (sum, frame) => sum + frame.Time);
        var (css, body) = (new StringBuilder(elements.Css), new StringBuilder());
        css.Append("@media(prefers-reduced-motion:reduce){g{animation:none!important}}\n");
        var groups = visible
            .GroupBy(pair => (Frames: pair.Value, pair.Key.IsBackground), pair => pair.Key.Element)
            .OrderBy(group => !group.Key.IsBackground);
        foreach (var (number, group) in groups.Index())
        {
            if (group.Key.Frames == (1UL << frames.Count) - 1)
            {
                body.AppendJoin('\n', group).Append('\n');
                continue;
            }

            AppendKeyframes(css, number, group.Key.Frames, frames, total);
            body.Append(CultureInfo.InvariantCulture, $"<g id=\"g{number}\">\n").AppendJoin('\n', group).Append("\n</g>\n");
        }

        return Document(frames[0].Frame, theme, css.ToString(), body);
    }

    private static void AppendKeyframes(
        StringBuilder css, int number, ulong visible, IReadOnlyList<(CellBuffer Frame, TimeSpan Time)> frames, TimeSpan total)
    {
        css.Append(CultureInfo.InvariantCulture, $"#g{number}{{visibility:{Visibility(visible, 0)};");
        css.Append(CultureInfo.InvariantCulture, $"animation:g{number} {total.TotalSeconds:0.##}s step-end infinite}}\n");
        css.Append(CultureInfo.InvariantCulture, $"@keyframes g{number}{{");
        var at = TimeSpan.Zero;
        for (var i = 0; i < frames.Count; i++)
        {
            if (i == 0 || Visibility(visible, i) != Visibility(visible, i - 1))
            {
                css.Append(CultureInfo.InvariantCulture, $"{100 * (at / total):0.##}%{{visibility:{Visibility(visible, i)}}}");
            }

            at += frames[i].Time;
        }

        css.Append("}\n");
    }

    private static string Visibility(ulong visible, int frame) => (visible & (1UL << frame)) != 0 ? "visible" : "hidden";

    private static string Document(CellBuffer frame, SvgTheme theme, string css, StringBuilder body)
    {
        var (width, height) = ((frame.Width + 2) * SvgElements.CellWidth, (frame.Height + 1) * SvgElements.CellHeight);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width:0}" height="{height:0}" viewBox="0 0 {width:0.#} {height:0.#}"
             font-family="{Fonts}" font-size="14">
            <style>
            {css}</style>
            <rect x=".5" y=".5" width="{width - 1:0.#}" height="{height - 1:0.#}" rx="6"
             fill="#{theme.Background:x6}" stroke="#{theme.Border:x6}"/>
            <g transform="translate({SvgElements.CellWidth} {SvgElements.CellHeight / 2})" xml:space="preserve">
            {body}</g>
            </svg>

            """);
    }
}
