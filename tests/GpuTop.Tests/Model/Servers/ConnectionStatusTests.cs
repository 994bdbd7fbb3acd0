using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class ConnectionStatusTests
{
    [Theory]
    [InlineData(ConnectionPhase.Connecting, 1, false)]
    [InlineData(ConnectionPhase.Connecting, 2, true)]
    [InlineData(ConnectionPhase.Failed, 1, true)]
    [InlineData(ConnectionPhase.Lost, 1, true)]
    [InlineData(ConnectionPhase.Live, 1, false)]
    [InlineData(ConnectionPhase.NeedsUser, 3, false)]
    public void A_server_is_lost_from_the_first_failure_until_it_is_live(ConnectionPhase phase, int attempt, bool expected) =>
        Assert.Equal(expected, new ConnectionStatus(phase, default, Attempt: attempt).IsLost);
}
