using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("1s", 1)]
    [InlineData(" 1.5 s ", 1.5)]
    [InlineData("15m", 900)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h 30m", 5400)]
    [InlineData("2d", 172800)]
    [InlineData("0s", 0)]
    public void Durations_add_their_parts(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("-1s")]
    [InlineData("s")]
    [InlineData("1.s")]
    [InlineData("1 x")]
    [InlineData("1s!")]
    [InlineData("99999999999999999999d")]
    [InlineData("١s")]
    public void Invalid_durations_are_null(string text) => Assert.Null(Duration.Parse(text));

    [Theory]
    [InlineData("30", 30.0)]
    [InlineData("1.5", 1.5)]
    [InlineData("1h30m", 5400.0)]
    [InlineData("-5", null)]
    [InlineData("1e3", null)]
    [InlineData("1,000", null)]
    [InlineData("", null)]
    public void A_number_on_the_command_line_is_seconds(string word, double? seconds) =>
        Assert.Equal(seconds, Duration.ParseArgument(word)?.TotalSeconds);

    [Theory]
    [InlineData(0.25, "0.25 s")]
    [InlineData(60, "1 m")]
    [InlineData(90, "90 s")]
    [InlineData(0, "0 s")]
    public void Durations_are_shown_in_one_unit(double seconds, string text) =>
        Assert.Equal(text, Duration.Show(TimeSpan.FromSeconds(seconds)));
}
