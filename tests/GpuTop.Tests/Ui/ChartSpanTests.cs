using GpuTop.Model;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class ChartSpanTests
{
    [Theory]
    [InlineData(0, "1 min")]
    [InlineData(60, "1 min")]
    [InlineData(61, "2 min")]
    [InlineData(299, "5 min")]
    [InlineData(301, "10 min")]
    [InlineData(86_400, "10 min")]
    public void A_chart_grows_with_its_data(int seconds, string expected)
    {
        var state = SampleFleet.State(80, 24);
        var history = new GpuHistory();
        history.Add(new GpuSample { UtilizationPercent = 1 }, state.Now.AddSeconds(-seconds));
        var gpu = state.Fleet.Servers[0].Gpus[0] with { History = history };
        state = state with { Fleet = new Fleet([state.Fleet.Servers[0] with { Gpus = [gpu] }]) };

        Assert.Equal(expected, ChartSpan.Label(ChartSpan.Of(gpu, state.Now)));
        Assert.Equal(expected, ChartSpan.Label(ChartSpan.Of(state)));
    }

    [Fact]
    public void Without_data_it_is_short() =>
        Assert.Equal(TimeSpan.FromMinutes(1), ChartSpan.Of(SampleFleet.State(80, 24) with { Fleet = new Fleet([]) }));

    [Theory]
    [InlineData(10, 52, 50)]
    [InlineData(10, 50, 50)]
    [InlineData(1, 200, 30)]
    [InlineData(10, 1, 1)]
    public void A_chart_is_as_wide_as_its_span(int minutes, int width, int expected)
    {
        var span = TimeSpan.FromMinutes(minutes);

        Assert.Equal(expected, BrailleChart.ColumnsOf(span, BrailleChart.SecondsOf(span, width)));
    }
}
