using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class RowHealthTests
{
    private const string Head = "index,uuid,name,utilization.gpu,memory.used,memory.total,temperature.gpu,temperature.memory,power.draw,"
        + "power.draw.instant,fan.speed,persistence_mode";

    [Theory]
    [InlineData(
        "0, GPU-a, [Unknown Error], [Unknown Error], 5, 81920, [Unknown Error], [Unknown Error], [Unknown Error], [Unknown Error], [N/A], "
            + "Enabled")]
    [InlineData("0, GPU-a, NVIDIA A40, ERR!, 5, 81920, ERR!, N/A, ERR!, ERR!, ERR!, Enabled")]
    [InlineData("0, GPU-a, NVIDIA A40, [N/A], 5, 81920, [Unknown Error], N/A, [Unknown Error], [N/A], [N/A], Enabled")]
    public void A_card_of_which_only_the_memory_can_be_read_is_dead(string row)
    {
        var sample = Read(Head, row);

        Assert.Equal(("Unknown Error", null), (sample.Problem, sample.Alarm));
        Assert.Equal(GpuState.Sick, Availability.Initial.Next(sample, 1, true, default, AvailabilityLimits.Default).State);
    }

    [Theory]
    [InlineData("ERR!", "71", "298.1", "fan ERR!")]
    [InlineData("30", "[Unknown Error]", "298.1", "temperature Unknown Error")]
    [InlineData("ERR!", "71", "[Unknown Error]", "fan ERR!, power Unknown Error")]
    [InlineData("[N/A]", "[Not Supported]", "N/A", null)]
    public void A_sensor_that_fails_is_an_alarm_and_not_just_a_missing_value(string fan, string temperature, string power, string? alarm)
    {
        var sample = Read(Head, $"0, GPU-a, NVIDIA A40, 98, 5000, 46068, {temperature}, N/A, {power}, {power}, {fan}, Enabled");

        Assert.Equal((null, alarm), (sample.Problem, sample.Alarm));
    }

    [Theory]
    [InlineData("None", "No", "No", "[N/A]", "Completed", "Success", null)]
    [InlineData("None", "No", "No", "[N/A]", "state  Completed", "status Success", null)]
    [InlineData("[N/A]", "[N/A]", "[N/A]", "[N/A]", "N/A", "N/A", null)]
    [InlineData("Reset", "No", "No", "[N/A]", "N/A", "N/A", "the driver asks for: Reset")]
    [InlineData("Drain and Reset", "Yes", "No", "[N/A]", "N/A", "N/A", "the driver asks for: Drain and Reset")]
    [InlineData("None", "Yes", "No", "[N/A]", "N/A", "N/A", "faulty memory waits for a reset to be remapped")]
    [InlineData("None", "[N/A]", "[N/A]", "Yes", "N/A", "N/A", "faulty memory waits for a reset to be remapped")]
    [InlineData("None", "No", "Yes", "[N/A]", "N/A", "N/A", "faulty memory could not be remapped")]
    [InlineData("None", "No", "No", "[N/A]", "In Progress", "N/A", "NVLink fabric not ready: In Progress")]
    [InlineData("None", "No", "No", "[N/A]", "state  Not Started", "N/A", "NVLink fabric not ready: Not Started")]
    [InlineData("None", "No", "No", "[N/A]", "Completed", "Insufficient Resources", "NVLink fabric not ready: Insufficient Resources")]
    public void A_card_that_needs_somebody_is_sick_in_the_drivers_word_and_has_a_remedy(
        string action, string pending, string failure, string retirement, string state, string status, string? why)
    {
        var sample = Read(
            "index,utilization.gpu,memory.used,memory.total,gpu_recovery_action,remapped_rows.pending,remapped_rows.failure,"
                + "retired_pages.pending,fabric.state,fabric.status",
            $"0, 0, 4, 81559, {action}, {pending}, {failure}, {retirement}, {state}, {status}");

        var availability = Availability.Initial.Next(
            sample, 0, true, default, new AvailabilityLimits(TimeSpan.Zero, TimeSpan.FromMinutes(15)));

        Assert.Equal((why is null ? GpuState.Free : GpuState.Sick, why), (availability.State, availability.Why));
        Assert.Equal(why is null, why is null || DriverRemedies.Of(why) is null);
    }

    [Theory]
    [InlineData("NVIDIA GB10", "3", "[N/A]", "[N/A]", true)]
    [InlineData("NVIDIA Thor", "0", "[Not Supported]", "[Not Supported]", true)]
    [InlineData("Orin (nvgpu)", "[N/A]", "[N/A]", "[N/A]", false)]
    [InlineData("NVIDIA A40", "3", "[Unknown Error]", "[Unknown Error]", false)]
    [InlineData("NVIDIA A40", "3", "[Insufficient Permissions]", "[Insufficient Permissions]", false)]
    [InlineData("NVIDIA A40", "3", "5", "46068", false)]
    public void Memory_is_unified_where_the_driver_has_none_to_tell_of_by_design(
        string name, string use, string used, string total, bool isUnified) =>
        Assert.Equal(
            isUnified, Read("index,name,utilization.gpu,memory.used,memory.total", $"0, {name}, {use}, {used}, {total}").HasUnifiedMemory);

    [Theory]
    [InlineData("GRID V100D-8C", true)]
    [InlineData("GRID K260Q", true)]
    [InlineData("NVIDIA A40-12Q", true)]
    [InlineData("GRID K520", false)]
    [InlineData("NVIDIA A100-SXM4-80GB", false)]
    public void A_vGPU_has_no_sensors_and_its_zeros_are_not_measured(string name, bool isVirtual)
    {
        var sample = Read("index,name,utilization.gpu,temperature.gpu,power.draw,fan.speed", $"0, {name}, 0, 0, 0.00, 0");

        Assert.Equal(isVirtual ? (null, null, null) : (0, 0.0, 0), (sample.TemperatureCelsius, sample.PowerWatts, sample.FanPercent));
        Assert.Equal(0, sample.UtilizationPercent);
    }

    private static GpuSample Read(params string[] lines) => Assert.Single(GpuQuery.Gpus(string.Join('\n', lines)).Samples);
}
