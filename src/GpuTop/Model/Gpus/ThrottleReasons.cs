using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Reasons for reduced clocks: the bits of NVML's <c>nvmlClocksEventReasons</c>.</summary>
[Flags]
public enum ThrottleReasons : ulong
{
    /// <summary>Clocks are not reduced.</summary>
    None = 0,

    /// <summary>Idle.</summary>
    GpuIdle = 0x1,

    /// <summary>Application clocks were set.</summary>
    ApplicationClocks = 0x2,

    /// <summary>The power limit in force.</summary>
    PowerCap = 0x4,

    /// <summary>Hardware slowdown: temperature, power brake or fast drop of the supply.</summary>
    HardwareSlowdown = 0x8,

    /// <summary>Synchronized with other GPUs of a sync boost group.</summary>
    SyncBoost = 0x10,

    /// <summary>Software thermal slowdown: the driver lowers the clocks because of temperature.</summary>
    SoftwareThermal = 0x20,

    /// <summary>Hardware thermal slowdown.</summary>
    HardwareThermal = 0x40,

    /// <summary>External power brake, asserted by the server's power supply.</summary>
    PowerBrake = 0x80,

    /// <summary>Display clock setting.</summary>
    DisplayClocks = 0x100,
}

/// <summary>Texts for throttle reasons.</summary>
public static class ThrottleReasonTexts
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

    /// <summary>Texts, worst first; empty when the clocks are not reduced.</summary>
    public static ImmutableArray<(string Text, bool IsProblem)> Of(ThrottleReasons reasons) =>
        [.. All.Where(word => reasons.HasFlag(word.Reason)).Select(word => (word.Text, word.IsProblem))];
}
