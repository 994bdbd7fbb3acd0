using GpuTop.Model;
using GpuTop.Tests.State;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class GpuRemarksTests
{
    [Fact]
    public void A_sensor_that_fails_is_said_first()
    {
        Assert.Contains("fan ERR!", Remark(new Timeline().Watch("b", 2, sample => sample with { Alarm = "fan ERR!" }), "alarm"),
            StringComparison.Ordinal);
        Assert.Null(Remark(new Timeline().Watch("b", 2), "alarm"));
    }

    [Fact]
    public void A_card_at_100_percent_with_nothing_on_it_may_be_wedged()
    {
        static GpuSample Wedged(GpuSample sample) => sample with { UtilizationPercent = 100 };

        Assert.Null(Remark(new Timeline().Watch("f", 30, Wedged), "wedged?"));
        Assert.Contains("reset", Remark(new Timeline().Watch("f", 62, Wedged), "wedged?"), StringComparison.Ordinal);
        Assert.Null(Remark(new Timeline().Watch("b", 62, Wedged), "wedged?"));
    }

    [Fact]
    public void Unified_memory_is_marked() =>
        Assert.StartsWith("unified", Remark(new Timeline().Watch("f", 2, sample => sample with { HasUnifiedMemory = true }), "memory"),
            StringComparison.Ordinal);

    [Fact]
    public void Every_limit_of_temperature_has_a_name_of_its_own()
    {
        string[] names =
        [
            "gpu temp", "gpu temp tlimit", "gpu temp max threshold", "gpu temp slow threshold", "gpu temp max gpu threshold",
                "gpu target temperature",
            "memory temp", "gpu temp max mem threshold", "gpu temp max tlimit threshold", "gpu temp slow tlimit threshold",
                "gpu temp max gpu tlimit threshold",
        ];

        Assert.Equal(names.Length, names.Select(GpuDetailFacts.TemperatureName).Distinct().Count());
    }

    private static string? Remark(Timeline timeline, string name)
    {
        var state = timeline.State with { Width = 300, Height = 60 };
        var server = state.Fleet.Servers[0];
        return GpuRemarks.Of(state, server, server.Gpus[0]).Where(remark => remark.Name == name).Select(remark =>
            remark.Value).FirstOrDefault();
    }
}
