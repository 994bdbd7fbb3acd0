using System.Diagnostics;

namespace GpuTop.EndToEnd.Product;

public sealed class MetricsTests
{
    [Fact]
    public async Task A_scrape_is_answered_until_the_program_is_asked_to_end()
    {
        var start = new ProcessStartInfo(Programs.Find("dotnet")!, [TmuxScreen.Program, "metrics", "--demo", "2", "--listen", "127.0.0.1:0"])
        {
            RedirectStandardError = true,
        };
        using var gputop = Process.Start(start)!;
        var told = await gputop.StandardError.ReadLineAsync();
        var address = told!.Split(' ')[^1];
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
}
