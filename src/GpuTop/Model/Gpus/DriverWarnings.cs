namespace GpuTop.Model;

/// <summary>Warnings that nvidia-smi prints in addition to complete output, such as
/// <c>WARNING: infoROM is corrupted at gpu 0000:17:00.0</c>.</summary>
public static class DriverWarnings
{
    /// <summary>Start of a warning line.</summary>
    public const string Prefix = "WARNING: infoROM";

    /// <summary>Whether a line is a warning, so that the remaining output is valid.</summary>
    public static bool IsWarning(string line) => line.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
}
