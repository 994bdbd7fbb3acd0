using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class WrappingTests
{
    [Theory]
    [InlineData("", new[] { "" })]
    [InlineData("one two", new[] { "one two" })]
    [InlineData("one two three", new[] { "one two", "three" })]
    [InlineData("one  \n\ntwo", new[] { "one", "", "two" })]
    [InlineData("SHA256:0123456789", new[] { "SHA256:", "0123456", "789" })]
    [InlineData("名字名字名字", new[] { "名字名", "字名字" })]
    [InlineData("  indented text", new[] { "  inden", "ted", "text" })]
    public void Lines_are_never_wider_than_asked_and_nothing_is_lost(string text, string[] lines) =>
        Assert.Equal(lines, Wrapping.Lines(text, 7));
}
