using GpuTop.Cli;
using GpuTop.Model;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.Cli;

public sealed class ServerCompletenessTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly DateTimeOffset Now = SampleFleet.Now;

    private static Server Live => SampleFleet.Of4Servers.Servers[0];

    [Fact]
    public void A_server_whose_GPUs_have_a_state_tells() => Assert.False(ServerCompleteness.HasNoGpuState(Live, Now, Interval));

    [Fact]
    public void A_server_that_is_not_there_or_sent_no_round_tells_nothing()
    {
        Assert.True(ServerCompleteness.HasNoGpuState(SampleFleet.Of4Servers.Servers[3], Now, Interval));
        Assert.True(ServerCompleteness.HasNoGpuState(
            Live with { SectionTimes = Live.SectionTimes.Remove(ProbeSection.Gpus) }, Now, Interval));
        Assert.True(ServerCompleteness.HasNoGpuState(Live, Now.AddMinutes(1), Interval));
    }

    [Fact]
    public void GPUs_of_which_no_state_is_known_tell_nothing()
    {
        var server = SampleFleet.Hear(Live, new Reading.Gpus([], "Driver/library version mismatch") { HasEnded = true }, Now);

        Assert.True(ServerCompleteness.HasNoGpuState(server, Now, Interval));
    }

    [Fact]
    public void A_server_without_GPUs_tells_that_it_has_none() =>
        Assert.False(ServerCompleteness.HasNoGpuState(Live with { Gpus = [] }, Now, Interval));
}
