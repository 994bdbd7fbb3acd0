using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class PsRowTests
{
    [Fact]
    public void A_row_of_the_probe_tells_all()
    {
        var row = PsRow.Read("  4711  4000 20231 R 187200 110.5 12582912 python train.py --lr 3e-4  ");

        Assert.Equal(
            new PsRow(4711, 4000, 20231, "20231", 'R', TimeSpan.FromHours(52), 110.5, 12288, "python train.py --lr 3e-4"),
            row);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("-", null)]
    [InlineData("4294967295", null)]
    [InlineData("18446744073709551615", null)]
    public void Elapsed_time_is_in_seconds(string text, int? seconds) =>
        Assert.Equal(seconds, (int?)PsRow.Read($"1 0 0 S {text} 0 0 init")!.Value.Elapsed?.TotalSeconds);

    [Fact]
    public void What_is_no_figure_is_unknown()
    {
        var row = PsRow.Read("4711 ? ? R - - - ");

        Assert.Equal(new PsRow(4711, null, null, "?", 'R', null, null, null, null), row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("error: unsupported option (BSD syntax)")]
    [InlineData("0 0 0 S 1 0 0 x")]
    public void What_is_no_row_is_none(string line) => Assert.Null(PsRow.Read(line));
}
