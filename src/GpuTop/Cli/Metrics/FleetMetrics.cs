using GpuTop.Model;
using Sample = ((string Name, string? Value)[] Labels, double? Value);

namespace GpuTop.Cli;

/// <summary>The fleet as Prometheus metrics; unknown values and servers with old data are left out.</summary>
internal static class FleetMetrics
{
    private const double MiB = 1024 * 1024;

    private static readonly GpuState[] States = Enum.GetValues<GpuState>();

    /// <summary>The text of a scrape.</summary>
    /// <param name="fleet">All servers.</param>
    /// <param name="now">The time.</param>
    /// <param name="interval">Sampling interval of GPUs.</param>
    public static string Of(Fleet fleet, DateTimeOffset now, TimeSpan interval)
    {
        var text = new PrometheusText();
        var live = fleet.Servers.Where(server => server.PhaseAt(now) == ConnectionPhase.Live).ToList();
        var servers = fleet.Servers.Select(server => (Labels(server), (double?)(server.PhaseAt(now) == ConnectionPhase.Live ? 1 : 0)));
        text.Gauge("gputop_server_up", "Whether the server answers now.", servers);
        text.Gauge(
            "gputop_server_alias",
            "1 for a server that is the same machine as another one, which has its metrics.",
            fleet.Servers.Where(server => server.SameAs is not null)
                .Select(server => (Labels(server, ("same_as", server.SameAs)), (double?)1)));
        live.RemoveAll(server => server.SameAs is not null);
        WriteServers(text, live);
        var fresh = live.Where(server => !server.AreGpusStale(now, interval)).ToList();
        WriteGpus(text, [.. fresh.SelectMany(server => server.Gpus.Select(gpu => (server, gpu)))], now);
        WriteUsers(text, fresh);
        WriteMounts(text, live);
        return text.ToString();
    }

    private static void WriteServers(PrometheusText text, List<Server> live)
    {
        void Gauge(string name, string help, Func<Server, double?> value) =>
            text.Gauge(name, help, live.Select(server => (Labels(server), value(server))));

        Gauge("gputop_server_latency_seconds", "Time to the server's shell and back.", server => server.Latency?.TotalSeconds);
        Gauge("gputop_server_cpu_utilization_ratio", "CPU use over all cores, 0 to 1.", server => server.CpuPercent / 100);
        Gauge("gputop_server_cpu_cores", "Processors that the system sees.", server => server.Load?.Cores);
        Gauge("gputop_server_load1", "Runnable processes, averaged over one minute.", server => server.Load?.Load1);
        Gauge(
            "gputop_server_memory_used_bytes",
            "Memory that is not available to new programs.",
            server => server.Load?.MemoryUsedMiB * MiB);
        Gauge("gputop_server_memory_total_bytes", "Memory of the server.", server => server.Load?.MemoryTotalMiB * MiB);
    }

    private static void WriteGpus(PrometheusText text, List<(Server Server, Gpu Gpu)> gpus, DateTimeOffset now)
    {
        void Gauge(string name, string help, Func<Gpu, double?> value) =>
            text.Gauge(name, help, gpus.Select(item => (Labels(item.Server, item.Gpu), value(item.Gpu))));

        text.Gauge(
            "gputop_gpu_info",
            "Model and driver of the GPU; always 1.",
            gpus.Select(item => (
                Labels(item.Server, item.Gpu, ("name", item.Gpu.Sample.Name), ("driver", item.Gpu.Sample.DriverVersion)), (double?)1)));
        Gauge("gputop_gpu_utilization_ratio", "Share of time with a kernel running, 0 to 1.", gpu => gpu.Sample.UtilizationPercent / 100.0);
        Gauge("gputop_gpu_memory_used_bytes", "Memory in use.", gpu => gpu.Sample.MemoryUsedMiB * MiB);
        Gauge("gputop_gpu_memory_total_bytes", "Memory of the GPU.", gpu => gpu.Sample.MemoryTotalMiB * MiB);
        Gauge("gputop_gpu_temperature_celsius", "Core temperature.", gpu => gpu.Sample.TemperatureCelsius);
        Gauge("gputop_gpu_power_watts", "Power drawn by the board.", gpu => gpu.Sample.PowerWatts);
        Gauge("gputop_gpu_power_limit_watts", "Power limit in force.", gpu => gpu.Sample.PowerLimitWatts);
        text.Gauge(
            "gputop_gpu_state",
            "1 for the state that the GPU is in, 0 for the others.",
            gpus.SelectMany(item => States.Select(state => (
                Labels(item.Server, item.Gpu, ("state", state.ToString().ToLowerInvariant())),
                (double?)(item.Gpu.Availability.State == state ? 1 : 0)))));
        Gauge(
            "gputop_gpu_state_seconds",
            "How long it has been in that state, as far as was seen.",
            gpu => gpu.Availability.DurationAt(now)?.TotalSeconds);
    }

    private static void WriteUsers(PrometheusText text, List<Server> fresh)
    {
        var shares =
            from server in fresh
            from process in server.Processes
            from share in process.Shares
            let gpu = server.Gpus.FirstOrDefault(gpu => gpu.Sample.Key == share.GpuKey)
            where gpu is not null
            select (Server: server, Gpu: gpu, User: OwnerText.TextOf(process), share.MemoryMiB);
        var all = shares.ToList();
        text.Gauge(
            "gputop_process_gpu_memory_bytes",
            "GPU memory that the processes of a user hold on a GPU.",
            all.GroupBy(share => (share.Server, share.Gpu, share.User)).Select(group => (
                Labels(group.Key.Server, group.Key.Gpu, ("user", group.Key.User)), SumOf(group.Select(share => share.MemoryMiB)))));
        var users = all.GroupBy(share => (share.Server, share.User)).ToList();
        text.Gauge(
            "gputop_user_gpus",
            "GPUs on which a user has processes.",
            users.Select(group => (
                Labels(group.Key.Server, ("user", group.Key.User)), (double?)group.Select(share => share.Gpu).Distinct().Count())));
        text.Gauge(
            "gputop_user_gpu_memory_bytes",
            "GPU memory that the processes of a user hold on a server.",
            users.Select(group => (Labels(group.Key.Server, ("user", group.Key.User)), SumOf(group.Select(share => share.MemoryMiB)))));
    }

    private static void WriteMounts(PrometheusText text, List<Server> live)
    {
        IEnumerable<Sample> Samples(Func<Mount, double?> value) =>
            from server in live
            from mount in server.Mounts.DistinctBy(mount => mount.Path)
            select (Labels(server, ("mount", mount.Path)), value(mount));

        text.Gauge("gputop_mount_used_ratio", "Space in use, 0 to 1, as df computes it.", Samples(mount => mount.UsedPercent / 100));
        text.Gauge("gputop_mount_inodes_used_ratio", "Inodes in use, 0 to 1.", Samples(mount => mount.InodesUsedPercent / 100));
        text.Gauge("gputop_mount_size_bytes", "Size of the file system.", Samples(mount => mount.SizeKiB * 1024.0));
        text.Gauge(
            "gputop_mount_failed",
            "1 where df answers with an error for the file system, else 0.",
            Samples(mount => mount.Problem is null ? 0 : 1));
        text.Gauge(
            "gputop_mount_hangs",
            "1 where df does not answer for the file system, else 0.",
            Samples(mount => mount.HangsFor is null ? 0 : 1));
    }

    // One unknown part makes the sum unknown.
    private static double? SumOf(IEnumerable<int?> memoryMiB) =>
        memoryMiB.Aggregate((double?)0, (sum, memory) => sum + (memory * MiB));

    private static (string Name, string? Value)[] Labels(Server server, params ReadOnlySpan<(string Name, string? Value)> more) =>
        [("server", server.Name), .. more];

    private static (string Name, string? Value)[] Labels(Server server, Gpu gpu, params ReadOnlySpan<(string Name, string? Value)> more) =>
        [("server", server.Name), ("gpu", gpu.Sample.Index?.ToString()), ("uuid", gpu.Sample.Uuid), .. more];
}
