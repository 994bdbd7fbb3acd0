using System.Net;
using GpuTop.Demo;

namespace GpuTop.Tests.Demo.Terminal;

public sealed class SimulatedPageTests
{
    [Fact]
    public async Task It_names_the_server_and_the_port()
    {
        using var page = SimulatedPage.Open("gpu01", 6006);
        using var client = new HttpClient();

        using var response = await client.GetAsync(AddressOf(page));
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("port 6006 of the simulated server gpu01", text);
    }

    [Fact]
    public async Task It_listens_on_the_loopback_address_until_it_is_disposed()
    {
        var page = SimulatedPage.Open("gpu01", 6006);
        var address = AddressOf(page);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)page.Address).Address);
        page.Dispose();
        using var client = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(address));
    }

    private static Uri AddressOf(SimulatedPage page) => new($"http://{page.Address}/");
}
