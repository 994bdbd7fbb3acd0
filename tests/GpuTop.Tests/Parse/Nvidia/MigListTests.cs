using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class MigListTests
{
    private const string Folder = "recordings/nvidia-smi/pmon";

    [Fact]
    public void Instances_belong_to_the_card_above_them()
    {
        var instances = Read(
            """
            GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-a)
            GPU 1: NVIDIA H100 80GB HBM3 (UUID: GPU-b)
              MIG 3g.40gb     Device  0: (UUID: MIG-x)
              MIG 1g.10gb+me  Device  1: (UUID: MIG-y)
            """);

        Assert.Equal([("GPU-b", new MigInstance("MIG-x", "3g.40gb", 0)), ("GPU-b", new MigInstance("MIG-y", "1g.10gb+me", 1))], instances);
    }

    [Fact]
    public void The_old_form_of_a_name_tells_the_ids_and_the_card()
    {
        var instances = Read("GPU 4: A100-PCIE-40GB (UUID: GPU-fb8b)\n  MIG 3g.20gb Device 0: (UUID: MIG-GPU-fb8b/1/0)");

        Assert.Equal([("GPU-fb8b", new MigInstance("MIG-GPU-fb8b/1/0", "3g.20gb", 0, GpuInstanceId: 1, ComputeInstanceId: 0))], instances);
        Assert.Equal("GPU-fb8b", MigList.GpuUuidOf("MIG-GPU-fb8b/1/0"));
        Assert.Null(MigList.GpuUuidOf("MIG-4d0efb7d"));
    }

    [Theory]
    [InlineData("  MIG 3g.40gb     Device  0: (UUID: MIG-x)")]
    [InlineData("GPU 0: x (UUID: GPU-a)\n  MIG 3g.40gb     Device  0:")]
    [InlineData("GPU 0: x (UUID: GPU-a)\n  MIG")]
    [InlineData("GPU 0: x (UUID: GPU-a)\n  MIG 3g.40gb     Device  (UUID: MIG-x)")]
    [InlineData("No devices were found")]
    public void What_is_cut_or_alien_is_no_instance(string text) => Assert.Empty(Read(text));

    [RequiresFact(Needs.Recordings)]
    public void Every_recorded_list_is_read()
    {
        var all = Directory.GetFiles(Repository.Shared(Folder)!, "L-*").ToDictionary(
            file => Path.GetFileName(file), file => Read(File.ReadAllText(file)));

        Assert.Equal(5, all.Count);
        Assert.Equal(
            [
                ("GPU-fb8bbc70-d551-45f9-43d4-9734f9cddb2c", 0, 1),
                ("GPU-fb8bbc70-d551-45f9-43d4-9734f9cddb2c", 1, 2),
                ("GPU-82864c44-d125-bf84-645f-e800925bf730", 0, 1),
                ("GPU-82864c44-d125-bf84-645f-e800925bf730", 1, 2),
            ],
            all["L-a100-mig-old-uuid-with-slashes.txt"].Select(
                pair => (pair.GpuKey, pair.Instance.Device, pair.Instance.GpuInstanceId ?? -1)));
        Assert.Equal(
            ["3g.40gb", "2g.20gb", "1g.10gb", "1g.10gb"], all["L-h100-mig-mixed-profiles.txt"].Select(pair => pair.Instance.Profile));
        Assert.Equal(
            (56, 8),
            (all["L-h100-x8-mig-7-each.txt"].Count, all["L-h100-x8-mig-7-each.txt"].Select(pair => pair.GpuKey).Distinct().Count()));
        Assert.Empty(all["L-mixed-t1000-v100.txt"]);
        Assert.Empty(all["L-rtx8000-x8.txt"]);
    }

    [RequiresFact(Needs.Recordings)]
    public void The_section_joins_the_names_of_the_list_with_the_memory_of_the_document()
    {
        var xml = File.ReadAllLines(Repository.Shared("recordings/nvidia-smi/xml/a100-sxm4-80gb-mig4-driver535-v12.xml")!);
        string[] list = ["GPU 0: x (UUID: GPU-513536b6-7d19-9063-b049-1e69664bb298)", "  MIG 2g.20gb     Device  1: (UUID: MIG-y)"];

        var reading = MigSection.Read(string.Join('\n', [.. list.Select(line => "L " + line), .. xml.Select(line => "X " + line)]))!;
        var unnamed = MigSection.Read(string.Join('\n', xml.Select(line => "X " + line)))!;

        Assert.Equal(
            [("GPU-513536b6-7d19-9063-b049-1e69664bb298", new MigInstance("MIG-y", "2g.20gb", 1, 12, 19968, 4, 0))],
            reading.Instances.ToList());
        Assert.Equal([3, 4, 5, 6], unnamed.Instances.Select(pair => pair.Instance.GpuInstanceId));
        Assert.Equal("MIG-GPU-513536b6-7d19-9063-b049-1e69664bb298/3/0", unnamed.Instances[0].Instance.Uuid);
    }

    [Fact]
    public void Processes_are_placed_on_instances_by_both_ids()
    {
        const string Text = """
            L GPU 0: x (UUID: GPU-0)
            L   MIG 3g.40gb     Device  0: (UUID: MIG-a)
            L   MIG 1c.3g.40gb  Device  1: (UUID: MIG-b)
            X <nvidia_smi_log><gpu id="1"><uuid>GPU-0</uuid><mig_devices>
            X <mig_device><index>0</index><gpu_instance_id>2</gpu_instance_id><compute_instance_id>0</compute_instance_id></mig_device>
            X <mig_device><index>1</index><gpu_instance_id>2</gpu_instance_id><compute_instance_id>1</compute_instance_id></mig_device>
            X </mig_devices><processes>
            X <process_info><gpu_instance_id>2</gpu_instance_id><compute_instance_id>1</compute_instance_id>
            X   <pid>7</pid><used_memory>12 MiB</used_memory></process_info>
            X <process_info><gpu_instance_id>9</gpu_instance_id><compute_instance_id>0</compute_instance_id>
            X   <pid>8</pid><used_memory>12 MiB</used_memory></process_info>
            X <process_info><gpu_instance_id>N/A</gpu_instance_id><compute_instance_id>N/A</compute_instance_id>
            X   <pid>9</pid><used_memory>N/A</used_memory></process_info>
            X </processes></gpu></nvidia_smi_log>

            """;

        var reading = MigSection.Read(Text)!;

        Assert.Equal(new MigProcess("GPU-0", 7, "MIG-b", 12), Assert.Single(reading.Places));
    }

    [Fact]
    public void A_driver_that_fails_does_not_say_that_there_are_no_instances()
    {
        Assert.Null(MigSection.Read("L Failed to initialize NVML: Driver/library version mismatch\n"));
        Assert.NotNull(MigSection.Read("L GPU 0: x (UUID: GPU-0)\n"));
    }

    private static List<(string GpuKey, MigInstance Instance)> Read(string text) => [.. MigList.Read(text.Split('\n'))];
}
