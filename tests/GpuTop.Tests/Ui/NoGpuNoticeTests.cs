using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class NoGpuNoticeTests
{
    private static Server Laptop => SampleFleet.Hear(
        Server.Initial("laptop", Server.LocalHost, SampleFleet.Now) with
        {
            Connection = new ConnectionStatus(ConnectionPhase.Live, SampleFleet.Now),
        },
        new Reading.Gpus([], DriverRemedies.NotFound),
        SampleFleet.Now);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void A_machine_without_a_GPU_that_nobody_named_says_what_to_do(int width, int height)
    {
        var lines = Drawn(StateOf(Laptop, namesNoServer: true, width, height));

        Assert.Contains("gputop HOST...", lines);
        Assert.Contains("gputop init", lines);
        Assert.Contains("gputop --demo", lines);
        Assert.Contains("no GPU here", lines);
    }

    [Fact]
    public void A_machine_that_was_named_or_has_a_GPU_says_nothing_of_the_kind()
    {
        Assert.DoesNotContain("gputop init", Drawn(StateOf(Laptop, namesNoServer: false)));
        Assert.DoesNotContain("gputop init", Drawn(StateOf(SampleFleet.Of4Servers.Servers[0], namesNoServer: true)));
        Assert.DoesNotContain(
            "gputop init", Drawn(StateOf(Laptop with { GpuProblem = "No devices were found" }, namesNoServer: true)));
    }

    [Theory]
    [InlineData(20, 5)]
    [InlineData(1, 1)]
    public void It_is_cut_where_there_is_no_room(int width, int height) =>
        Drawn(StateOf(Laptop, namesNoServer: true, width, height));

    private static AppState StateOf(Server server, bool namesNoServer, int width = 80, int height = 24) => new()
    {
        Fleet = new Fleet([server]),
        Now = SampleFleet.Now,
        Width = width,
        Height = height,
        Options = new AppOptions { NamesNoServer = namesNoServer },
    };

    private static string Drawn(AppState state)
    {
        var frame = new CellBuffer(0, 0);
        Screen.Draw(state, frame);
        return frame.ToText();
    }
}
