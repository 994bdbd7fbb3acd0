using System.Text;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class FieldReaderTests
{
    [Fact]
    public void Lines_end_in_any_way_and_the_last_need_not_end()
    {
        var rest = "one\r\n\ntwo"u8;
        var lines = new List<string>();
        while (FieldReader.TryTakeLine(ref rest, out var line))
        {
            lines.Add(Encoding.UTF8.GetString(line));
        }

        Assert.Equal(["one", "", "two"], lines);
    }

    [Fact]
    public void Words_are_parted_by_any_blanks_and_the_rest_begins_with_a_word()
    {
        var rest = "  4711 \t alice   python train.py "u8;

        Assert.Equal("4711", Encoding.UTF8.GetString(FieldReader.TakeWord(ref rest)));
        Assert.Equal("alice", Encoding.UTF8.GetString(FieldReader.TakeWord(ref rest)));
        Assert.Equal("python train.py ", Encoding.UTF8.GetString(rest));
        rest = [];
        Assert.True(FieldReader.TakeWord(ref rest).IsEmpty);
    }

    [Fact]
    public void Fields_are_parted_by_one_character_and_may_be_empty()
    {
        var rest = "a| |b"u8;

        Assert.Equal("a", Encoding.UTF8.GetString(FieldReader.TakeField(ref rest, (byte)'|')));
        Assert.True(FieldReader.TakeField(ref rest, (byte)'|').IsEmpty);
        Assert.Equal("b", Encoding.UTF8.GetString(FieldReader.TakeField(ref rest, (byte)'|')));
    }

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
        Assert.Equal(number, NumberParser.Double(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Numbers_that_do_not_fit_are_null()
    {
        Assert.Null(NumberParser.Int("99999999999"u8));
        Assert.Null(NumberParser.Long("99999999999999999999"u8));
        Assert.Null(NumberParser.Double(Encoding.UTF8.GetBytes(new string('9', 400))));
        Assert.Equal(ulong.MaxValue, NumberParser.Hex("0xFFFFFFFFFFFFFFFF"u8));
        Assert.Null(NumberParser.Hex("0x1FFFFFFFFFFFFFFFF"u8));
        Assert.Null(NumberParser.Hex("12"u8));
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
    public void One_rule_says_what_is_absent(string text, bool absent) => Assert.Equal(absent, MissingValue.Is(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Equal_text_is_the_same_string_and_long_text_is_just_text()
    {
        var longText = Encoding.UTF8.GetBytes(new string('x', 5000));

        Assert.Same(StringPool.Of("NVIDIA H200 é"u8), StringPool.Of("NVIDIA H200 é"u8));
        Assert.Equal("NVIDIA H200 é", StringPool.OrNull(" NVIDIA H200 é "u8));
        Assert.Null(StringPool.OrNull("[N/A]"u8));
        Assert.Equal(5000, StringPool.Of(longText).Length);
    }
}
