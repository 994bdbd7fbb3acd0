using System.Collections.Immutable;
using System.Globalization;

namespace GpuTop.Model;

/// <summary>Why a GPU's figures are not known.</summary>
public static class Unknowns
{
    // The oldest driver that knows every field that is asked for, but for those that are refused one by one.
    private const int DriverOfAllFields = 470;

    /// <summary>The reasons, one line each, the weightiest first; empty when everything is known.</summary>
    public static ImmutableArray<string> Of(Server server, Gpu gpu)
    {
        var sample = gpu.Sample;
        var reasons = ImmutableArray.CreateBuilder<string>();
        if (sample.Problem is not null)
        {
            return [];
        }

        var platform = Platform(server, sample);
        if (platform is not null)
        {
            reasons.Add(platform);
        }

        if (sample.MigEnabled == true && sample.UtilizationPercent is null)
        {
            reasons.Add("utilization: the driver gives none for a card in MIG mode; memory and processes of its instances tell");
        }

        if (Major(sample.DriverVersion) is { } major && major < DriverOfAllFields)
        {
            reasons.Add($"driver {sample.DriverVersion} is old: it does not know every field");
        }

        if (platform is null && Bare(sample) is { Length: > 0 } fields)
        {
            reasons.Add($"{fields}: not told by the driver for this card");
        }

        if (server.ProcessProblem is { } problem)
        {
            reasons.Add($"processes: {problem}");
        }

        return reasons.DrainToImmutable();
    }

    // What is not known here is known nowhere on such a machine.
    private static string? Platform(Server server, GpuSample sample)
    {
        var name = sample.Name ?? "";
        if (name.Contains("nvgpu", StringComparison.Ordinal) || name.Contains("Tegra", StringComparison.Ordinal))
        {
            return "a Jetson's nvidia-smi tells little but the name; tegrastats on the server tells more";
        }

        if (server.Identity?.System?.Contains("microsoft", StringComparison.OrdinalIgnoreCase) == true)
        {
            return "WSL: Windows keeps fan, power and the memory of processes to itself";
        }

        return IsVirtual(name)
            ? "a vGPU: temperature, power, fan and clocks are its host's, who shares the card with others"
            : null;
    }

    // GRID V100D-8C, NVIDIA A40-12Q: the profile of a vGPU is its memory in GiB and the kind of its licence.
    private static bool IsVirtual(string name)
    {
        var dash = name.LastIndexOf('-');
        return name.StartsWith("GRID ", StringComparison.Ordinal)
            || (dash > 0 && dash < name.Length - 2 && name[^1] is 'A' or 'B' or 'C' or 'Q'
                && int.TryParse(name.AsSpan(dash + 1, name.Length - dash - 2), NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    private static string Bare(GpuSample sample) => string.Join(", ", new[]
    {
        sample.UtilizationPercent is null && sample.MigEnabled != true ? "utilization" : null,
        sample.MemoryUsedMiB is null ? "memory" : null,
        sample.TemperatureCelsius is null ? "temperature" : null,
        sample.PowerWatts is null ? "power" : null,
        sample.MemoryTemperatureCelsius is null ? "memory temperature" : null,
        sample.EccUncorrected is null ? "ECC" : null,
    }.Where(field => field is not null));

    private static int? Major(string? version) =>
        version is not null && int.TryParse(version.AsSpan(0, Math.Max(0, version.IndexOf('.'))), out var major) ? major : null;
}
