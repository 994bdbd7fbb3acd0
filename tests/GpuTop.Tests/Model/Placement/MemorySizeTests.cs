using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class MemorySizeTests
{
    [Theory]
    [InlineData("20G", 20480)]
    [InlineData("20", 20480)]
    [InlineData(" 1.5 GiB ", 1536)]
    [InlineData("800M", 800)]
    [InlineData("1T", 1048576)]
    public void Memory_sizes_are_parsed(string text, int expected) => Assert.Equal(expected, MemorySize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("-4G")]
    [InlineData("0")]
    [InlineData("20X")]
    [InlineData("1e3G")]
    [InlineData("99999999G")]
    [InlineData("20G30")]
    public void Invalid_memory_sizes_are_null(string text) => Assert.Null(MemorySize.Parse(text));
}
