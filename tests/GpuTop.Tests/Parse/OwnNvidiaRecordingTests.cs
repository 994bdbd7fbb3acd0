using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

/// <summary>nvidia-smi in the project's own recordings.</summary>
public sealed class OwnNvidiaRecordingTests
{
    private const string Query = "nvidia-smi/query-gpu/";
    private const string Apps = "nvidia-smi/query-compute-apps/";
    private const string Xml = "nvidia-smi/xml/";

    private static readonly string[] Uuids =
    [
        "GPU-1c40ab52-0f3e-4d8a-9b1e-5a7702c9d110",
        "GPU-2d51bc63-1a4f-4e9b-8c2f-6b8813dae221",
        "GPU-3e62cd74-2b50-4fac-9d30-7c9924ebf332",
        "GPU-4f73de85-3c61-40bd-8e41-8daa35fc0443",
    ];

    [Fact]
    public void A_busy_server_with_units_in_head_and_rows()
    {
        var samples = Gpus("a100-x4-training.csv").Samples;

        Assert.Equal(Uuids, samples.Select(sample => sample.Uuid));
        Assert.Equal([98, 97, 0, 0], samples.Select(sample => sample.UtilizationPercent));
        Assert.Equal([38112, 38108, 4, 17520], samples.Select(sample => sample.MemoryUsedMiB));
        Assert.Equal([0L, 0L, 0L, 2L], samples.Select(sample => sample.EccUncorrected));
        Assert.Equal(
            new GpuSample
            {
                Index = 2,
                Uuid = Uuids[2],
                Name = "NVIDIA A100-SXM4-40GB",
                BusId = "00000000:47:00.0",
                DriverVersion = "550.90.07",
                UtilizationPercent = 0,
                MemoryBusPercent = 0,
                MemoryUsedMiB = 4,
                MemoryTotalMiB = 40960,
                TemperatureCelsius = 31,
                MemoryTemperatureCelsius = 33,
                PowerWatts = 52.9,
                PowerLimitWatts = 400,
                SmClockMHz = 210,
                MigEnabled = false,
                EccUncorrected = 0,
            },
            samples[2]);
    }

    [Fact]
    public void Rows_without_units_have_the_same_values()
    {
        var samples = Gpus("rtx3090-x2-no-units.csv").Samples;

        Assert.Equal(
            [(47, 66, 91, 20871, 318.55, "P2"), (0, 34, 0, 12, 21.08, "P8")],
            samples.Select(sample => (sample.FanPercent!.Value, sample.TemperatureCelsius!.Value, sample.UtilizationPercent!.Value,
                sample.MemoryUsedMiB!.Value, sample.PowerWatts!.Value, sample.PerformanceState!)));
    }

    [Fact]
    public void A_card_at_its_power_limit_is_throttled()
    {
        var sample = Assert.Single(Gpus("l4-power-cap.csv").Samples);

        Assert.Equal((ThrottleReasons.PowerCap, 1245, 2040), (sample.Throttle, sample.SmClockMHz, sample.MaxSmClockMHz));
    }

    [Fact]
    public void What_the_driver_refuses_is_absent_and_what_is_broken_is_a_problem()
    {
        Assert.Equal([null, "Unknown Error"], Gpus("m40-head-as-old-drivers-write-it.csv").Samples.Select(sample => sample.Problem));
        Assert.Equal((34, null), First("m40-head-as-old-drivers-write-it.csv", sample => (sample.UtilizationPercent, sample.FanPercent)));
        Assert.Equal(new GpuSample { Name = "Xavier (nvgpu)" }, First("jetson-without-values.csv", sample => sample));
        Assert.Equal(new GpuSample { Index = 0, Name = "NVIDIA A30" }, First("container-without-permission.csv", sample => sample));
        Assert.Equal("GPU requires reset", First("h200-requires-reset.csv", sample => sample.Problem));
        Assert.Equal(
            [(0, null, 58), (1, "GPU is lost", null), (2, null, 29)],
            Gpus("one-of-three-lost.csv").Samples.Select(sample => (sample.Index!.Value, sample.Problem, sample.TemperatureCelsius)));
    }

    [Fact]
    public void Processes_of_the_driver_join_with_their_load()
    {
        var text = AppsOf("training-with-commas-in-the-name.csv") + string.Concat(Uuids.Select((uuid, index) => $"U {index} {uuid}\n"));
        var rows = OwnRecordings.Tagged('P', "ps/training.txt");
        foreach (var pmon in new[] { "driver550-training.txt", "driver535-memory-column-first.txt" })
        {
            var list = Processes.Read(text + OwnRecordings.Tagged('M', "nvidia-smi/pmon/" + pmon) + rows).List;

            Assert.Equal([30211, 44870], list.Select(process => process.Pid));
            Assert.Equal([new GpuShare(Uuids[0], 38102, 96), new GpuShare(Uuids[1], 38098, 95)], list[0].Shares.ToArray());
            Assert.Equal("python3 -m train --devices 0,1, --seed 7", list[0].Command);
            Assert.Equal((1007, 'R', 214.0, 40960), (list[0].UserId, list[0].State, list[0].CpuPercent, list[0].HostMemoryMiB));
            Assert.Equal(TimeSpan.FromSeconds(864300), list[1].Elapsed);
        }
    }

    [Fact]
    public void Processes_that_the_driver_hides_say_why()
    {
        var list = Processes.Read(AppsOf("of-other-containers.csv")).List;

        Assert.Equal(
            [(912001, 61210, "not found"), (912002, null, "insufficient permissions")],
            list.Select(process => (process.Pid, process.GpuMemoryMiB, process.HiddenReason!)));
        Assert.Empty(Processes.Read(AppsOf("none.csv")).List);
    }

    [Fact]
    public void Old_names_of_instances_tell_their_card()
    {
        var list = Processes.Read(AppsOf("instances-by-their-old-names.csv")).List;

        Assert.Equal(
            [("GPU-61950fa7-5e83-42df-8063-afcc571e2665", 2210), ("GPU-61950fa7-5e83-42df-8063-afcc571e2665", 840)],
            list.Select(process => (process.Shares[0].GpuKey, process.Shares[0].MemoryMiB!.Value)));
    }

    [Theory]
    [InlineData("idle.txt", "")]
    [InlineData("workstation-with-blanks-in-names.txt", "0 1804 3, 0 2950 12")]
    [InlineData("driver550-training.txt", "0 30211 96, 1 30211 95, 3 44870 0")]
    public void Rows_of_pmon(string file, string expected)
    {
        var pmon = new Pmon();
        var rows = OwnRecordings.Lines("nvidia-smi/pmon/" + file).Select(line => pmon.Read(line)).OfType<PmonRow>();

        Assert.Equal(expected, string.Join(", ", rows.Select(row => $"{row.GpuIndex} {row.Pid} {row.SmPercent}")));
    }

    [Theory]
    [InlineData("a30-two-profiles.txt", "2g.12gb 0, 1g.6gb 1")]
    [InlineData("a100-old-names.txt", "3g.20gb 0, 1g.5gb 1")]
    [InlineData("without-mig.txt", "")]
    public void Instances_of_the_list(string file, string expected)
    {
        var reading = MigSection.Read(OwnRecordings.Tagged('L', "nvidia-smi/list/" + file))!;

        Assert.Equal(expected, string.Join(", ", reading.Instances.Select(pair => $"{pair.Item2.Profile} {pair.Item2.Device}")));
    }

    [Fact]
    public void Instances_have_the_memory_and_the_processes_of_the_long_description()
    {
        var text = OwnRecordings.Tagged('L', "nvidia-smi/list/a30-two-profiles.txt")
            + OwnRecordings.Tagged('X', Xml + "a30-mig-driver550-v12.xml");

        var reading = MigSection.Read(text)!;

        const string Card = "GPU-72a610b8-6f94-43e0-9174-b0dd682f3776";
        Assert.Equal(
            [
                (Card, new MigInstance("MIG-0a7b1c2d-1111-5e6f-8a9b-0c1d2e3f4a5b", "2g.12gb", 0, 5210, 11968, 1, 0)),
                (Card, new MigInstance("MIG-1b8c2d3e-2222-5f70-9bac-1d2e3f405b6c", "1g.6gb", 1, 6, 5952, 5, 0)),
            ],
            reading.Instances.ToList());
        Assert.Equal(new MigProcess(Card, 5120, "MIG-0a7b1c2d-1111-5e6f-8a9b-0c1d2e3f4a5b", 5192), Assert.Single(reading.Places));
    }

    [Fact]
    public void Long_descriptions_of_two_formats()
    {
        var card = Assert.Single(NvidiaXml.Read(OwnRecordings.Text(Xml + "a30-mig-driver550-v12.xml")));
        var old = Assert.Single(NvidiaXml.Read(OwnRecordings.Text(Xml + "titan-v-driver470-v11.xml")));

        Assert.Equal(new PowerDetail(165, 165, 100, 165), card.Power);
        Assert.Equal(new PcieDetail(12400, 880, 3), card.Pcie);
        Assert.Equal((true, 1, 0, false), (card.Memory.EccEnabled, card.Memory.RemappedRowsCorrected, card.Memory.RemappedRowsUncorrected,
            card.Memory.RemapPending));
        Assert.Equal([1, 5], card.Instances.Select(instance => instance.GpuInstanceId));
        Assert.Equal(new PowerDetail(250, 250, 100, 300), old.Power);
        Assert.Equal(new GpuDetailProcess(7745, 6989, null, null), Assert.Single(old.Processes));
    }

    [Theory]
    [InlineData("driver-updated-while-loaded.txt", "Failed to initialize NVML: Driver/library version mismatch")]
    [InlineData("driver-not-loaded.txt", "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver")]
    [InlineData("no-devices.txt", "No devices were found")]
    [InlineData("no-program-dash.txt", "nvidia-smi: not found")]
    [InlineData("no-program-zsh.txt", "nvidia-smi: not found")]
    [InlineData("no-library.txt", "NVIDIA-SMI couldn't find libnvidia-ml.so library in your system")]
    [InlineData("unknown-field.txt", "Field \"temperature.memory\" is not a valid field to query")]
    public void A_failure_has_the_drivers_words_and_a_remedy(string file, string words)
    {
        var reading = GpuQuery.Gpus("index, name\n" + OwnRecordings.Text("nvidia-smi/failures/" + file));

        Assert.Equal(words, reading.Problem);
        Assert.NotNull(DriverRemedies.Of(words));
    }

    private static Reading.Gpus Gpus(string file) => GpuQuery.Gpus(OwnRecordings.Text(Query + file));

    private static T First<T>(string file, Func<GpuSample, T> of) => of(Gpus(file).Samples[0]);

    private static string AppsOf(string file)
    {
        var lines = OwnRecordings.Lines(Apps + file);
        return $"F {lines[0]}\n" + string.Concat(lines.Skip(1).Select(line => $"A {line}\n"));
    }
}
