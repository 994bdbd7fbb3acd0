using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class MissingValueReasonsTests
{
    private static readonly GpuSample Known = new()
    {
        Name = "NVIDIA A100-SXM4-80GB",
        UtilizationPercent = 1,
        MemoryUsedMiB = 1,
        TemperatureCelsius = 30,
        MemoryTemperatureCelsius = 30,
        PowerWatts = 60,
        EccUncorrected = 0,
        DriverVersion = "550.54.15",
    };

    [Fact]
    public void Complete_samples_have_no_reasons() => Assert.Empty(Of(Known));

    [Theory]
    [InlineData("Orin (nvgpu)", "Jetson")]
    [InlineData("GRID V100D-8C", "vGPU")]
    [InlineData("NVIDIA A40-12Q", "vGPU")]
    [InlineData("NVIDIA GeForce RTX 3090", "power: not told")]
    [InlineData("NVIDIA A100-SXM4-80GB", "power: not told")]
    public void Missing_values_name_the_platform(string name, string reason) =>
        Assert.Contains(
            reason,
            Assert.Single(Of(Known with
            {
                Name = name,
                PowerWatts = null,
                TemperatureCelsius = reason == "vGPU" ? null : 30,
                UtilizationPercent = reason == "Jetson" ? null : 1,
            })),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("GRID K520")]
    [InlineData("GRID V100D-8C")]
    [InlineData("NVIDIA Tegra X2")]
    public void Platforms_are_not_named_when_values_are_present(string name) =>
        Assert.Empty(Of(Known with { Name = name, FanPercent = 30 }));

    [Fact]
    public void Wsl_reasons_name_only_missing_values()
    {
        var server = Server.Initial("wsl", "wsl", default) with
        {
            Identity = new Reading.Identity("a", 1, null, null) { System = "Linux 5.15.90.1-microsoft-standard-WSL2" },
        };

        Assert.Empty(MissingValueReasons.Of(server, Card(Known with { FanPercent = 30 })));
        Assert.Equal("not reported under WSL: fan", Assert.Single(MissingValueReasons.Of(server, Card(Known))));
    }

    [Fact]
    public void Wsl_is_detected_by_its_kernel()
    {
        var server = Server.Initial("wsl", "wsl", default) with
        {
            Identity = new Reading.Identity("a", 1, null, null) { System = "Linux 5.15.90.1-microsoft-standard-WSL2" },
        };

        var reason = Assert.Single(MissingValueReasons.Of(server, Card(Known with { PowerWatts = null })));
        Assert.StartsWith("not reported under WSL", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Mig_mode_old_drivers_and_refused_lists_are_reasons()
    {
        var server = Server.Initial("s", "s", default) with { ProcessProblem = "Insufficient Permissions" };
        var sample = Known with { MigEnabled = true, UtilizationPercent = null, DriverVersion = "418.226.00" };

        var reasons = MissingValueReasons.Of(server, Card(sample));

        Assert.Contains(reasons, reason => reason.Contains("MIG mode", StringComparison.Ordinal));
        Assert.Contains(reasons, reason => reason.Contains("418.226.00 is old", StringComparison.Ordinal));
        Assert.Contains("processes: Insufficient Permissions", reasons);
    }

    [Fact]
    public void Unreadable_cards_have_no_further_reasons() => Assert.Empty(Of(new GpuSample { Problem = "GPU is lost" }));

    private static ImmutableArray<string> Of(GpuSample sample) => MissingValueReasons.Of(Server.Initial("s", "s", default), Card(sample));

    private static Gpu Card(GpuSample sample) =>
        new() { Sample = sample, At = default, Availability = Availability.Initial, History = new GpuHistory() };
}
