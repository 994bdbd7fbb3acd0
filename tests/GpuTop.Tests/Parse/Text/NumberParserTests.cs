using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class NumberParserTests
{
    [Theory]
    [InlineData("42", 42.0)]
    [InlineData(" 8192 MiB", 8192.0)]
    [InlineData("631.95 W", 631.95)]
    [InlineData("34,5", 34.5)]
    [InlineData("16x", 16.0)]
    [InlineData("0 %", 0.0)]
    [InlineData("390 KB/s", 390.0)]
    [InlineData("-7 C", -7.0)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("N/A", null)]
    [InlineData("[N/A]", null)]
    [InlineData("1.2.3", null)]
    [InlineData("2024/01/16", null)]
    [InlineData("0x10", null)]
    [InlineData(".5", null)]
    public void A_number_may_have_a_unit_and_is_null_where_there_is_none(string text, double? number) =>
        Assert.Equal(number, NumberParser.Double(text));

    [Fact]
    public void Numbers_that_do_not_fit_are_null()
    {
        Assert.Null(NumberParser.Int("99999999999"));
        Assert.Null(NumberParser.Long("99999999999999999999"));
        Assert.Null(NumberParser.Double(new string('9', 400)));
        Assert.Equal(ulong.MaxValue, NumberParser.Hex("0xFFFFFFFFFFFFFFFF"));
        Assert.Null(NumberParser.Hex("0x1FFFFFFFFFFFFFFFF"));
        Assert.Null(NumberParser.Hex("12"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" - ", true)]
    [InlineData("--", true)]
    [InlineData("N/A", true)]
    [InlineData("[Not Found]", true)]
    [InlineData("Requested functionality has been deprecated", true)]
    [InlineData("[GPU requires reset]", true)]
    [InlineData("0", false)]
    [InlineData("None", false)]
    [InlineData("[python]", false)]
    [InlineData("a-", false)]
    public void One_rule_says_what_is_absent(string text, bool absent) => Assert.Equal(absent, NotAvailableText.Is(text));
}
