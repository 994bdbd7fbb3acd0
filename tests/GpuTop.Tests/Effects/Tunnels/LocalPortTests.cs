using System.Net;
using System.Net.Sockets;
using GpuTop.Effects;

namespace GpuTop.Tests.Effects;

public sealed class LocalPortTests
{
    [Fact]
    public async Task It_listens_on_the_loopback_address_only_and_takes_the_next_port_where_one_is_taken()
    {
        await using var first = TunnelListener.Listen(null);
        await using var second = TunnelListener.Listen(first.Port);

        Assert.NotEqual(first.Port, second.Port);
        Assert.InRange(second.Port, 1024, 65535);
    }

    [Fact]
    public async Task A_port_that_a_tunnel_to_this_machine_leads_to_is_not_its_near_end()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var free = ((IPEndPoint)server.LocalEndpoint).Port;
        server.Stop();

        await using var relay = TunnelListener.Listen(free, free);

        Assert.NotEqual(free, relay.Port);
    }

    [Theory]
    [InlineData(8888, new[] { 8888, 8889, 8890 })]
    [InlineData(80, new[] { 80, 8080, 8081 })]
    [InlineData(65535, new[] { 65535, 0 })]
    [InlineData(null, new[] { 0 })]
    public void The_next_port_is_the_one_that_people_would_try(int? wanted, int[] expected) =>
        Assert.Equal(expected, LocalPort.Candidates(wanted).Take(expected.Length));
}
