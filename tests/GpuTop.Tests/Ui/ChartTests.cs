using GpuTop.Model;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class ChartTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private static readonly LoadColors Load = Theme.Utilization(new Thresholds());

    [Theory]
    [InlineData(0.0, "──────────")]
    [InlineData(null, "")]
    [InlineData(0.4, "──────────")]
    [InlineData(50.0, "━━━━━─────")]
    [InlineData(55.0, "━━━━━╸────")]
    [InlineData(100.0, "━━━━━━━━━━")]
    [InlineData(250.0, "━━━━━━━━━━")]
    [InlineData(-3.0, "──────────")]
    public void A_bar_is_as_long_as_its_share(double? percent, string expected)
    {
        var frame = new CellBuffer(10, 1);

        Bar.Draw(frame, 0, 0, 10, percent, Load);

        Assert.Equal(expected + "\n", frame.ToText());
    }

    [Fact]
    public void A_sparkline_keeps_gaps_as_gaps_and_zero_as_a_dot()
    {
        var history = new GpuHistory();
        int?[] percents = [100, 100, null, null, 0, 0, 50, null];
        for (var i = 0; i < percents.Length; i++)
        {
            history.Add(new GpuSample { UtilizationPercent = percents[i] }, Now.AddSeconds(i - percents.Length + 1));
        }

        var frame = new CellBuffer(5, 1);
        Sparkline.Draw(frame, frame.Area, history, TimeSpan.FromSeconds(10), Now, Load);

        Assert.Equal(" ⣿ ⣀⡆\n", frame.ToText());
    }

    [Fact]
    public void A_sparkline_of_two_lines_has_eight_levels()
    {
        var history = new GpuHistory();
        history.Add(new GpuSample { UtilizationPercent = 100 }, Now.AddSeconds(-1));
        history.Add(new GpuSample { UtilizationPercent = 50 }, Now);

        var frame = new CellBuffer(1, 2);
        Sparkline.Draw(frame, frame.Area, history, TimeSpan.FromSeconds(2), Now, Load);

        Assert.Equal("⣇\n⣿\n", frame.ToText());
    }
}
