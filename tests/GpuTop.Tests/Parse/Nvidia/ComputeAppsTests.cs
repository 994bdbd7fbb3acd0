using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class ComputeAppsTests
{
    private const string Folder = "recordings/nvidia-smi/query-compute-apps";

    [Fact]
    public void A_row_is_a_process_on_a_card()
    {
        var apps = CsvHeader.Of("gpu_uuid,pid,used_gpu_memory,process_name", "pid")!;

        Assert.Equal(
            new ComputeApp(4711, "GPU-a", null, 62464, "python, train.py, --lr", null),
            Read(apps, "GPU-a, 4711, 62464, python, train.py, --lr"));
        Assert.Equal(new ComputeApp(4712, "GPU-a", null, null, null, "[Not Found]"), Read(apps, "GPU-a, 4712, [N/A], [Not Found]"));
        Assert.Equal(
            new ComputeApp(4713, "GPU-fb8bbc70", "MIG-GPU-fb8bbc70/1/0", 5, "x", null),
            Read(apps, "MIG-GPU-fb8bbc70/1/0, 4713, 5, x"));
        Assert.Equal("[ray::IDLE]", Read(apps, "GPU-a, 4714, 5, [ray::IDLE]")?.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GPU-a")]
    [InlineData("GPU-a, 47")]
    [InlineData("gpu_uuid, pid, used_gpu_memory [MiB], process_name")]
    [InlineData("Failed to initialize NVML: Unknown Error")]
    [InlineData("GPU-a, [N/A], [N/A], [N/A]")]
    public void What_has_no_whole_PID_is_no_process(string line) =>
        Assert.Null(Read(CsvHeader.Of("gpu_uuid,pid,used_gpu_memory,process_name", "pid")!, line));

    [Fact]
    public void Without_a_head_nothing_is_read() =>
        Assert.Null(CsvHeader.Of("No devices were found", "pid"));

    [RequiresFact(Needs.Recordings)]
    public void Every_row_of_every_recording_is_a_process()
    {
        var heads = new Dictionary<string, string>
        {
            ["windows-insufficient-permissions.csv"] = "pid,process_name,gpu_uuid,used_memory",
            ["windows-rtx3060-driver610-desktop.csv"] = "gpu_uuid,pid,process_name,used_memory",
            ["wsl-not-found-and-na.csv"] = "pid,process_name,used_memory",
        };
        var all = new Dictionary<string, List<ComputeApp>>();
        foreach (var file in Directory.GetFiles(Repository.Shared(Folder)!))
        {
            var name = Path.GetFileName(file);
            var lines = File.ReadAllLines(file);
            var known = heads.TryGetValue(name, out var head);
            var apps = CsvHeader.Of(head ?? lines[0], "pid")!;
            all[name] = [.. lines.Skip(known ? 0 : 1).Select(line => Read(apps, line)!.Value)];
        }

        Assert.Empty(all["rtx2080s-none-head-only.csv"]);
        Assert.Equal(
            [130004, 130044, 105842, 129984, 105842, 105842, 105842, 58060],
            all["h200-x8-not-found-name.csv"].Select(app => app.MemoryMiB));
        Assert.Equal(
            new ComputeApp(1758887, "GPU-28780eb0-24d5-1f13-59b8-ae5c23617a72", null, 58060, null, "[Not Found]"),
            all["h200-x8-not-found-name.csv"][^1]);
        Assert.Equal(
            new ComputeApp(4, "GPU-0e7f33ad-cc4a-7a1a-e9a4-7dd69f9032ab", null, null, null, "[Insufficient Permissions]"),
            all["windows-insufficient-permissions.csv"][0]);
        Assert.Equal(new ComputeApp(312710, null, null, null, null, "[Not Found]"), all["wsl-not-found-and-na.csv"][0]);
        Assert.Equal("VLLM::EngineCore", all["vllm-titles.csv"][0].Name);
        Assert.Equal(@"C:\Program Files\Google\Chrome\Application\chrome.exe", all["windows-rtx3060-driver610-desktop.csv"][2].Name);
        Assert.All(all["windows-wddm-memory-na-names-with-spaces.csv"], app => Assert.Null(app.MemoryMiB));
        Assert.Equal(9104, all["l40s-triton.csv"].Sum(app => app.MemoryMiB));
        Assert.Equal([2296, 1272, 7484], all["h100-mig-procs-no-instance-column.csv"].Select(app => app.MemoryMiB));
    }

    private static ComputeApp? Read(CsvHeader head, string line) => ComputeApp.Read(line, head);
}
