using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Why a GPU's clocks are held down, in words.</summary>
public static class Throttling
{
    private static readonly ImmutableArray<(ThrottleReasons Reason, string Text, bool IsProblem)> All =
    [
        (ThrottleReasons.HardwareThermal, "heat (hardware)", true),
        (ThrottleReasons.PowerBrake, "the power supply's brake", true),
        (ThrottleReasons.HardwareSlowdown, "the hardware (heat, power brake, supply)", true),
        (ThrottleReasons.SoftwareThermal, "heat (driver)", true),
        (ThrottleReasons.PowerCap, "the power limit", false),
        (ThrottleReasons.SyncBoost, "other GPUs of its group", false),
        (ThrottleReasons.ApplicationClocks, "clocks that somebody set", false),
        (ThrottleReasons.DisplayClocks, "clocks of the display", false),
        (ThrottleReasons.GpuIdle, "nothing to do", false),
    ];

    /// <summary>One for each reason, the worst first; empty when nothing holds the clocks down.</summary>
    public static ImmutableArray<(string Text, bool IsProblem)> Words(ThrottleReasons reasons) =>
        [.. All.Where(word => reasons.HasFlag(word.Reason)).Select(word => (word.Text, word.IsProblem))];
}
