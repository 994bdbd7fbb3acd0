namespace GpuTop.Model;

/// <summary>Conditions in which a GPU needs attention.</summary>
public static class GpuHealth
{
    private const ThrottleReasons Hardware =
        ThrottleReasons.HardwareSlowdown | ThrottleReasons.HardwareThermal | ThrottleReasons.PowerBrake;

    /// <summary>Reason for a permanent problem, from the driver where it gives one; null without problem.</summary>
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

    /// <summary>Current hardware slowdown; null without one. Can start and end within a second.</summary>
    public static string? Slowdown(GpuSample sample) => (sample.Throttle & Hardware) switch
    {
        null or ThrottleReasons.None => null,
        { } reasons when reasons.HasFlag(ThrottleReasons.HardwareThermal) => "hardware thermal slowdown",
        { } reasons when reasons.HasFlag(ThrottleReasons.PowerBrake) => "power brake slowdown",
        _ => "hardware slowdown",
    };
}
