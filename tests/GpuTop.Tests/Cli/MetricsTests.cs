using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using GpuTop.Cli;
using GpuTop.Model;
using GpuTop.Tests.Model;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.Cli;

public sealed class MetricsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_whole_fleet_is_written_by_the_rules_in_base_units()
    {
        var samples = ExpositionFormat.Read(FleetMetrics.Of(SampleFleet.Of4Servers, SampleFleet.Now, Second));

        Assert.Equal(0.98, ValueOf(samples, "gputop_gpu_utilization_ratio", ("server", "gpu01"), ("gpu", "0")));
        Assert.Equal(80.0 * 1024 * 1024 * 1024, ValueOf(samples, "gputop_gpu_memory_total_bytes", ("server", "gpu01"), ("gpu", "2")));
        Assert.Equal(1, ValueOf(samples, "gputop_gpu_state", ("server", "gpu01"), ("gpu", "4"), ("state", "idle")));
        Assert.Equal(0, ValueOf(samples, "gputop_gpu_state", ("server", "gpu01"), ("gpu", "4"), ("state", "free")));
        Assert.Equal(0.0122, ValueOf(samples, "gputop_server_latency_seconds", ("server", "gpu01")));
        Assert.Equal(0.91, ValueOf(samples, "gputop_mount_used_ratio", ("server", "gpu01"), ("mount", "/home")));
        Assert.Equal(4, ValueOf(samples, "gputop_user_gpus", ("server", "gpu02"), ("user", "alice")));
        Assert.Contains(samples, sample => sample.Labels.GetValueOrDefault("user") == "root (docker carol_resnet)");
    }

    [Fact]
    public void Of_a_lost_server_only_that_it_is_down_is_said()
    {
        var samples = ExpositionFormat.Read(FleetMetrics.Of(SampleFleet.Of4Servers, SampleFleet.Now, Second));

        var lost = Assert.Single(samples, sample => sample.Labels["server"] == "gpu04");
        Assert.Equal(("gputop_server_up", 0.0), (lost.Name, lost.Value));
        Assert.All(
            ExpositionFormat.Read(FleetMetrics.Of(SampleFleet.Of4Servers, SampleFleet.Now + TimeSpan.FromMinutes(1), Second)),
            sample => Assert.Equal(("gputop_server_up", 0.0), (sample.Name, sample.Value)));
    }

    [Fact]
    public void A_mount_that_hangs_has_no_numbers_but_says_so()
    {
        var mounts = (Mount[])[
            new("/", "/dev/sda", "ext4", 100, 1, 99, 1, 1),
            new("/dead", "nas:/x", "nfs", null, null, null, null, null) { HangsFor = Second }];
        var server = Servers.Of("gpu01", "b") with { Mounts = [.. mounts] };

        var samples = ExpositionFormat.Read(FleetMetrics.Of(new Fleet([server]), Servers.Now, Second));

        Assert.Equal(
            [("/", 0), ("/dead", 1)],
            samples.Where(sample => sample.Name == "gputop_mount_hangs").Select(sample => (sample.Labels["mount"], sample.Value)));
        Assert.Single(samples, sample => sample.Name == "gputop_mount_size_bytes");
    }

    [Fact]
    public void What_is_not_known_is_left_out_and_odd_names_are_escaped()
    {
        var server = Servers.Of("a\"b\\c\nd", "bm");

        var samples = ExpositionFormat.Read(FleetMetrics.Of(new Fleet([server]), Servers.Now, Second));

        Assert.All(samples, sample => Assert.Equal("a\"b\\c\nd", sample.Labels["server"]));
        Assert.Equal(["0"], samples.Where(sample => sample.Name == "gputop_gpu_utilization_ratio").Select(sample => sample.Labels["gpu"]));
        Assert.DoesNotContain(samples, sample => sample.Name is "gputop_gpu_power_watts" or "gputop_server_latency_seconds");
    }

    [Theory]
    [InlineData("GET /metrics HTTP/1.1", "200", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("GET /metrics?x=1 HTTP/1.0", "200", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("GET / HTTP/1.1", "200", "text/plain; charset=utf-8")]
    [InlineData("GET /etc/passwd HTTP/1.1", "404", "text/plain; charset=utf-8")]
    [InlineData("POST /metrics HTTP/1.1", "405", "text/plain; charset=utf-8")]
    [InlineData("nonsense", "400", "text/plain; charset=utf-8")]
    [InlineData("", "400", "text/plain; charset=utf-8")]
    public void Only_two_pages_are_served(string request, string status, string type)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);

        var answer = new MetricsServer(
            listener, new MetricsHosts(true, "head"), () => "gputop_server_up{} 1\n").Answer(request + "\r\nHost: localhost:9835\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Type: {type}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains(
            $"\r\nContent-Length: {answer.Length - answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4}\r\n",
            answer,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "localhost:9835", true)]
    [InlineData(true, "LOCALHOST", true)]
    [InlineData(true, "127.0.0.1:9835", true)]
    [InlineData(true, "[::1]:9835", true)]
    [InlineData(true, "192.0.2.1:9835", false)]
    [InlineData(true, "head:9835", false)]
    [InlineData(true, "rebound.example.org", false)]
    [InlineData(true, "localhost.example.org", false)]
    [InlineData(true, "", false)]
    [InlineData(false, "192.0.2.1:9835", true)]
    [InlineData(false, "[2001:db8::1]", true)]
    [InlineData(false, "Head.lab.example.org:9835", true)]
    [InlineData(false, "rebound.example.org:9835", false)]
    public void A_request_for_a_foreign_host_is_refused(bool isLoopback, string host, bool isServed)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        var server = new MetricsServer(listener, new MetricsHosts(isLoopback, "head"), () => "gputop_server_up{} 1\n");

        Assert.StartsWith(
            isServed ? "HTTP/1.1 200 " : "HTTP/1.1 421 ",
            server.Answer($"GET /metrics HTTP/1.1\r\nhost: {host}\r\n\r\n"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 421 ", server.Answer($"GET / HTTP/1.1\r\nHost: {host}\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", server.Answer("GET /metrics HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_series_is_written_twice()
    {
        var server = Servers.Of("gpu01", "bb");
        server = server with { Gpus = [.. server.Gpus.Select(gpu => gpu with { Sample = gpu.Sample with { Index = null, Uuid = null } })] };
        var doubled = Servers.Of("gpu02", "b");
        doubled = doubled with { Gpus = [doubled.Gpus[0], doubled.Gpus[0]], Processes = [doubled.Processes[0], doubled.Processes[0]] };

        // The reader refuses a second sample with the same labels.
        var samples = ExpositionFormat.Read(FleetMetrics.Of(new Fleet([server, doubled, doubled]), Servers.Now, Second));

        Assert.Single(samples, sample => sample.Name == "gputop_server_up" && sample.Labels["server"] == "gpu02");
    }

    [Fact]
    public void The_dashboard_asks_only_for_metrics_that_there_are()
    {
        var dashboard = File.ReadAllText(Path.Combine(Repository.Root, "src/GpuTop/Cli/grafana-dashboard.json"));
        var there = ExpositionFormat.Read(FleetMetrics.Of(SampleFleet.Of4Servers, SampleFleet.Now, Second))
            .Select(sample => sample.Name)
            .ToHashSet();

        using var parsed = JsonDocument.Parse(dashboard);

        Assert.Equal("gputop", parsed.RootElement.GetProperty("uid").GetString());
        Assert.All(Regex.Matches(dashboard, "gputop_[a-z0-9_]+").Select(match => match.Value), name => Assert.Contains(name, there));
    }

    private static double ValueOf(
        List<(string Name, Dictionary<string, string> Labels, double Value)> samples,
        string name,
        params (string Name, string Value)[] labels) =>
        Assert.Single(
            samples,
            sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value)).Value;
}
