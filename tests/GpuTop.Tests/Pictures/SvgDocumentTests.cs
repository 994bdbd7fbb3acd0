using System.Xml.Linq;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests;

public sealed class SvgDocumentTests
{
    private static readonly Style Red = Style.Of(Color.Palette(1));

    [Fact]
    public void A_still_is_well_formed_and_shows_the_text()
    {
        var frame = new CellBuffer(15, 1);
        frame.Text(0, 0, "<a>]]> & 李°", Red.Bold().Reverse().Underline().Dim());

        var svg = XDocument.Parse(SvgDocument.Still(frame, SvgTheme.Dark));

        // "]]>" must not stand in XML text (https://www.w3.org/TR/xml/#syntax), which .NET's reader does not mind.
        Assert.DoesNotContain("]]>", SvgDocument.Still(frame, SvgTheme.Dark), StringComparison.Ordinal);
        Assert.Equal(
            "<a>]]> & 李°",
            string.Concat(svg.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value)));
    }

    [Theory]
    [InlineData('█', "M0 0h8.4v17h-8.4z")]
    [InlineData('▄', "M0 8.5h8.4v8.5h-8.4z")]
    [InlineData('▌', "M0 0h4.2v17h-4.2z")]
    [InlineData('⠁', "M2.1 1.13v2")]
    [InlineData('─', "M0 7.95h8.4v1.1h-8.4z")]
    [InlineData('━', "M0 6.8h8.4v3.4h-8.4z")]
    [InlineData('╸', "M0 6.8h4.2v3.4h-4.2z")]
    [InlineData('┌', "M3.65 7.95h4.75v1.1h-4.75zM3.65 7.95h1.1v9.05h-1.1z")]
    public void It_draws_blocks_dots_and_lines_without_a_font(char glyph, string path)
    {
        var frame = new CellBuffer(1, 1);
        frame.Set(0, 0, glyph, Red);

        Assert.Contains($" d=\"{path}\"/>", SvgDocument.Still(frame, SvgTheme.Dark), StringComparison.Ordinal);
    }

    [Fact]
    public void A_moving_picture_draws_once_what_frames_have_in_common()
    {
        var svg = XDocument.Parse(SvgDocument.Moving([(Frame("same", "one"), Second), (Frame("same", "two"), Second)], SvgTheme.Dark));
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").ToList();
        var style = svg.Descendants().First(element => element.Name.LocalName == "style").Value;

        Assert.Equal(["same", "one", "two"], texts.Select(text => text.Value));
        Assert.Equal([null, "g1", "g2"], texts.Select(text => text.Parent!.Attribute("id")?.Value));
        Assert.Contains("#g1{visibility:visible;animation:g1 2s step-end infinite}", style, StringComparison.Ordinal);
        Assert.Contains("@keyframes g1{0%{visibility:visible}50%{visibility:hidden}}", style, StringComparison.Ordinal);
        Assert.Contains("@keyframes g2{0%{visibility:hidden}50%{visibility:visible}}", style, StringComparison.Ordinal);
    }

    [Fact]
    public void Backgrounds_are_behind_what_is_in_other_groups()
    {
        var (plain, selected) = (new CellBuffer(5, 1), new CellBuffer(5, 1));
        plain.Text(0, 0, "text", Red);
        selected.Text(0, 0, "text", Red.On(Color.Palette(2)));

        var picture = SvgDocument.Moving([(plain, Second), (selected, Second)], SvgTheme.Dark);

        var (background, text) = (picture.IndexOf("<path", StringComparison.Ordinal), picture.IndexOf("<text", StringComparison.Ordinal));
        Assert.InRange(background, 1, text);
    }

    private static TimeSpan Second => TimeSpan.FromSeconds(1);

    private static CellBuffer Frame(string first, string second)
    {
        var frame = new CellBuffer(20, 2);
        frame.Text(0, 0, first, Red);
        frame.Text(0, 1, second, Red);
        return frame;
    }
}
