using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class CellBufferTests
{
    private static readonly Style Red = Style.Of(Color.Palette(1));

    [Fact]
    public void Text_is_cut_at_the_edges_of_the_frame()
    {
        var frame = new CellBuffer(5, 2);

        var left = frame.Text(-2, 0, "abcd", Red);
        var right = frame.Text(3, 1, "abcd", Red);
        var below = frame.Text(0, 2, "abcd", Red);

        Assert.Equal("cd\n   ab\n", frame.ToText());
        Assert.Equal((4, 2, 0), (left, right, below));
    }

    [Theory]
    [InlineData("李伟", 4, "李伟")]
    [InlineData("李伟", 3, "李")]
    [InlineData("李伟", 1, "")]
    [InlineData("e\u0301te\u0301", 3, "e\u0301te\u0301")]
    [InlineData("🚀x", 3, "🚀x")]
    [InlineData("\u0301abc", 3, "abc")]
    public void Wide_glyphs_take_two_columns_and_accents_none(string text, int maxWidth, string shown)
    {
        var frame = new CellBuffer(10, 1);

        frame.Text(0, 0, text, Red, maxWidth);

        Assert.Equal(shown + "\n", frame.ToText());
    }

    [Fact]
    public void A_wide_glyph_that_is_cut_leaves_a_blank_in_the_texts_style()
    {
        var frame = new CellBuffer(4, 1);

        var columns = frame.Text(0, 0, "ab李", Red, 3);

        Assert.Equal(3, columns);
        Assert.Equal(new Cell(' ', Red), frame[2, 0]);
    }

    [Theory]
    [InlineData("\e[2Jx", "[2Jx")]
    [InlineData("a\u009b31mb", "a31mb")]
    [InlineData("a\r\nb\tc\0d\u007fe", "abcde")]
    [InlineData("a\u202Eb\u2066c\u200Fd", "abcd")]
    [InlineData("👨\u200D👩\uFE0F", "👨👩")]
    [InlineData("👍🏽", "👍")]
    [InlineData("a\u2028b\u2029c\u00ADd", "abcd")]
    [InlineData("x\U000E0041y", "xy")]
    public void Invisible_characters_reach_no_cell(string hostile, string shown)
    {
        var frame = new CellBuffer(20, 1);

        frame.Text(0, 0, hostile, Red);

        Assert.Equal(shown + "\n", frame.ToText());
    }

    [Fact]
    public void Random_text_gives_visible_glyphs_and_the_counted_columns()
    {
        var anyPart = Gen.OneOf(
            Gen.Choose(0, 0xFFFF).Select(unit => (char)unit),
            Gen.Choose(0, 0x2FF).Select(unit => (char)unit),
            Gen.Elements("\e\u009b\u200d\u202e\ufe0f\ud83d\ude80李\u0301".ToCharArray()));

        Prop.ForAll(anyPart.ArrayOf().ToArbitrary(), text =>
        {
            var frame = new CellBuffer(300, 1);
            var columns = frame.Text(0, 0, text, Red);
            return columns == UnicodeWidth.Of(text) && frame.ToText().TrimEnd('\n').EnumerateRunes().All(rune =>
                Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character()
    {
        var frame = new CellBuffer(5, 1);

        frame.Text(0, 0, "a\uD83D", Red);
        frame.Set(2, 0, '\uDC00', Red);

        Assert.Equal("a\uFFFD\uFFFD\n", frame.ToText());
    }

    [Fact]
    public void A_thousand_accents_on_one_letter_are_not_kept()
    {
        var frame = new CellBuffer(5, 1);

        frame.Text(0, 0, "e" + new string('\u0301', 1000) + "!", Red);

        Assert.InRange(frame.ToText().Length, 3, 10);
        Assert.Equal('!', frame[1, 0].Glyph);
    }

    [Theory]
    [InlineData(1, "x伟")]
    [InlineData(0, "x 伟")]
    public void Overwriting_half_of_a_wide_glyph_blanks_the_other_half(int column, string shown)
    {
        var frame = new CellBuffer(4, 1);
        frame.Text(0, 0, "李伟", Red);

        frame.Set(column, 0, 'x', Red);

        Assert.Equal(column == 1 ? " " + shown + "\n" : shown + "\n", frame.ToText());
    }

    [Fact]
    public void Filling_between_two_wide_glyphs_leaves_no_halves()
    {
        var frame = new CellBuffer(4, 1);
        frame.Text(0, 0, "李伟", Red);

        frame.Fill(new(1, -5, 2, 10), '#', Red);

        Assert.Equal(" ##\n", frame.ToText());
    }

    [Fact]
    public void Texts_align_right_and_end_in_an_ellipsis_when_cut()
    {
        var frame = new CellBuffer(10, 3);

        frame.TextRight(0, 0, 10, "abc", Red);
        frame.TextEllipsis(0, 1, 5, "train.py", Red);
        frame.TextEllipsis(0, 2, 8, "train.py", Red);

        Assert.Equal("       abc\ntrai…\ntrain.py\n", frame.ToText());
    }

    [Fact]
    public void Interpolated_text_is_formatted_aligned_and_cut()
    {
        var frame = new CellBuffer(20, 3);
        string? nothing = null;

        var columns = frame.Text(0, 0, $"{3,3}|{"ab",-4}|{1.5:F1}|{nothing}{"xy".AsSpan()}", Red);
        frame.Text(0, 1, $"{new string('a', 300)}b{4711}", Red, maxWidth: 4);
        frame.TextRight(0, 2, 20, $"{new string('b', 300)}{5}", Red);

        Assert.Equal($"  3|ab  |1.5|xy\naaaa\n{new string('b', 20)}\n", frame.ToText());
        Assert.Equal(15, columns);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(-3, 5)]
    public void Tiny_frames_take_every_drawing(int width, int height)
    {
        var frame = new CellBuffer(width, height);

        Draw(frame);
        frame.Text(-1, 0, "李伟", Red);
        frame.Fill(new(50, 0, 3, 3), 'x', Red);

        Assert.Equal(Math.Max(0, width) == 0 ? height : 1, frame.ToText().Split('\n').Length - 1);
    }

    [Fact]
    public void Resizing_blanks_and_keeps_nothing()
    {
        var frame = new CellBuffer(4, 2);
        frame.Text(0, 0, "abcd", Red);

        frame.Resize(2, 4);

        Assert.Equal("\n\n\n\n", frame.ToText());
        Assert.Equal(new Rect(0, 0, 2, 4), frame.Area);
    }

    [Fact]
    public void Ansi_lines_stand_alone()
    {
        var frame = new CellBuffer(6, 2);

        frame.Text(0, 0, "ab", Style.Of(Color.Rgb(0xFF8800)).Bold());
        frame.Text(2, 0, "c", Style.Default);
        frame.Text(0, 1, "d", Style.Default.On(Color.Palette(12)));

        Assert.Equal("\e[1;38;2;255;136;0mab\e[mc\n\e[104md\e[m\n", frame.ToAnsi());
    }

    private static void Draw(CellBuffer frame)
    {
        frame.Clear();
        frame.Text(1, 0, "hello 李伟 e\u0301", Red);
        frame.Text(1, 1, $"{4711} of {12.5:F1} {"x",10}", Red);
        frame.TextRight(0, 2, 20, "right", Red);
        frame.TextEllipsis(0, 3, 3, "a long text", Red);
        frame.Set(0, 5, new Rune(0x1F680), Red);
        frame.Fill(frame.Area.Inset(1), '█', Red);
    }
}
