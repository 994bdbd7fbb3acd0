using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class GpuQueryTests
{
    private const string Head = "index,uuid,name,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw,"
        + "clocks_event_reasons.active";

    private const string Card0 = "0, GPU-aaaaaaaa-0000, NVIDIA A100-SXM4-80GB, 98, 64614, 81920, 71, 298.12, 0x0000000000000004";
    private const string Card1 = "1, GPU-bbbbbbbb-0000, NVIDIA A100-SXM4-80GB, 0, 4, 81920, 34, 61.50, 0x0000000000000001";

    [Fact]
    public void A_round_is_one_sample_for_each_row()
    {
        var reading = Read(Head, Card0, Card1);

        Assert.Null(reading.Problem);
        Assert.Equal(
            new GpuSample
            {
                Index = 0,
                Uuid = "GPU-aaaaaaaa-0000",
                Name = "NVIDIA A100-SXM4-80GB",
                UtilizationPercent = 98,
                MemoryUsedMiB = 64614,
                MemoryTotalMiB = 81920,
                TemperatureCelsius = 71,
                PowerWatts = 298.12,
                Throttle = ThrottleReasons.PowerCap,
            },
            reading.Samples[0]);
        Assert.Equal(1, reading.Samples[1].Index);
    }

    [Fact]
    public void Units_in_head_and_rows_make_no_difference()
    {
        var plain = Read("index, utilization.gpu, memory.used, power.draw, fan.speed", "0, 98, 64614, 298.12, 30");

        var withUnits = Read(
            "index, utilization.gpu [%], memory.used [MiB], power.draw [W], fan.speed [%]",
            "0, 98 %, 64614 MiB, 298.12 W, 30 %");

        Assert.Equal(plain.Samples[0], withUnits.Samples[0]);
        Assert.Equal(98, withUnits.Samples[0].UtilizationPercent);
    }

    [Theory]
    [InlineData("[N/A]")]
    [InlineData("N/A")]
    [InlineData("[Not Supported]")]
    [InlineData("[Unknown Error]")]
    [InlineData("[Insufficient Permissions]")]
    [InlineData("[Requested functionality has been deprecated]")]
    [InlineData("ERR!")]
    [InlineData("-")]
    [InlineData("")]
    public void A_field_without_a_value_is_null_and_never_zero(string absent)
    {
        var sample = Assert.Single(
            Read(
                "index,uuid,name,utilization.gpu,memory.used,pstate,temperature.gpu",
                $"0, {absent}, {absent}, {absent}, {absent}, {absent}, 40").Samples);

        Assert.Equal(new GpuSample { Index = 0, TemperatureCelsius = 40 }, sample);
    }

    [Fact]
    public void A_card_that_requires_a_reset_says_so()
    {
        var reading = Read("index, temperature.gpu, memory.used [MiB]", "0, [GPU requires reset], 0 MiB");

        var sample = Assert.Single(reading.Samples);
        Assert.Equal("GPU requires reset", sample.Problem);
        Assert.Null(sample.TemperatureCelsius);
    }

    [Fact]
    public void A_row_of_nothing_but_errors_is_a_problem_of_its_card()
    {
        var sample = Assert.Single(Read("index,utilization.gpu,memory.used", "3, [Unknown Error], [Unknown Error]").Samples);

        Assert.Equal("Unknown Error", sample.Problem);
        Assert.Equal(3, sample.Index);
    }

    [Fact]
    public void Commas_beyond_those_of_the_head_belong_to_the_name()
    {
        var sample = Assert.Single(Read(Head, "0, GPU-a, Card, with, commas, 98, 64614, 81920, 71, 298.12, 0x0").Samples);

        Assert.Equal("Card, with, commas", sample.Name);
        Assert.Equal(98, sample.UtilizationPercent);
        Assert.Equal(298.12, sample.PowerWatts);
    }

    [Fact]
    public void A_row_with_too_few_fields_is_refused()
    {
        for (var length = 1; length < Card1.Length - "0x0000000000000001".Length; length++)
        {
            var reading = Read(Head, Card0, Card1[..length]);

            Assert.Null(reading.Problem);
            Assert.Equal(0, Assert.Single(reading.Samples).Index);
        }
    }

    [Theory]
    [InlineData("2000000000, GPU-x, y, 98, 64614, 81920, 71, 298.12, 0x4")]
    [InlineData("30000, GPU-x, y, 98, 64614, 81920, 71, 298.12, 0x4")]
    [InlineData("-1, GPU-x, y, 98, 64614, 81920, 71, 298.12, 0x4")]
    [InlineData("12, NVIDIA A100, with, commas, 98, 64614, 81920, 71, 298.12")]
    public void A_row_that_no_card_can_have_is_no_card(string row) => Assert.Single(Read(Head, Card0, row).Samples);

    [Fact]
    public void A_name_with_a_comma_does_not_hide_that_a_field_is_missing()
    {
        var reading = Read("index,uuid,name,pci.bus_id,utilization.gpu,memory.used", "0, GPU-a, Card, with comma, 00000000:01:00.0, 98");

        Assert.Empty(reading.Samples);
    }

    [Fact]
    public void The_exit_code_never_takes_the_place_of_the_drivers_words()
    {
        var words = Read(Head, "Failed to initialize NVML: Unknown Error", "nvidia-smi: exit code 255");
        var unknown = Read(Head, "something new.", "nvidia-smi: exit code 255");
        var card = Read(Head, "Unable to determine the device handle for GPU0000:CB:00.0: GPU is lost.", "nvidia-smi: exit code 15");
        var none = Read(Head, "nvidia-smi: exit code 137");

        Assert.Equal("Failed to initialize NVML: Unknown Error", words.Problem);
        Assert.Equal("something new", unknown.Problem);
        Assert.Equal("Unable to determine the device handle for GPU0000:CB:00.0: GPU is lost", card.Problem);
        Assert.Equal("nvidia-smi: exit code 137", none.Problem);
        Assert.All([words, unknown, card], reading => Assert.True(reading is { HasEnded: true, HasRows: false }));
        Assert.True(none is { HasEnded: false, HasRows: false });
    }

    [Fact]
    public void A_card_that_cannot_be_opened_is_one_card_however_often_it_is_said()
    {
        const string lost = "Unable to determine the device handle for GPU0000:CB:00.0: GPU is lost.";

        Assert.Equal(2, Read(Head, lost, Card0, lost).Samples.Length);
    }

    [Fact]
    public void More_cards_than_a_server_can_have_are_left_out_and_counted()
    {
        var lost = Enumerable.Range(0, 20_000).Select(i => $"Unable to determine the device handle for GPU0000:{i:X}:00.0: GPU is lost.");

        var reading = Read([Head, .. lost]);

        Assert.Equal(128, reading.Samples.Length);
        Assert.Equal("19872 GPUs beyond 128 left out", reading.LeftOut);
    }

    [Fact]
    public void A_decimal_comma_is_a_decimal_comma()
    {
        var sample = Assert.Single(Read("index,power.draw", "0, 61,50 W").Samples);

        Assert.Equal(61.5, sample.PowerWatts);
    }

    [Fact]
    public void A_line_that_came_in_between_is_the_rounds_problem()
    {
        var reading = Read(Head, Card0, "NVRM: Xid (PCI:0000:41:00): 79, pid=1234, GPU has fallen off the bus.", Card1);

        Assert.Equal(2, reading.Samples.Length);
        Assert.Equal("NVRM: Xid (PCI:0000:41:00): 79, pid=1234, GPU has fallen off the bus", reading.Problem);
    }

    [Theory]
    [InlineData("GPU0: 0000:24:00.0: GPU is lost.  Reboot the system to recover this GPU", 0, "0000:24:00.0", "GPU is lost")]
    [InlineData("GPU1: Unknown Error", 1, null, "Unknown Error")]
    [InlineData("GPU 0000:05:00.0: GPU is lost.  Reboot the system to recover this GPU", null, "0000:05:00.0", "GPU is lost")]
    [InlineData("GPU0000:CB:00.0: Unknown Error", null, "0000:CB:00.0", "Unknown Error")]
    public void A_card_that_cannot_be_opened_is_a_sick_card(string words, int? index, string? busId, string problem)
    {
        var reading = Read("index,pci.bus_id,utilization.gpu", "Unable to determine the device handle for " + words);

        Assert.Null(reading.Problem);
        Assert.Equal(new GpuSample { Index = index, BusId = busId, Problem = problem }, Assert.Single(reading.Samples));
    }

    [Fact]
    public void A_lost_card_named_by_its_address_gets_the_number_that_is_missing()
    {
        var reading = Read(
            "index,pci.bus_id,utilization.gpu",
            "Unable to determine the device handle for GPU 0000:41:00.0: GPU is lost.  Reboot the system to recover this GPU",
            "0, 00000000:01:00.0, 5",
            "2, 00000000:81:00.0, 5");

        Assert.Equal(1, Assert.Single(reading.Samples, sample => sample.Problem is not null).Index);
    }

    [Fact]
    public void A_card_that_is_named_twice_is_one_card()
    {
        var reading = Read(Head, Card0, Card1, Card0.Replace("98,", "12,", StringComparison.Ordinal));

        Assert.Equal([12, 0], reading.Samples.Select(sample => sample.UtilizationPercent));
    }

    [Fact]
    public void Power_comes_from_the_first_field_that_has_it()
    {
        const string head = "index,power.draw,power.draw.instant,power.draw.average";

        Assert.Equal(1, Read(head, "0, 1, 2, 3").Samples[0].PowerWatts);
        Assert.Equal(2, Read(head, "0, [N/A], 2, 3").Samples[0].PowerWatts);
        Assert.Equal(3, Read(head, "0, [N/A], [N/A], 3").Samples[0].PowerWatts);
    }

    [Fact]
    public void A_failure_without_rows_is_the_drivers_words()
    {
        var reading = Read(
            Head, "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that it is running.");

        Assert.Empty(reading.Samples);
        Assert.Equal("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver", reading.Problem);
    }

    [Fact]
    public void A_head_alone_is_a_server_without_cards_and_without_problem()
    {
        var reading = Read(Head);

        Assert.Empty(reading.Samples);
        Assert.Null(reading.Problem);
    }

    private static Reading.Gpus Read(params string[] lines) => GpuQuery.Gpus(string.Join('\n', lines) + "\n");
}
