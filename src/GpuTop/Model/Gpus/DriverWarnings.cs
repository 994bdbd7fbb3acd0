namespace GpuTop.Model;

/// <summary>What nvidia-smi prints beside an answer that is complete, such as
/// <c>WARNING: infoROM is corrupted at gpu 0000:17:00.0</c>.</summary>
public static class DriverWarnings
{
    /// <summary>How such a line begins.</summary>
    public const string Prefix = "WARNING: infoROM";

    /// <summary>Whether a line is a warning: the answer it stands beside can be trusted.</summary>
    public static bool IsWarning(string line) => line.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
}
