using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Reasons for missing values of a GPU.</summary>
public static class MissingValueReasons
{
    // Oldest driver that supports all queried fields, except for those that are dropped one by one.
    private const int DriverOfAllFields = 470;

    /// <summary>Reasons, one line each, most important first; empty when nothing is missing.</summary>
    public static ImmutableArray<string> Of(Server server, Gpu gpu)
    {
        var sample = gpu.Sample;
        var reasons = ImmutableArray.CreateBuilder<string>();
        if (sample.Problem is not null)
        {
            return [];
        }

        var platform = Platform(server, gpu);
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

        if (platform is null && FieldsWithoutValue(sample) is { Length: > 0 } fields)
        {
            reasons.Add($"{fields}: not told by the driver for this card");
        }

        if (server.ProcessProblem is { } problem)
        {
            reasons.Add($"processes: {problem}");
        }

        return reasons.DrainToImmutable();
    }

    // Limits of the platform; reported only for values that are missing.
    private static string? Platform(Server server, Gpu gpu)
    {
        var sample = gpu.Sample;
        var name = sample.Name ?? "";
        if (name.Contains("nvgpu", StringComparison.Ordinal) || name.Contains("Tegra", StringComparison.Ordinal))
        {
            return sample.UtilizationPercent is null
                ? "a Jetson's nvidia-smi reports little but the name; tegrastats on the server shows more"
                : null;
        }

        if (server.Identity?.System?.Contains("microsoft", StringComparison.OrdinalIgnoreCase) == true)
        {
            var isMemoryHidden = server.ProcessesOn(gpu)
                .SelectMany(process => process.Shares)
                .Any(share => share.GpuKey == sample.Key && share.MemoryMiB is null);
            var hidden = List(
                sample.FanPercent is null ? "fan" : null,
                sample.PowerWatts is null ? "power" : null,
                isMemoryHidden ? "the memory of processes" : null);
            return hidden.Length == 0 ? null : $"not reported under WSL: {hidden}";
        }

        var own = List(
            sample.TemperatureCelsius is null ? "temperature" : null,
            sample.PowerWatts is null ? "power" : null,
            sample.FanPercent is null ? "fan" : null);
        return VirtualCards.IsVirtual(sample) && sample.TemperatureCelsius is null
            ? $"a vGPU: {own} are its host's, who shares the card with others"
            : null;
    }

    private static string FieldsWithoutValue(GpuSample sample) => List(
        sample.UtilizationPercent is null && sample.MigEnabled != true ? "utilization" : null,
        sample.MemoryUsedMiB is null && !sample.HasUnifiedMemory ? "memory" : null,
        sample.TemperatureCelsius is null ? "temperature" : null,
        sample.PowerWatts is null ? "power" : null,
        sample.MemoryTemperatureCelsius is null ? "memory temperature" : null,
        sample.EccUncorrected is null ? "ECC" : null);

    private static string List(params ReadOnlySpan<string?> fields) =>
        string.Join(", ", fields.ToArray().Where(field => field is not null));

    private static int? Major(string? version) =>
        version is not null && int.TryParse(version.AsSpan(0, Math.Max(0, version.IndexOf('.'))), out var major) ? major : null;
}
