using GpuTop.Cli;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Cli;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

/// <summary>A fleet in which one machine has two names: whatever counts, counts it once.</summary>
public sealed class SecondNameTests
{
    private static readonly AppState Once = SampleFleet.State(160, 40);

    private static AppState Twice => Once with
    {
        Fleet = new Fleet(Once.Fleet.Servers.Add(Once.Fleet.Servers[0] with { Name = "alias", SameAs = "gpu01" })),
    };

    [Fact]
    public void The_header_counts_its_GPUs_once() => Assert.Equal(FleetCounts.Of(Once), FleetCounts.Of(Twice));

    [Fact]
    public void People_hold_its_GPUs_once() =>
        Assert.Equal(
            UserList.View.Of(Once).Select(row => (row.Name, row.Gpus)), UserList.View.Of(Twice).Select(row => (row.Name, row.Gpus)));

    [Fact]
    public void It_is_offered_once() => Assert.Equal(
        PlacementSearch.Of(Once.Fleet, Once.Now, Once.Interval, new PlacementRequest(1, null)).Select(place => place.Server.Name),
        PlacementSearch.Of(Twice.Fleet, Twice.Now, Twice.Interval, new PlacementRequest(1, null)).Select(place => place.Server.Name));

    [Fact]
    public void Metrics_name_the_second_name_and_give_no_figures_of_it()
    {
        var samples = ExpositionFormat.Read(FleetMetrics.Of(Twice.Fleet, Twice.Now, Twice.Interval))
            .Where(sample => sample.Labels.GetValueOrDefault("server") == "alias")
            .Select(sample => sample.Name);

        Assert.Equal(["gputop_server_alias", "gputop_server_up"], samples.Order());
    }

    [Fact]
    public void Its_line_says_which_machine_it_is()
    {
        var frame = new CellBuffer(0, 0);
        GpuTop.Ui.Screen.Draw(Twice with { FleetScreen = Twice.FleetScreen with { Folded = ["gpu01", "gpu02", "gpu03", "alias"] } }, frame);

        Assert.Contains("same machine as gpu01", frame.ToText());
    }
}
