namespace GpuTop.Model;

/// <summary>What makes a GPU need attention.</summary>
public static class GpuHealth
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

        if (sample.RecoveryAction is { } action)
        {
            return $"the driver asks for: {action}";
        }

        if (sample.EccUncorrected is > 0 and { } errors)
        {
            return errors == 1 ? "1 uncorrected ECC error" : $"{errors} uncorrected ECC errors";
        }

        return sample switch
        {
            { IsRemapFailed: true } => "faulty memory could not be remapped",
            { IsRemapPending: true } => "faulty memory waits for a reset to be remapped",
            { FabricProblem: { } fabric } => $"NVLink fabric not ready: {fabric}",
            _ => null,
        };
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
