using FsCheck;
using FsCheck.Fluent;
using GpuTop.Probe;

namespace GpuTop.Tests.Probe;

public sealed class TextSanitizerTests
{
    [Theory]
    [InlineData("plain ~ text", "plain ~ text")]
    [InlineData("é 漢字 🚀 ä", "é 漢字 🚀 ä")]
    [InlineData("a\tb", "a b")]
    [InlineData("\u001b]0;owned\u0007\u001b[2J", "?]0;owned??[2J")]
    [InlineData("\u007f\u0000", "??")]
    [InlineData("a\u009b31m", "a?31m")]
    [InlineData("evil\u202egpj.exe", "evil?gpj.exe")]
    [InlineData("zero\u200bwidth\ufeff", "zero?width?")]
    [InlineData("two\u2028lines\u2029", "two?lines?")]
    [InlineData("two\r\nlines\n", "two\nlines\n")]
    [InlineData("a\u3164b\u115fc\u1160d\uffa0e\u2800f", "a?b?c?d?e?f")]
    [InlineData("a\ufffeb\ufdd0c\U0001ffffd", "a?b?c?d")]
    [InlineData("tag\U000e0041\U000e007f", "tag??")]
    [InlineData("a\u202ab\u2066c\u061cd", "a?b?c?d")]
    [InlineData("a\ufe0fb\U000e0100c\u034fd\u180be", "a?b?c?d?e")]
    [InlineData("e\u0301\u0302\u0303\u0304 \u0301", "e\u0301\u0302\u0303\u0304 \u0301")]
    [InlineData("e\u0301\u0302\u0303\u0304\u0305\u20dd!\u0301", "e\u0301\u0302\u0303\u0304??!\u0301")]
    [InlineData("한국어 \u0e01\u0e48 \ue0a0", "한국어 \u0e01\u0e48 \ue0a0")]
    public void Text_loses_what_a_terminal_would_obey_or_hide(string text, string clean) => Assert.Equal(clean, TextSanitizer.Clean(text));

    // No theory: attribute data cannot hold a lone surrogate.
    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("lone ? half", TextSanitizer.Clean("lone \ud800 half"));

    [Theory]
    [InlineData("c3 a9 0a e6 bc a2", "é\n漢")]
    [InlineData("41 ff 42", "A?B")]
    [InlineData("c2 9b", "?")]
    [InlineData("e2 80 ae 78", "?x")]
    [InlineData("e2 80", "?")]
    [InlineData("c0 af", "??")]
    [InlineData("ed a0 80", "???")]
    [InlineData("09 0d", " ?")]
    [InlineData("e3 85 a4 61 ef bf be", "?a?")]
    [InlineData("61 cc 81 cc 81 cc 81 cc 81 cc 81 cc 81 62 cc 81", "a\u0301\u0301\u0301\u0301??b\u0301")]
    [InlineData("cc 81 cc 81 cc 81 0a cc 81 cc 81", "\u0301\u0301\u0301\n\u0301\u0301")]
    public void Bytes_are_decoded_and_cleaned(string hex, string clean) =>
        Assert.Equal(clean, TextSanitizer.Clean(Convert.FromHexString(hex.Replace(" ", ""))));

    [Fact]
    public void Any_bytes_give_text_that_may_be_shown()
    {
        var bytes = Gen.Frequency(
                (3, Gen.Choose(0x20, 0x7e)),
                (1, Gen.Choose(0, 0x1f)),
                (2, Gen.Choose(0x80, 0xff)),
                (1, Gen.Elements(0xe2, 0x80, 0xae, 0xc2)))
            .ArrayOf().Select(values => values.Select(value => (byte)value).ToArray()).ToArbitrary();

        Prop.ForAll(bytes, before =>
        {
            var text = TextSanitizer.Clean(before);
            return TextSanitizer.Clean(text) == text && text.All(c => c == '\n' || !char.IsControl(c));
        }).QuickCheckThrowOnFailure();
    }
}
