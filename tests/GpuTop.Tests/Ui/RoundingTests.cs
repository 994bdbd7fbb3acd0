using GpuTop.Parse;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(0.5, "1")]
    [InlineData(2.5, "3")]
    [InlineData(298.4, "298")]
    [InlineData(298.6, "299")]
    [InlineData(-0.5, "-1")]
    public void A_number_is_rounded_the_same_wherever_it_is_shown(double number, string text)
    {
        Assert.Equal(text, $"{number:0}");
        Assert.Equal(text, Format.Rounded(number));
        Assert.Equal(text + "W", Format.Rounded(number, "W"));
        Assert.Equal(text, $"{NumberParser.Int(FormattableString.Invariant($"{number}"))}");
    }
}
