using System.Globalization;
using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

/// <summary>Recordings of <c>nvidia-smi --query-gpu</c>, round by round.</summary>
public sealed class NvidiaSmiRecordingTests
{
    private const string Folder = "recordings/nvidia-smi/query-gpu";

    private static readonly Dictionary<string, string> HeadsNotRecorded = new()
    {
        ["a100-x3-bus-order-noheader.csv"] = "timestamp,name,pci.bus_id,driver_version,pstate,pcie.link.gen.max,pcie.link.gen.current,"
            + "temperature.gpu,utilization.gpu,utilization.memory,memory.total,memory.free,memory.used",
        ["gtx-old-driver-not-supported-nounits.csv"] =
            "index,utilization.gpu,utilization.memory,memory.total,memory.used,memory.free,fan.speed,temperature.gpu",
        ["gtx-old-driver-two-cards-nounits.csv"] =
            "index,utilization.gpu,utilization.memory,memory.total,memory.used,memory.free,fan.speed,temperature.gpu",
        ["jetson-orin-all-na.csv"] = "name,utilization.gpu,memory.used,memory.total,temperature.gpu",
        ["loop-mode-unknown-error-nounits.csv"] = "utilization.gpu,utilization.encoder,utilization.decoder",
        ["mig-container-insufficient-permissions-nounits.csv"] = "utilization.gpu,utilization.memory,memory.free,memory.used,memory.total",
    };

    private static readonly (string Property, string[] Columns)[] Numbers =
    [
        (nameof(GpuSample.Index), ["index"]),
        (nameof(GpuSample.UtilizationPercent), ["utilization.gpu"]),
        (nameof(GpuSample.MemoryBusPercent), ["utilization.memory"]),
        (nameof(GpuSample.EncoderPercent), ["utilization.encoder"]),
        (nameof(GpuSample.DecoderPercent), ["utilization.decoder"]),
        (nameof(GpuSample.MemoryUsedMiB), ["memory.used"]),
        (nameof(GpuSample.MemoryTotalMiB), ["memory.total"]),
        (nameof(GpuSample.TemperatureCelsius), ["temperature.gpu"]),
        (nameof(GpuSample.MemoryTemperatureCelsius), ["temperature.memory"]),
        (nameof(GpuSample.PowerWatts), ["power.draw"]),
        (nameof(GpuSample.PowerLimitWatts), ["power.limit"]),
        (nameof(GpuSample.FanPercent), ["fan.speed"]),
        (nameof(GpuSample.SmClockMHz), ["clocks.current.sm"]),
        (nameof(GpuSample.MaxSmClockMHz), ["clocks.max.sm"]),
        (nameof(GpuSample.MemoryClockMHz), ["clocks.current.memory"]),
        (nameof(GpuSample.PcieGeneration), ["pcie.link.gen.current"]),
        (nameof(GpuSample.PcieWidth), ["pcie.link.width.current"]),
        (nameof(GpuSample.PcieMaxGeneration), ["pcie.link.gen.max"]),
        (nameof(GpuSample.PcieMaxWidth), ["pcie.link.width.max"]),
        (nameof(GpuSample.EccCorrected), ["ecc.errors.corrected.volatile.total"]),
        (nameof(GpuSample.EccUncorrected), ["ecc.errors.uncorrected.volatile.total"]),
    ];

    [RequiresFact(Needs.Recordings)]
    public void Each_number_of_each_row_is_what_the_row_says_and_null_where_it_says_none()
    {
        foreach (var file in Directory.GetFiles(Repository.Shared(Folder)!))
        {
            var (head, rows) = Lines(file);
            var names = head.Split(',').Select(name => name.Split('[')[0].Trim()).ToList();
            foreach (var row in rows)
            {
                var fields = row.Split(", ");
                var sample = Assert.Single(Round(head, row).Samples);
                foreach (var (property, columns) in Numbers)
                {
                    var column = names.FindIndex(columns.Contains);
                    var said = column >= 0
                        && double.TryParse(fields[column].Split(' ')[0], CultureInfo.InvariantCulture, out var number)
                            ? number
                            : (double?)null;
                    var read = typeof(GpuSample).GetProperty(property)!.GetValue(sample);
                    Assert.True(
                        said == (read is null ? null : Convert.ToDouble(read, CultureInfo.InvariantCulture)),
                        $"{Path.GetFileName(file)}: {property} is {read}, the row says {said}");
                }
            }
        }
    }

    [RequiresFact(Needs.Recordings)]
    public void No_recorded_round_has_a_line_that_is_not_understood()
    {
        foreach (var file in Directory.GetFiles(Repository.Shared(Folder)!))
        {
            var (head, rows) = Lines(file);

            Assert.Null(GpuQuery.Gpus(string.Join('\n', [head, .. rows])).Problem);
        }
    }

    [RequiresFact(Needs.Recordings)]
    public void Whatever_is_cut_off_nothing_fails_and_no_number_is_half()
    {
        foreach (var file in Directory.GetFiles(Repository.Shared(Folder)!))
        {
            var (head, rows) = Lines(file);
            var whole = Round(head, rows[0]).Samples[0];
            var step = rows[0].Length < 400 ? 1 : 7;
            for (var length = 0; length < rows[0].LastIndexOf(", ", StringComparison.Ordinal); length += step)
            {
                foreach (var sample in Round(head, rows[0][..length]).Samples)
                {
                    Assert.True(sample.MemoryUsedMiB is null || sample.MemoryUsedMiB == whole.MemoryUsedMiB);
                    Assert.True(sample.Uuid is null || sample.Uuid == whole.Uuid);
                    Assert.True(sample.TemperatureCelsius is null || sample.TemperatureCelsius == whole.TemperatureCelsius);
                }
            }
        }
    }

    [RequiresFact(Needs.Recordings)]
    public void A_data_centre_card_with_all_fields()
    {
        var sample = Assert.Single(Samples("h100-driver590-all-fields-load.csv"));

        Assert.Equal(
            new GpuSample
            {
                Index = 0,
                Uuid = "GPU-00000000-0000-0000-0000-000000000000",
                Name = "NVIDIA H100 80GB HBM3",
                BusId = "00000000:00:09.0",
                DriverVersion = "590.48.01",
                UtilizationPercent = 100,
                MemoryBusPercent = 11,
                EncoderPercent = 0,
                DecoderPercent = 0,
                MemoryUsedMiB = 19818,
                MemoryTotalMiB = 81559,
                TemperatureCelsius = 59,
                MemoryTemperatureCelsius = 54,
                PowerWatts = 631.95,
                PowerLimitWatts = 700,
                FanPercent = null,
                SmClockMHz = 1980,
                MaxSmClockMHz = 1980,
                MemoryClockMHz = 2619,
                PerformanceState = "P0",
                PcieGeneration = 5,
                PcieWidth = 16,
                PcieMaxGeneration = 5,
                PcieMaxWidth = 16,
                EccCorrected = 0,
                EccUncorrected = 0,
                Throttle = ThrottleReasons.None,
                PersistenceMode = true,
                MigEnabled = false,
                ComputeMode = ComputeMode.Default,
                JpegPercent = 0,
                OfaPercent = 0,
                IsRemapPending = false,
                IsRemapFailed = false,
            },
            sample);
    }

    [RequiresFact(Needs.Recordings)]
    public void A_card_in_MIG_mode_has_memory_but_no_utilization()
    {
        var sample = Assert.Single(Samples("h100-mig-driver590-all-fields-load.csv"));

        Assert.Equal(
            (true, (int?)null, 11125, 433.78), (sample.MigEnabled, sample.UtilizationPercent, sample.MemoryUsedMiB, sample.PowerWatts));
    }

    [RequiresFact(Needs.Recordings)]
    public void A_consumer_card_has_a_fan_that_stands_and_neither_ECC_nor_MIG()
    {
        var sample = Assert.Single(Samples("rtx4080s-driver595-all-fields-idle.csv"));

        Assert.Equal(
            (0, (long?)null, (bool?)null, (int?)null),
            (sample.FanPercent, sample.EccUncorrected, sample.MigEnabled, sample.MemoryTemperatureCelsius));
        Assert.Equal(ThrottleReasons.GpuIdle, sample.Throttle);
        Assert.Equal((1, 4), (sample.PcieGeneration, sample.PcieMaxGeneration));
    }

    [RequiresFact(Needs.Recordings)]
    public void Windows_has_no_persistence_mode()
    {
        var sample = Assert.Single(Samples("windows-rtx2080s-driver591-all-fields-load.csv"));

        Assert.Equal(((bool?)null, 97.43, 100), (sample.PersistenceMode, sample.PowerWatts, sample.EncoderPercent));
    }

    [RequiresFact(Needs.Recordings)]
    public void What_the_driver_refuses_is_absent_and_what_is_broken_is_a_problem()
    {
        Assert.Equal("GPU requires reset", Assert.Single(Samples("h100-gpu-requires-reset.csv")).Problem);
        Assert.Equal(
            [null, "Unknown Error", "Unknown Error"], Samples("loop-mode-unknown-error-nounits.csv").Select(sample => sample.Problem));
        Assert.Equal(new GpuSample(), Assert.Single(Samples("mig-container-insufficient-permissions-nounits.csv")));
        Assert.Equal(new GpuSample { Name = "Orin (nvgpu)" }, Assert.Single(Samples("jetson-orin-all-na.csv")));
        Assert.Equal([0, null], Samples("gtx-old-driver-not-supported-nounits.csv").Select(sample => sample.UtilizationPercent));
        Assert.Equal([42, 30], Samples("gtx-old-driver-not-supported-nounits.csv").Select(sample => sample.FanPercent));
    }

    [RequiresFact(Needs.Recordings)]
    public void Fields_are_found_by_the_names_that_the_head_gives_them()
    {
        Assert.Equal([1949, 2025], Samples("mining-rig-2gpus-power.csv").Select(sample => sample.SmClockMHz));
        Assert.Equal([5130, 3004, 5130], Samples("mining-rig-3gpus-14-fields.csv").Select(sample => sample.MemoryClockMHz));
        Assert.All(
            Samples("rtx-pro-6000-x2-throttle-reasons-renamed-head.csv"),
            sample => Assert.Equal(ThrottleReasons.PowerCap, sample.Throttle));
        Assert.Equal("NVIDIA RTX PRO 6000 Blackwell Workstation Edition", Samples("rtx-pro-6000-long-name-event-reasons.csv")[0].Name);
    }

    [RequiresFact(Needs.Recordings)]
    public void A_whole_round_keeps_the_drivers_order()
    {
        var reading = GpuQuery.Gpus(File.ReadAllText(Repository.Shared(Folder + "/h200-x8-after-kill-residual-memory.csv")!));

        Assert.Equal([130013, 130053, 0, 129993, 244, 4, 292, 58071], reading.Samples.Select(sample => sample.MemoryUsedMiB));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], reading.Samples.Select(sample => sample.Index));
    }

    [RequiresFact(Needs.Recordings)]
    public void Several_rounds_of_one_card_are_one_card_with_its_newest_row()
    {
        var reading = GpuQuery.Gpus(File.ReadAllText(Repository.Shared(Folder + "/v100-loop-timestamp-head-units-nounits.csv")!));

        Assert.Equal(4, Assert.Single(reading.Samples).MemoryUsedMiB);
        Assert.Equal([1, 4, 4], Samples("v100-loop-timestamp-head-units-nounits.csv").Select(sample => sample.MemoryUsedMiB));
    }

    private static List<GpuSample> Samples(string file)
    {
        var (head, rows) = Lines(Repository.Shared(Folder + "/" + file)!);
        return [.. rows.SelectMany(row => Round(head, row).Samples)];
    }

    private static Reading.Gpus Round(string head, string row) => GpuQuery.Gpus(head + "\n" + row + "\n");

    private static (string Head, string[] Rows) Lines(string file)
    {
        var lines = File.ReadAllText(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return HeadsNotRecorded.TryGetValue(Path.GetFileName(file), out var head) ? (head, lines) : (lines[0], lines[1..]);
    }
}
