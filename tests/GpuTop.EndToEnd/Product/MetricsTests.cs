using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GpuTop.EndToEnd.Product;

public sealed class MetricsTests
{
    [Fact]
    public async Task A_scrape_is_answered_until_the_program_is_asked_to_end()
    {
        using var gputop = Start("");
        var address = AddressOf(gputop);
        using var client = new HttpClient();

        var text = "";
        var clock = Stopwatch.StartNew();
        while (!text.Contains("gputop_gpu_state{server=\"gpu02\"", StringComparison.Ordinal))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), text);
            text = await client.GetStringAsync(new Uri(address));
        }

        using var answer = await client.GetAsync(new Uri(address));
        Processes.Signal("TERM", gputop.Id);
        await gputop.WaitForExitAsync();

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("gputop_server_up{server=\"gpu01\"} 1\n", text);
        Assert.Equal(0, gputop.ExitCode);
    }

    // Asked at once, before the pipeline has its first state: an empty answer would look like a fleet without servers.
    [Fact]
    public async Task The_first_scrape_names_every_server()
    {
        using var gputop = Start("");
        using var client = new HttpClient();

        var text = await client.GetStringAsync(new Uri(AddressOf(gputop)));
        Processes.Signal("TERM", gputop.Id);
        await gputop.WaitForExitAsync();

        Assert.Contains("gputop_server_up{server=\"gpu01\"} ", text);
        Assert.Contains("gputop_server_up{server=\"gpu02\"} ", text);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("ulimit -n 144; ", 400)]
    public async Task Silent_clients_take_few_descriptors_and_a_scrape_is_answered_after_them(string limit, int clients)
    {
        using var gputop = Start(limit);
        var address = new Uri(AddressOf(gputop));
        using var http = new HttpClient();
        await http.GetStringAsync(address);
        var before = DescriptorsOf(gputop);

        var silent = Enumerable.Range(0, clients).Select(_ => new TcpClient()).ToList();
        await Task.WhenAll(silent.Select(client => client.ConnectAsync(IPAddress.Loopback, address.Port)));
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        var during = DescriptorsOf(gputop);
        silent.ForEach(client => client.Dispose());
        var text = await http.GetStringAsync(address);

        Assert.InRange(during - before, 0, 40);
        Assert.Contains("gputop_server_up", text);
        Assert.False(gputop.HasExited);
        Processes.Signal("TERM", gputop.Id);
        await gputop.WaitForExitAsync();
        Assert.Equal(0, gputop.ExitCode);
    }

    // The program itself: the shell that sets its limits becomes it.
    private static Process Start(string limits) => Process.Start(
        new ProcessStartInfo(
            "sh",
            [
                "-c", $"{limits}exec \"$@\"", "sh", Programs.Find("dotnet")!, TmuxScreen.Program, "metrics", "--demo", "2", "--listen",
                "127.0.0.1:0"])
        {
            RedirectStandardError = true,
        })!;

    private static string AddressOf(Process gputop) => gputop.StandardError.ReadLine()!.Split(' ')[^1];

    private static int DescriptorsOf(Process process) => Directory.GetFiles($"/proc/{process.Id}/fd").Length;
}
