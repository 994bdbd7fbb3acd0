using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class UnicodeWidthTests
{
    [Theory]
    [InlineData("hello", 5)]
    [InlineData("", 0)]
    [InlineData("李伟", 4)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("ﾊﾝｶｸ", 4)]
    [InlineData("한국어", 6)]
    [InlineData("e\u0301", 1)]
    [InlineData("é°×", 3)]
    [InlineData("●█▉─⣿▾…–", 8)]
    [InlineData("🚀", 2)]
    [InlineData("✅❌", 4)]
    [InlineData("◽◾", 4)]
    [InlineData("👨\u200D👩\u200D👧", 6)]
    [InlineData("👍🏽", 2)]
    [InlineData("❤\uFE0F", 1)]
    [InlineData("か\u3099", 2)]
    [InlineData("नमस्ते", 4)]
    [InlineData("\e\u0007\u009b", 0)]
    public void Text_has_the_columns_that_terminals_give_it(string text, int columns) =>
        Assert.Equal(columns, UnicodeWidth.Of(text));

    [Fact]
    public void Invalid_code_points_count_as_the_replacement_character()
    {
        Assert.Equal(2, UnicodeWidth.Of("a\uD800"));
        Assert.Equal(2, UnicodeWidth.Of("\uDC00a"));
        Assert.Equal(1, UnicodeWidth.Of("\uFFFF"));
    }

    [Fact]
    public void Every_code_point_has_a_width()
    {
        var widths = Enumerable.Range(0, 0x110000).Select(UnicodeWidth.Of).Distinct().Order();

        Assert.Equal([-1, 0, 1, 2], widths);
    }
}
