namespace GpuTop.Model;

/// <summary>What makes a GPU need attention.</summary>
public static class Sickness
{
    private const ThrottleReasons Hardware =
        ThrottleReasons.HardwareSlowdown | ThrottleReasons.HardwareThermal | ThrottleReasons.PowerBrake;

    /// <summary>Why the GPU needs attention until somebody acts, in the driver's words where it has some; null when it does not.</summary>
    public static string? Of(GpuSample sample)
    {
        if (sample.Problem is { } problem)
        {
            return problem;
        }

        if (sample.EccUncorrected is > 0 and { } errors)
        {
            return errors == 1 ? "1 uncorrected ECC error" : $"{errors} uncorrected ECC errors";
        }

        return null;
    }

    /// <summary>How the hardware itself slows the GPU down at this moment; null when it does not. Comes and goes, within a second too.</summary>
    public static string? Slowdown(GpuSample sample) => (sample.Throttle & Hardware) switch
    {
        null or ThrottleReasons.None => null,
        { } reasons when reasons.HasFlag(ThrottleReasons.HardwareThermal) => "hardware thermal slowdown",
        { } reasons when reasons.HasFlag(ThrottleReasons.PowerBrake) => "power brake slowdown",
        _ => "hardware slowdown",
    };
}
