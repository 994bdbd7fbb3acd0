namespace GpuTop.Model;

/// <summary>The words of <see cref="GpuSample.ComputeMode"/> that keep others out. Source: <c>man nvidia-smi</c>, --compute-mode.</summary>
internal static class ComputeModes
{
    /// <summary>No process may compute.</summary>
    public const string Prohibited = "Prohibited";

    /// <summary>Whether one process, at most, may compute; drivers before 470 also know <c>Exclusive_Thread</c>.</summary>
    public static bool IsExclusive(GpuSample sample) =>
        sample.ComputeMode?.StartsWith("Exclusive", StringComparison.Ordinal) == true;
}
